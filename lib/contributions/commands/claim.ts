import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { people } from '@/db/schema/accounts'
import { attendances } from '@/db/schema/attendance'
import { membershipPeriods, memberships } from '@/db/schema/groups'
import { rsvps } from '@/db/schema/rsvps'
import { type ActivitySubject, lockActivity } from '../../activities/queries'
import { appendEntry, lockPerson, readEntries } from '../../attendance/commands/log'
import { restating } from '../../attendance/commands/restate'
import { standingEntries } from '../../attendance/rules'
import { hashOf } from '../../auth/session'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { limitAttempts } from '../../limits'
import { getNetwork } from '../../network/queries'
import { notify } from '../../notices/notify'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { setRsvp, settlePlaces } from '../../rsvps/commands/places'
import { isStanding, standing } from '../../rsvps/rules'
import { localDate } from '../../time/zones'
import type { Claim } from '../schema'

export type Claimed = { name: string; attendances: number; coming: number }
type Person = typeof people.$inferSelect
type Pair = { me: string; other: string }

/**
 * Takes over the record of a provisional person by her claim code: she is merged into the actor. Past facts keep
 * pointing at her; what is still to come becomes the actor's own. Where both were at one activity, one attendance is left.
 * Ten codes an hour, thirty from one address.
 */
export async function claimRecord(ctx: Ctx, input: Claim & { address?: string }): Promise<Claimed> {
  const me = personIdOf(ctx.actor)
  if (!me) throw new AppError('sign_in_required')
  await limitAttempts(ctx, `claim:${me}`, 10, 3600)
  await limitAttempts(ctx, `claim-from:${hashOf(input.address ?? 'unknown')}`, 30, 3600)
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'person:claim', { id: me })
    const claimCodeHash = hashOf(input.code)
    const [found] = await ctx.db.select({ id: people.id }).from(people).where(eq(people.claimCodeHash, claimCodeHash))
    if (!found) throw new AppError('claim_code_wrong')
    const pair = { me, other: found.id }
    // Activities are locked before people, as everywhere.
    const held = await lockActivities(ctx, pair.other)
    const { mine, other } = await lockBoth(ctx, pair)
    if (other.status !== 'provisional' || other.claimCodeHash !== claimCodeHash) throw new AppError('claim_code_wrong')
    const coming = await takeOverComing(ctx, held, pair)
    await leaveOneAttendance(ctx, held, pair)
    await takeOverMemberships(ctx, pair)
    await restatingAll(ctx, oneOfEachMonth(held), () => merge(ctx, mine, other))
    const kept = await ctx.db.select({ id: attendances.id }).from(attendances).where(eq(attendances.personId, pair.other))
    await record(ctx, 'person.merged', { type: 'person', id: pair.other }, { into: me, attendances: kept.length, coming })
    await notify(ctx, { to: [me], kind: 'record_claimed', about: { type: 'person', id: me } })
    return { name: other.displayName, attendances: kept.length, coming }
  })
}

/** Every activity with an RSVP or an attendance of hers, in the order of ids. */
async function lockActivities(ctx: Ctx, personId: string): Promise<ActivitySubject[]> {
  const placed = await ctx.db.select({ id: rsvps.activityId }).from(rsvps).where(eq(rsvps.personId, personId))
  const came = await ctx.db.select({ id: attendances.activityId }).from(attendances).where(eq(attendances.personId, personId))
  const held: ActivitySubject[] = []
  for (const id of [...new Set([...placed, ...came].map((row) => row.id))].sort()) held.push(await lockActivity(ctx, id))
  return held
}

async function lockBoth(ctx: Ctx, { me, other }: Pair): Promise<{ mine: Person; other: Person }> {
  const rows = await ctx.db
    .select()
    .from(people)
    .where(inArray(people.id, [me, other]))
    .orderBy(asc(people.id))
    .for('update')
  const [mine, hers] = [me, other].map((id) => rows.find((row) => row.id === id))
  if (!mine || !hers) throw new AppError('claim_code_wrong')
  return { mine, other: hers }
}

