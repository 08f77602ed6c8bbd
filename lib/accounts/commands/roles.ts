import { and, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { newId } from '@/db/ids'
import { grants, people } from '@/db/schema/accounts'
import { outboxMessages } from '@/db/schema/notices'
import type { Locale } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { lockNetwork } from '../../network/commands/settings'
import { listOfferedDistricts } from '../../network/queries'
import { networkRoles, type SetUpInput } from '../../network/schema'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { assertAdminRemains, termEnd, termStart } from '../rules'
import type { grantIdSchema, inviteToNetworkRoleSchema } from '../schema'
import { makeInvitation } from './invitations'

type NetworkRole = (typeof networkRoles)[number]

/** What an invitation to a role of the network or of a district says. */
const offerOf = (role: NetworkRole, districtCode: string | undefined) =>
  role === 'district_admin'
    ? ({ role, scopeType: 'district', scopeId: districtCode ?? '' } as const)
    : ({ role, scopeType: 'network', scopeId: null } as const)

/** Mails the first officers their invitations, in the transaction of the set-up. */
export async function inviteFirstOfficers(ctx: Ctx, invitedById: string, { invitations, languages, locale }: SetUpInput): Promise<void> {
  for (const { role, districtCode, email } of invitations) {
    const { id } = await makeInvitation(ctx, { ...offerOf(role, districtCode), email, invitedById }, locale ?? languages[0] ?? 'zh-CN')
    await record(ctx, 'invitation.made', { type: 'invitation', id }, { role, scopeId: districtCode ?? null })
  }
}

/**
 * Invites by e-mail to a role of the network or of a district, for a term of days in the network's zone. The secret of
 * its link is told once, so that it can also be handed over in a chat.
 */
export function inviteToNetworkRole(
  ctx: Ctx,
  { email, role, districtCode, fromOn, toOn }: z.output<typeof inviteToNetworkRoleSchema>,
): Promise<{ id: string; secret: string; email: string }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:grant', null)
    const invitedById = personIdOf(ctx.actor) as string
    const { zone, languages } = await lockNetwork(ctx)
    if (role === 'district_admin') {
      const offered = await listOfferedDistricts(ctx)
      if (!offered.some(({ code }) => code === districtCode)) throw new AppError('invalid_input', { districtCode: 'invalid' })
    }
    const grantStartsAt = termStart(fromOn, ctx.now, zone)
    const grantEndsAt = termEnd(toOn, grantStartsAt, zone)
    const locale: Locale = ctx.actor.kind === 'person' ? ctx.actor.locale : (languages[0] ?? 'zh-CN')
    const made = await makeInvitation(ctx, { ...offerOf(role, districtCode), email, invitedById, grantStartsAt, grantEndsAt }, locale)
    await record(ctx, 'invitation.made', { type: 'invitation', id: made.id }, { role, scopeId: districtCode ?? null })
    return { ...made, email }
  })
}

/** Ends a role of the network or of a district at once. Throws `last_admin` when nobody would administer the network. */
export function endNetworkRole(ctx: Ctx, { grantId }: z.output<typeof grantIdSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:grant', null)
    await lockNetwork(ctx)
    const [held] = await ctx.db
      .select()
      .from(grants)
      .where(and(eq(grants.id, grantId), inArray(grants.role, [...networkRoles]), or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now))))
      .for('update')
    if (!held) throw new AppError('not_found')
    if (held.role === 'network_admin') {
      const others = await ctx.db.select().from(grants).where(eq(grants.role, 'network_admin'))
      assertAdminRemains(others, held.personId, ctx.now)
    }
    const endsAt = new Date(Math.max(held.startsAt.getTime(), ctx.now.getTime()))
    await ctx.db.update(grants).set({ endsAt, updatedAt: ctx.now }).where(eq(grants.id, grantId))
    await record(ctx, 'grant.ended', { type: 'grant', id: grantId }, { personId: held.personId, role: held.role, scopeId: held.scopeId })
    return { id: grantId }
  })
}

/** Sends the administrator who asks a mail, by the way that all mails take. */
export function sendTestMail(ctx: Ctx): Promise<{ email: string }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:administer', null)
    const personId = personIdOf(ctx.actor) as string
    const [me] = await ctx.db.select({ email: people.email, locale: people.locale }).from(people).where(eq(people.id, personId))
    if (!me?.email) throw new AppError('not_found')
    const id = newId(ctx.now.getTime())
    await ctx.db.insert(outboxMessages).values({
      id,
      personId,
      toAddress: me.email,
      locale: me.locale,
      template: 'test_mail',
      values: {},
      messageId: `<${id}@hui>`,
      notBefore: ctx.now,
      createdAt: ctx.now,
    })
    await record(ctx, 'mail.tested', { type: 'person', id: personId })
    return { email: me.email }
  })
}
