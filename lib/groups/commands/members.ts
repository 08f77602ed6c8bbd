import { and, asc, eq, gt, isNull, ne, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { membershipPeriods, membershipSuspensions, memberships } from '@/db/schema/groups'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { getNetwork, getReference } from '../../network/queries'
import { type NoticeKind, notify } from '../../notices/notify'
import { personIdOf } from '../../policy/actor'
import { authorize, can } from '../../policy/can'
import { localDate } from '../../time/zones'
import { beginPeriod, lockMemberships, type Membership } from '../commands'
import { type GroupRow, lockGroup } from '../queries'
import type { membershipIdSchema, refuseMemberSchema, suspendMemberSchema } from '../schema'
import { endGrantsOf } from './officers'

type OfMembership = z.output<typeof membershipIdSchema>
type Locked = { membership: Membership; group: GroupRow; mine: Membership[] }

/** Admits who applied; she is told. */
export function acceptMember(ctx: Ctx, { membershipId }: OfMembership): Promise<Membership> {
  return inTransaction(ctx, async (ctx) => {
    const { membership, mine } = await lockToDecide(ctx, membershipId)
    if (membership.status !== 'applied') throw new AppError('conflict')
    const admitted = await set(ctx, membership, { ...decided(ctx), status: 'active', primary: !mine.some((m) => m.primary) })
    await beginPeriod(ctx, membershipId)
    await tell(ctx, membership, 'membership.accepted', 'membership_accepted')
    return admitted
  })
}

/** Refuses an application; the reason takes the place of the applicant's note, and she is told it. */
export function refuseMember(ctx: Ctx, { membershipId, reason }: z.output<typeof refuseMemberSchema>): Promise<Membership> {
  return inTransaction(ctx, async (ctx) => {
    const { membership } = await lockToDecide(ctx, membershipId)
    if (membership.status !== 'applied') throw new AppError('conflict')
    const refused = await set(ctx, membership, { ...decided(ctx), status: 'refused', note: reason })
    await tell(ctx, membership, 'membership.refused', 'membership_refused')
    return refused
  })
}

/**
 * Leaves a group, or takes an application back; what she answered for in it ends too. Throws `last_officer` while nobody
 * else would be its officer. Another membership becomes the primary one.
 */
export function leaveGroup(ctx: Ctx, { membershipId }: OfMembership): Promise<Membership> {
  return inTransaction(ctx, async (ctx) => {
    const { membership, group, mine } = await lockMembership(ctx, membershipId)
    authorize(ctx.actor, 'membership:leave', { personId: membership.personId, group })
    if (membership.status !== 'active' && membership.status !== 'applied') throw new AppError('membership_none')
    await endGrantsOf(ctx, group.id, membership.personId)
    const left = await end(ctx, membership, mine)
    await record(ctx, 'membership.left', { type: 'membership', id: membershipId }, { groupId: group.id })
    return left
  })
}

/** Makes one of my active memberships the primary one. */
export function makePrimary(ctx: Ctx, { membershipId }: OfMembership): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const { membership, group } = await lockMembership(ctx, membershipId)
    authorize(ctx.actor, 'membership:leave', { personId: membership.personId, group })
    if (membership.status !== 'active') throw new AppError('membership_none')
    await ctx.db
      .update(memberships)
      .set({ primary: false })
      .where(and(eq(memberships.personId, membership.personId), eq(memberships.primary, true)))
    await set(ctx, membership, { primary: true })
    await record(ctx, 'membership.made_primary', { type: 'membership', id: membershipId }, { groupId: group.id })
    return { id: membershipId }
  })
}

/** Suspends a member until `toOn` (exclusive) or until lifted; she is told why. Her roles in the group end. */
export function suspendMember(ctx: Ctx, input: z.output<typeof suspendMemberSchema>): Promise<Membership> {
  const { membershipId, reason, toOn } = input
  return inTransaction(ctx, async (ctx) => {
    const { membership, group } = await lockToDecide(ctx, membershipId)
    if (membership.status !== 'active') throw new AppError('conflict')
    const today = await todayOf(ctx)
    if (toOn && toOn <= today) throw new AppError('invalid_input', { toOn: 'date_past' })
    await endGrantsOf(ctx, group.id, membership.personId)
    await ctx.db
      .insert(membershipSuspensions)
      .values({ membershipId, fromOn: today, toOn: toOn ?? null, reason, decidedById: personIdOf(ctx.actor) })
    const suspended = await set(ctx, membership, { status: 'suspended' })
    await tell(ctx, membership, 'membership.suspended', 'membership_suspended')
    return suspended
  })
}

/** Ends a suspension before its day. */
export function liftSuspension(ctx: Ctx, { membershipId }: OfMembership): Promise<Membership> {
  return inTransaction(ctx, async (ctx) => {
    const { membership } = await lockToDecide(ctx, membershipId)
    if (membership.status !== 'suspended') throw new AppError('conflict')
    return lift(ctx, membership)
  })
}