/** RSVPs of what has not begun become the actor's; where she has one too, the better of both stands and the other is given back. */
async function takeOverComing(ctx: Ctx, held: ActivitySubject[], { me, other }: Pair): Promise<number> {
  const release = { status: 'cancelled', cancelledAt: ctx.now, cancelReason: null } as const
  let coming = 0
  for (const activity of held) {
    const rows = await ctx.db
      .select()
      .from(rsvps)
      .where(and(eq(rsvps.activityId, activity.id), inArray(rsvps.personId, [me, other])))
    const [mine, hers] = [me, other].map((id) => rows.find((row) => row.personId === id))
    if (!hers || !isStanding(hers.status)) continue
    if (mine && isStanding(mine.status)) {
      await setRsvp(ctx, hers.id, release)
      if (activity.startsAt > ctx.now && isBetter(hers, mine)) await setRsvp(ctx, mine.id, placeOf(hers))
      await settlePlaces(ctx, activity)
    } else if (activity.startsAt > ctx.now && !(await hasEntries(ctx, activity.id, other))) {
      if (mine) {
        await setRsvp(ctx, hers.id, release)
        await setRsvp(ctx, mine.id, { ...placeOf(hers), cancelledAt: null, cancelReason: null })
      } else await ctx.db.update(rsvps).set({ personId: me, updatedAt: ctx.now }).where(eq(rsvps.id, hers.id))
      coming++
    }
  }
  return coming
}

type Rsvp = typeof rsvps.$inferSelect
const placeOf = ({ status, sequence, companions, offerExpiresAt }: Rsvp) => ({ status, sequence, companions, offerExpiresAt })

/** Whether one place is worth more than another: going before offered, waiting in its order, pending. */
function isBetter(a: Rsvp, b: Rsvp): boolean {
  const [x, y] = [standing.indexOf(a.status), standing.indexOf(b.status)]
  return x === y ? a.status === 'waitlisted' && a.sequence < b.sequence : x < y
}

const hasEntries = async (ctx: Ctx, activityId: string, personId: string) => (await readEntries(ctx, activityId, personId)).length > 0

/** Where both were checked in, the other's entries are voided as a duplicate: one person, one attendance. */
async function leaveOneAttendance(ctx: Ctx, held: ActivitySubject[], { me, other }: Pair): Promise<void> {
  for (const activity of held) {
    const seen = await ctx.db
      .select({ personId: attendances.personId })
      .from(attendances)
      .where(and(eq(attendances.activityId, activity.id), inArray(attendances.personId, [me, other])))
    if (seen.length < 2) continue
    await lockPerson(ctx, activity.id, other)
    for (const entry of standingEntries(await readEntries(ctx, activity.id, other)))
      await appendEntry(ctx, activity, {
        personId: other,
        direction: 'void',
        source: 'correction',
        knownAt: ctx.now,
        refersToId: entry.id,
        reasonCode: 'duplicate',
      })
  }
}

/** Memberships go over with their periods; where the actor belongs herself, the other's ends today. */
async function takeOverMemberships(ctx: Ctx, { me, other }: Pair): Promise<void> {
  const today = localDate(ctx.now, (await getNetwork(ctx)).zone)
  const rows = await ctx.db
    .select()
    .from(memberships)
    .where(or(eq(memberships.personId, me), eq(memberships.personId, other)))
  const mine = rows.filter((row) => row.personId === me)
  const hasPrimary = mine.some((row) => row.primary)
  for (const row of rows.filter(({ personId }) => personId === other)) {
    if (!mine.some(({ groupId }) => groupId === row.groupId)) {
      await ctx.db
        .update(memberships)
        .set({ personId: me, primary: row.primary && !hasPrimary })
        .where(eq(memberships.id, row.id))
      continue
    }
    await ctx.db.update(memberships).set({ status: 'left', primary: false }).where(eq(memberships.id, row.id))
    await ctx.db
      .update(membershipPeriods)
      .set({ leftOn: today })
      .where(and(eq(membershipPeriods.membershipId, row.id), isNull(membershipPeriods.leftOn)))
  }
}

/** The number goes over where the actor has none; there is one person with it afterwards. */
async function merge(ctx: Ctx, mine: Person, other: Person): Promise<void> {
  await ctx.db
    .update(people)
    .set({ status: 'merged', mergedIntoId: mine.id, claimCodeHash: null, phoneEncrypted: null, phoneHash: null })
    .where(eq(people.id, other.id))
  if (other.phoneEncrypted && !mine.phoneEncrypted)
    await ctx.db.update(people).set({ phoneEncrypted: other.phoneEncrypted, phoneHash: other.phoneHash }).where(eq(people.id, mine.id))
}

/** Oldest month first, as they are locked. */
const oneOfEachMonth = (held: ActivitySubject[]): ActivitySubject[] =>
  [...new Map(held.map((activity) => [activity.reportedOn.slice(0, 7), activity])).values()].sort((a, b) =>
    a.reportedOn < b.reportedOn ? -1 : 1,
  )

/** Two persons become one: in each locked month in which she was there the people may be one fewer. */
function restatingAll(ctx: Ctx, [activity, ...others]: ActivitySubject[], move: () => Promise<void>): Promise<void> {
  return activity ? restating(ctx, activity, 'merged', () => restatingAll(ctx, others, move)) : move()
}
