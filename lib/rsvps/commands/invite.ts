import { randomBytes } from 'node:crypto'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { newId } from '@/db/ids'
import { invitations } from '@/db/schema/accounts'
import { memberships } from '@/db/schema/groups'
import { limitInvitations, makeInvitation } from '../../accounts/commands/invitations'
import { type ActivitySubject, lockActivity } from '../../activities/queries'
import { hashOf } from '../../auth/session'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { notify } from '../../notices/notify'
import type { Person } from '../../policy/actor'
import { authorize } from '../../policy/can'
import type { inviteMemberSchema, inviteToActivitySchema, withdrawInvitationSchema } from '../schema'

/** Invites people by e-mail to an activity that is for invited people; an address that stands invited is not mailed again. */
export async function inviteToActivity(
  ctx: Ctx,
  { activityId, emails }: z.output<typeof inviteToActivitySchema>,
): Promise<{ count: number }> {
  await limitInvitations(ctx)
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockInviting(ctx, activityId)
    const by = ctx.actor as Person
    const standing = await ctx.db
      .select({ email: invitations.email })
      .from(invitations)
      .where(and(eq(invitations.activityId, activityId), isNull(invitations.revokedAt), inArray(invitations.email, emails)))
    const known = new Set(standing.map(({ email }) => email?.toLowerCase()))
    const fresh = emails.filter((email) => !known.has(email))
    for (const email of fresh) {
      const offer = { invitedById: by.personId, activityId, email, expiresAt: activity.endsAt ?? activity.startsAt }
      const { id } = await makeInvitation(ctx, offer, by.locale)
      await record(ctx, 'invitation.made', { type: 'invitation', id }, { activityId })
    }
    return { count: fresh.length }
  })
}

/** Invites a member of one of the hosts, who is told; whoever stands invited is not told again. Throws `not_a_member`. */
export function inviteMember(ctx: Ctx, { activityId, personId }: z.output<typeof inviteMemberSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockInviting(ctx, activityId)
    const [member] = await ctx.db
      .select({ id: memberships.id })
      .from(memberships)
      .where(and(eq(memberships.personId, personId), eq(memberships.status, 'active'), inArray(memberships.groupId, activity.hostGroupIds)))
      .limit(1)
    if (!member) throw new AppError('not_a_member', { personId: 'invalid' })
    const [standing] = await ctx.db
      .select({ id: invitations.id })
      .from(invitations)
      .where(and(eq(invitations.activityId, activityId), isNull(invitations.revokedAt), eq(invitations.acceptedById, personId)))
    if (standing) return standing
    const id = newId(ctx.now.getTime())
    // Addressed to the person: nobody needs its secret.
    await ctx.db.insert(invitations).values({
      id,
      secretHash: hashOf(randomBytes(24).toString('base64url')),
      activityId,
      uses: 1,
      acceptedById: personId,
      invitedById: (ctx.actor as Person).personId,
      expiresAt: activity.endsAt ?? activity.startsAt,
      createdAt: ctx.now,
    })
    await record(ctx, 'invitation.made', { type: 'invitation', id }, { activityId, personId })
    await notify(ctx, { to: [personId], kind: 'activity_invited', about: { type: 'activity', id: activityId } })
    return { id }
  })
}

/** Takes an invitation back; an RSVP that stands is not touched. */
export function withdrawInvitation(ctx: Ctx, input: z.output<typeof withdrawInvitationSchema>): Promise<{ id: string }> {
  const { activityId, invitationId } = input
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivity(ctx, activityId)
    authorize(ctx.actor, 'activity:edit', activity)
    const [withdrawn] = await ctx.db
      .update(invitations)
      .set({ revokedAt: ctx.now, updatedAt: ctx.now })
      .where(and(eq(invitations.id, invitationId), eq(invitations.activityId, activityId), isNull(invitations.revokedAt)))
      .returning({ id: invitations.id })
    if (!withdrawn) throw new AppError('not_found')
    await record(ctx, 'invitation.revoked', { type: 'invitation', id: invitationId }, { activityId })
    return withdrawn
  })
}

async function lockInviting(ctx: Ctx, activityId: string): Promise<ActivitySubject> {
  const activity = await lockActivity(ctx, activityId)
  authorize(ctx.actor, 'activity:edit', activity)
  if (activity.audience !== 'invited' && activity.rsvpMode !== 'invite') throw new AppError('conflict')
  if (['cancelled', 'finalised'].includes(activity.status) || activity.startsAt <= ctx.now) throw new AppError('activity_not_open')
  return activity
}