/** Ends a membership from the group's side; the member is told. */
export function removeMember(ctx: Ctx, { membershipId }: OfMembership): Promise<Membership> {
  return inTransaction(ctx, async (ctx) => {
    const { membership, group, mine } = await lockToDecide(ctx, membershipId)
    if (membership.status !== 'active' && membership.status !== 'suspended') throw new AppError('conflict')
    await endGrantsOf(ctx, group.id, membership.personId)
    const removed = await end(ctx, membership, mine)
    await tell(ctx, membership, 'membership.removed', 'membership_removed')
    return removed
  })
}

/** Lifts the suspensions whose day has come; run by the worker. */
export async function liftDue(ctx: Ctx): Promise<number> {
  if (!(await getReference(ctx)).network) return 0
  const today = await todayOf(ctx)
  const due = await ctx.db
    .select({ id: memberships.id })
    .from(memberships)
    .where(
      and(
        eq(memberships.status, 'suspended'),
        sql`exists (select 1 from membership_suspensions s where s.membership_id = ${memberships.id})`,
        sql`not exists (select 1 from membership_suspensions s where s.membership_id = ${memberships.id} and (s.to_on is null or s.to_on > ${today}))`,
      ),
    )
  for (const { id } of due)
    await inTransaction(ctx, async (ctx) => {
      authorize(ctx.actor, 'job:run', null)
      const { membership } = await lockMembership(ctx, id)
      if (membership.status === 'suspended') await lift(ctx, membership)
    })
  return due.length
}

const todayOf = async (ctx: Ctx): Promise<string> => localDate(ctx.now, (await getNetwork(ctx)).zone)
const decided = (ctx: Ctx) => ({ decidedById: personIdOf(ctx.actor), decidedAt: ctx.now })

/** Locks group, person and membership, in this order, as joining does. A membership that is none of the actor's business is missing. */
async function lockMembership(ctx: Ctx, membershipId: string): Promise<Locked> {
  const [found] = await ctx.db.select().from(memberships).where(eq(memberships.id, membershipId))
  if (!found) throw new AppError('not_found')
  const group = await lockGroup(ctx, found.groupId)
  const subject = { personId: found.personId, group }
  if (ctx.actor.kind !== 'system' && !can(ctx.actor, 'membership:leave', subject) && !can(ctx.actor, 'group:readMembers', group))
    throw new AppError('not_found')
  const mine = await lockMemberships(ctx, found.personId)
  return { membership: mine.find((m) => m.id === membershipId) ?? found, group, mine }
}

async function lockToDecide(ctx: Ctx, membershipId: string): Promise<Locked> {
  const locked = await lockMembership(ctx, membershipId)
  authorize(ctx.actor, 'membership:decide', { personId: locked.membership.personId, group: locked.group })
  return locked
}

async function set(ctx: Ctx, { id }: Membership, values: Partial<typeof memberships.$inferInsert>): Promise<Membership> {
  const [row] = await ctx.db
    .update(memberships)
    .set({ ...values, updatedAt: ctx.now })
    .where(eq(memberships.id, id))
    .returning()
  return row as Membership
}

/** The membership's period ends today; the oldest other active membership becomes the primary one. */
async function end(ctx: Ctx, membership: Membership, mine: Membership[]): Promise<Membership> {
  const left = await set(ctx, membership, { status: 'left', primary: false })
  await ctx.db
    .update(membershipPeriods)
    .set({ leftOn: await todayOf(ctx) })
    .where(and(eq(membershipPeriods.membershipId, membership.id), isNull(membershipPeriods.leftOn)))
  if (!membership.primary) return left
  const [next] = await ctx.db
    .select()
    .from(memberships)
    .where(and(eq(memberships.personId, membership.personId), eq(memberships.status, 'active'), ne(memberships.id, membership.id)))
    .orderBy(asc(memberships.decidedAt), asc(memberships.id))
    .limit(1)
  if (next && mine.some((m) => m.id === next.id)) await set(ctx, next, { primary: true })
  return left
}

async function lift(ctx: Ctx, membership: Membership): Promise<Membership> {
  await ctx.db
    .update(membershipSuspensions)
    .set({ toOn: await todayOf(ctx) })
    .where(
      and(
        eq(membershipSuspensions.membershipId, membership.id),
        or(isNull(membershipSuspensions.toOn), gt(membershipSuspensions.toOn, await todayOf(ctx))),
      ),
    )
  const active = await set(ctx, membership, { status: 'active' })
  await tell(ctx, membership, 'membership.lifted', 'membership_lifted')
  return active
}

async function tell(ctx: Ctx, { id, personId, groupId }: Membership, verb: `membership.${string}`, kind: NoticeKind): Promise<void> {
  await record(ctx, verb, { type: 'membership', id }, { groupId })
  await notify(ctx, { to: [personId], kind, about: { type: 'membership', id } })
}
