import { and, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { grants, people } from '@/db/schema/accounts'
import { membershipPeriods, memberships } from '@/db/schema/groups'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { record } from '../history/record'
import { getNetwork } from '../network/queries'
import { notify } from '../notices/notify'
import { personIdOf } from '../policy/actor'
import { authorize } from '../policy/can'
import { localDate } from '../time/zones'
import { type GroupRow, isSuspended, lockGroup } from './queries'
import { decideJoin, officerRoles } from './rules'
import { type JoinGroupInput, joinGroupSchema } from './schema'

export type Membership = typeof memberships.$inferSelect

/**
 * Joins an open group, or applies to one that reviews; its president and secretary are told of an application. Throws
 * `already_member`, `join_closed`, `join_invited_only`. The first active membership becomes the primary one.
 */
export function joinGroup(ctx: Ctx, input: JoinGroupInput): Promise<Membership> {
  const { groupId, note } = joinGroupSchema.parse(input)
  return inTransaction(ctx, async (ctx) => {
    const group = await lockGroup(ctx, groupId)
    const personId = personIdOf(ctx.actor)
    const mine = personId ? await lockMemberships(ctx, personId) : []
    if (mine.some((m) => m.groupId === groupId && m.status === 'active')) throw new AppError('already_member')
    authorize(ctx.actor, 'group:join', group)
    return enter(ctx, group, personId as string, mine, { note })
  })
}

/**
 * Makes the membership that `decideJoin` allows, where the group is not suspended, under the locks of the group and of the person's row. Whom an officer
 * `invited` is active at once, decided by that officer.
 */
export async function enter(
  ctx: Ctx,
  group: GroupRow,
  personId: string,
  mine: Membership[],
  { note, invitedById }: { note?: string; invitedById?: string } = {},
): Promise<Membership> {
  const before = mine.find((m) => m.groupId === group.id)
  const status = decideJoin(group, before?.status ?? null, invitedById !== undefined)
  if (await isSuspended(ctx, group.id)) throw new AppError('join_closed')
  const values = {
    status,
    primary: status === 'active' && !mine.some((m) => m.primary),
    note: note ?? null,
    appliedAt: ctx.now,
    decidedAt: status === 'active' ? ctx.now : null,
    decidedById: invitedById ?? null,
  }
  const [made] = await ctx.db
    .insert(memberships)
    .values({ personId, groupId: group.id, ...values, createdAt: ctx.now })
    .onConflictDoUpdate({ target: [memberships.personId, memberships.groupId], set: { ...values, updatedAt: ctx.now } })
    .returning()
  const membership = made as Membership
  if (status === 'active') await beginPeriod(ctx, membership.id)
  await record(
    ctx,
    status === 'active' ? 'membership.joined' : 'membership.applied',
    { type: 'membership', id: membership.id },
    { groupId: group.id },
  )
  if (status === 'applied')
    await notify(ctx, { to: await officersOf(ctx, group.id), kind: 'membership_applied', about: { type: 'group', id: group.id } })
  return membership
}

/** From today on the membership counts; dates are in the network's zone. */
export async function beginPeriod(ctx: Ctx, membershipId: string): Promise<void> {
  await ctx.db.insert(membershipPeriods).values({ membershipId, joinedOn: localDate(ctx.now, (await getNetwork(ctx)).zone) })
}

/** One's memberships, one's own row locked first, so that one person's joins stand in line. */
export async function lockMemberships(ctx: Ctx, personId: string): Promise<Membership[]> {
  await ctx.db.select({ id: people.id }).from(people).where(eq(people.id, personId)).for('update')
  return ctx.db.select().from(memberships).where(eq(memberships.personId, personId))
}

/** Who answers for the group now or soon: president and secretary, each once. */
export async function officersOf(ctx: Ctx, groupId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectDistinct({ personId: grants.personId })
    .from(grants)
    .where(
      and(
        eq(grants.scopeType, 'group'),
        eq(grants.scopeId, groupId),
        inArray(grants.role, [...officerRoles]),
        or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now)),
      ),
    )
  return rows.map((r) => r.personId)
}
