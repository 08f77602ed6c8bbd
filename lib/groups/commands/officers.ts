import { and, eq, gt, isNull, or } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { grants } from '@/db/schema/accounts'
import { memberships } from '@/db/schema/groups'
import type { Role } from '@/db/vocabulary'
import { termEnd, termStart } from '../../accounts/rules'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { getNetwork } from '../../network/queries'
import { notify } from '../../notices/notify'
import { personIdOf } from '../../policy/actor'
import { authorize, can } from '../../policy/can'
import { lockGroup } from '../queries'
import { assertOfficerRemains, holdsAt, isOfficerRole } from '../rules'
import type { appointSchema, grantIdSchema, handOverSchema } from '../schema'

export type GrantRow = typeof grants.$inferSelect

/** Gives a member of the group a role for a term; she is told. Throws `not_a_member`, `role_held`. */
export function appointOfficer(ctx: Ctx, input: z.output<typeof appointSchema>): Promise<GrantRow> {
  const { groupId, personId, role, fromOn, toOn } = input
  return inTransaction(ctx, async (ctx) => {
    const group = await lockGroup(ctx, groupId)
    authorize(ctx.actor, 'group:appoint', group)
    const { zone } = await getNetwork(ctx)
    const startsAt = termStart(fromOn, ctx.now, zone)
    return appoint(ctx, groupId, { personId, role, startsAt, endsAt: termEnd(toOn, startsAt, zone) })
  })
}

/**
 * Hands a role over: the successor's term begins at midnight of `fromOn` in the network's zone, the holder's ends at that
 * same instant; both are told. What waits follows, because desks are read from the grants that hold.
 */
export function handOver(ctx: Ctx, input: z.output<typeof handOverSchema>): Promise<GrantRow> {
  const { grantId, personId, fromOn, toOn } = input
  return inTransaction(ctx, async (ctx) => {
    const grant = await lockGrant(ctx, grantId)
    const { zone } = await getNetwork(ctx)
    const startsAt = termStart(fromOn, ctx.now, zone)
    if (grant.endsAt && grant.endsAt < startsAt) throw new AppError('invalid_input', { fromOn: 'invalid' })
    if (grant.personId === personId) throw new AppError('role_held', { personId: 'invalid' })
    const made = await appoint(ctx, grant.scopeId as string, {
      personId,
      role: grant.role,
      startsAt,
      endsAt: termEnd(toOn, startsAt, zone),
    })
    await endAt(ctx, grant, startsAt)
    await record(ctx, 'grant.handed_over', { type: 'grant', id: grantId }, { groupId: grant.scopeId, to: made.id })
    return made
  })
}

/** Ends a term now; the holder is told. Throws `last_officer` while nobody else would be the group's officer. */
export function endTerm(ctx: Ctx, { grantId }: z.output<typeof grantIdSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const grant = await lockGrant(ctx, grantId)
    const groupId = grant.scopeId as string
    if (isOfficerRole(grant.role) && !can(ctx.actor, 'network:administer', null)) {
      const others = (await termsOf(ctx, groupId)).filter((term) => term.id !== grantId)
      if (holdsAt(grant, ctx.now) && !others.some((term) => isOfficerRole(term.role) && holdsAt(term, ctx.now)))
        throw new AppError('last_officer')
    }
    await endAt(ctx, grant, ctx.now)
    await record(ctx, 'grant.ended', { type: 'grant', id: grantId }, { groupId, personId: grant.personId })
    return { id: grantId }
  })
}

/** Ends all that a person answers for in a group, under the group's lock. Throws `last_officer` as `endTerm` does. */
export async function endGrantsOf(ctx: Ctx, groupId: string, personId: string): Promise<void> {
  const terms = await termsOf(ctx, groupId)
  const own = terms.filter((term) => term.personId === personId)
  if (own.length === 0) return
  if (!can(ctx.actor, 'network:administer', null)) assertOfficerRemains(terms, personId, ctx.now)
  for (const grant of own) {
    await ctx.db
      .update(grants)
      .set({ endsAt: later(grant.startsAt, ctx.now) })
      .where(eq(grants.id, grant.id))
    await record(ctx, 'grant.ended', { type: 'grant', id: grant.id }, { groupId, personId })
  }
}

type Term = { personId: string; role: Role; startsAt: Date; endsAt: Date | null }

/** Writes a grant of a group and tells its holder; the group's row is locked. */
export async function appoint(ctx: Ctx, groupId: string, term: Term): Promise<GrantRow> {
  const [member] = await ctx.db
    .select({ id: memberships.id })
    .from(memberships)
    .where(and(eq(memberships.groupId, groupId), eq(memberships.personId, term.personId), eq(memberships.status, 'active')))
  if (!member) throw new AppError('not_a_member', { personId: 'invalid' })
  const held = await termsOf(ctx, groupId)
  const over = (a: Date | null, b: Date) => a !== null && a <= b
  if (
    held.some(
      (g) =>
        g.personId === term.personId &&
        g.role === term.role &&
        !over(g.endsAt, term.startsAt) &&
        !(term.endsAt && over(term.endsAt, g.startsAt)),
    )
  )
    throw new AppError('role_held', { personId: 'invalid' })
  const [grant] = await ctx.db
    .insert(grants)
    .values({ ...term, scopeType: 'group', scopeId: groupId, grantedById: personIdOf(ctx.actor), createdAt: ctx.now })
    .returning()
  const made = grant as GrantRow
  await record(ctx, 'grant.made', { type: 'grant', id: made.id }, { groupId, personId: term.personId, role: term.role })
  await notify(ctx, {
    to: [term.personId],
    kind: 'officer_appointed',
    about: { type: 'group', id: groupId },
    ids: { role: term.role, from: term.startsAt.toISOString(), until: term.endsAt?.toISOString() ?? null },
  })
  return made
}

const termsOf = (ctx: Ctx, groupId: string): Promise<GrantRow[]> =>
  ctx.db
    .select()
    .from(grants)
    .where(and(eq(grants.scopeType, 'group'), eq(grants.scopeId, groupId), or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now))))

/** A grant of a group whose officer acts, the group's row and its own locked; to anybody else, and once over, it is missing. */
async function lockGrant(ctx: Ctx, grantId: string): Promise<GrantRow> {
  const [found] = await ctx.db.select().from(grants).where(eq(grants.id, grantId))
  if (found?.scopeType !== 'group' || !found.scopeId) throw new AppError('not_found')
  const group = await lockGroup(ctx, found.scopeId)
  if (!can(ctx.actor, 'group:appoint', group)) throw new AppError('not_found')
  authorize(ctx.actor, 'group:appoint', group)
  const [grant] = await ctx.db.select().from(grants).where(eq(grants.id, grantId)).for('update')
  if (!grant || (grant.endsAt && grant.endsAt <= ctx.now)) throw new AppError('not_found')
  return grant
}

/** A term that has not begun ends as it begins. */
const later = (a: Date, b: Date): Date => new Date(Math.max(a.getTime(), b.getTime()))

async function endAt(ctx: Ctx, grant: GrantRow, at: Date): Promise<void> {
  const endsAt = later(grant.startsAt, at)
  await ctx.db.update(grants).set({ endsAt, updatedAt: ctx.now }).where(eq(grants.id, grant.id))
  await notify(ctx, {
    to: [grant.personId],
    kind: 'officer_ended',
    about: { type: 'group', id: grant.scopeId as string },
    ids: { role: grant.role, until: endsAt.toISOString() },
  })
}
