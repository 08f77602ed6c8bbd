import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { grants, invitations } from '@/db/schema/accounts'
import type { Locale } from '@/db/vocabulary'
import { limitInvitations, makeInvitation } from '../../accounts/commands/invitations'
import { termEnd, termStart } from '../../accounts/rules'
import { hashOf } from '../../auth/session'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { getNetwork, getReference } from '../../network/queries'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { enter, lockMemberships } from '../commands'
import { type GroupRow, lockGroup } from '../queries'
import { getVerifiedEmail } from '../queries/mine'
import { assertAcceptable } from '../rules'
import type { acceptInvitationSchema, inviteByEmailSchema, inviteLinkSchema, inviteToRoleSchema } from '../schema'
import { appoint } from './officers'

export { revokeInvitation } from '../../accounts/commands/invitations'

export type Invitation = typeof invitations.$inferSelect
const DAY_MS = 86_400_000

/** Invites people by e-mail into a group, one invitation each; returns how many. Throws `join_closed` for a closed group. */
export async function inviteByEmail(ctx: Ctx, { groupId, emails }: z.output<typeof inviteByEmailSchema>): Promise<{ count: number }> {
  await limitInvitations(ctx)
  return inTransaction(ctx, async (ctx) => {
    const group = await lockInviting(ctx, groupId)
    for (const email of emails) {
      const { id } = await makeInvitation(ctx, { ...by(ctx), groupId, email }, await localeOf(ctx))
      await record(ctx, 'invitation.made', { type: 'invitation', id }, { groupId: group.id })
    }
    return { count: emails.length }
  })
}

/** Makes a link that admits up to `maxUses` people for `days` days. The secret is told once. */
export function makeInviteLink(ctx: Ctx, input: z.output<typeof inviteLinkSchema>): Promise<{ id: string; secret: string }> {
  const { groupId, maxUses, days } = input
  return inTransaction(ctx, async (ctx) => {
    await lockInviting(ctx, groupId)
    const expiresAt = new Date(ctx.now.getTime() + days * DAY_MS)
    const made = await makeInvitation(ctx, { ...by(ctx), groupId, maxUses, expiresAt }, await localeOf(ctx))
    await record(ctx, 'invitation.made', { type: 'invitation', id: made.id }, { groupId, maxUses })
    return made
  })
}

/** Invites by e-mail to a role of a group for a term; who accepts becomes a member where she is none. */
export async function inviteToRole(ctx: Ctx, input: z.output<typeof inviteToRoleSchema>): Promise<{ id: string }> {
  const { groupId, email, role, fromOn, toOn } = input
  await limitInvitations(ctx)
  return inTransaction(ctx, async (ctx) => {
    const group = await lockGroup(ctx, groupId)
    authorize(ctx.actor, 'group:appoint', group)
    const { zone } = await getNetwork(ctx)
    const grantStartsAt = termStart(fromOn, ctx.now, zone)
    const grantEndsAt = termEnd(toOn, grantStartsAt, zone)
    const { id } = await makeInvitation(
      ctx,
      { ...by(ctx), ...roleIn(groupId, role), email, grantStartsAt, grantEndsAt },
      await localeOf(ctx),
    )
    await record(ctx, 'invitation.made', { type: 'invitation', id }, { groupId, role })
    return { id }
  })
}

/** What an invitation to a role of a group says. */
export const roleIn = (groupId: string, role: NonNullable<Invitation['role']>) =>
  ({ groupId, role, scopeType: 'group', scopeId: groupId }) as const

/**
 * Accepts what an invitation offers: a membership, a role, a place among those invited to an activity. Uses it up once
 * per person. Throws `invitation_spent`, `invitation_other_address`, `already_member`.
 */
export function acceptInvitation(ctx: Ctx, { secret }: z.output<typeof acceptInvitationSchema>): Promise<{ invitationId: string }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'invitation:accept', null)
    const personId = personIdOf(ctx.actor) as string
    const [offer] = await ctx.db
      .select()
      .from(invitations)
      .where(eq(invitations.secretHash, hashOf(secret)))
      .for('update')
    if (!offer) throw new AppError('not_found')
    assertAcceptable(offer, await getVerifiedEmail(ctx, personId), ctx.now)
    await ctx.db
      .update(invitations)
      .set({ uses: offer.uses + 1, acceptedById: personId, acceptedAt: ctx.now, updatedAt: ctx.now })
      .where(eq(invitations.id, offer.id))
    if (offer.groupId) await acceptIntoGroup(ctx, offer, personId)
    else if (offer.role && offer.scopeType) await acceptRole(ctx, offer, personId)
    await record(ctx, 'invitation.accepted', { type: 'invitation', id: offer.id }, { personId })
    return { invitationId: offer.id }
  })
}

const by = (ctx: Ctx) => ({ invitedById: personIdOf(ctx.actor) as string })
/** The inviter's language, for somebody who has none yet. */
const localeOf = async (ctx: Ctx): Promise<Locale> =>
  ctx.actor.kind === 'person' ? ctx.actor.locale : ((await getReference(ctx)).network?.languages[0] as Locale)

async function lockInviting(ctx: Ctx, groupId: string): Promise<GroupRow> {
  const group = await lockGroup(ctx, groupId)
  authorize(ctx.actor, 'group:invite', group)
  if (group.status !== 'active' || group.joinMode === 'closed') throw new AppError('join_closed')
  return group
}

async function acceptIntoGroup(ctx: Ctx, offer: Invitation, personId: string): Promise<void> {
  const group = await lockGroup(ctx, offer.groupId as string)
  const mine = await lockMemberships(ctx, personId)
  const isMember = mine.some((m) => m.groupId === group.id && m.status === 'active')
  if (isMember && !offer.role) throw new AppError('already_member')
  if (!isMember) await enter(ctx, offer.role ? { ...group, joinMode: 'invite' } : group, personId, mine, { invitedById: offer.invitedById })
  if (!offer.role) return
  const startsAt = offer.grantStartsAt && offer.grantStartsAt > ctx.now ? offer.grantStartsAt : ctx.now
  await appoint(ctx, group.id, { personId, role: offer.role, startsAt, endsAt: offer.grantEndsAt })
}

/** A role outside a group: a district's, the network's, a venue's. */
async function acceptRole(ctx: Ctx, offer: Invitation, personId: string): Promise<void> {
  const startsAt = offer.grantStartsAt && offer.grantStartsAt > ctx.now ? offer.grantStartsAt : ctx.now
  if (offer.grantEndsAt && offer.grantEndsAt <= startsAt) throw new AppError('invitation_spent')
  const [held] = await ctx.db
    .select({ id: grants.id })
    .from(grants)
    .where(
      sql`${grants.personId} = ${personId} and ${grants.role} = ${offer.role} and ${grants.scopeType} = ${offer.scopeType} and ${grants.scopeId} is not distinct from ${offer.scopeId} and (${grants.endsAt} is null or ${grants.endsAt} > ${ctx.now.toISOString()}::timestamptz)`,
    )
  if (held) throw new AppError('role_held')
  const [made] = await ctx.db
    .insert(grants)
    .values({
      personId,
      role: offer.role as NonNullable<Invitation['role']>,
      scopeType: offer.scopeType as NonNullable<Invitation['scopeType']>,
      scopeId: offer.scopeId,
      startsAt,
      endsAt: offer.grantEndsAt,
      grantedById: offer.invitedById,
      createdAt: ctx.now,
    })
    .returning({ id: grants.id })
  await record(ctx, 'grant.made', { type: 'grant', id: made?.id ?? '' }, { personId, role: offer.role, scopeId: offer.scopeId })
}
