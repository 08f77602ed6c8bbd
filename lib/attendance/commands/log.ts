import { and, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { people } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { attendances, checkInEntries } from '@/db/schema/attendance'
import { membershipPeriods, memberships } from '@/db/schema/groups'
import { rsvps } from '@/db/schema/rsvps'
import type { CheckInSource, correctionReasons } from '@/db/vocabulary'
import { type ActivitySubject, getActivitySubject, lockActivity } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { personIdOf } from '../../policy/actor'
import { creditedGroup, type Direction, type Entry, projectAttendance } from '../rules'
import { projectCounted } from './counted'
import { restating } from './restate'

export type NewEntry = {
  personId: string
  direction: Direction
  source: CheckInSource
  knownAt: Date
  refersToId?: string
  reasonCode?: (typeof correctionReasons)[number]
  /** A device's own running number; entries made on the server are their own device. */
  device?: { id: string; sequence: number }
}
export type Attendance = typeof attendances.$inferSelect

/**
 * The activity, held against being finalised or changed, but not against other check-ins: a door is not serialised on
 * one row. Who comes after it was finalised takes the row itself, because the verdict is recomputed.
 */
export async function lockDoor(ctx: Ctx, activityId: string): Promise<ActivitySubject> {
  const seen = await getActivitySubject(ctx, activityId)
  if (seen.status === 'finalised') return lockActivity(ctx, activityId)
  const [row] = await ctx.db.select().from(activities).where(eq(activities.id, activityId)).for('key share')
  if (!row) throw new AppError('not_found')
  return { ...seen, ...row }
}

/** Holds what is written of one person at one activity until the transaction ends; after `lockDoor`, in the order of ids. */
export async function lockPerson(ctx: Ctx, activityId: string, personId: string): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${activityId}:${personId}`}, 0))`)
}

export async function readEntries(ctx: Ctx, activityId: string, personId: string): Promise<Entry[]> {
  return ctx.db
    .select({
      id: checkInEntries.id,
      direction: checkInEntries.direction,
      source: checkInEntries.source,
      knownAt: checkInEntries.knownAt,
      refersToId: checkInEntries.refersToId,
      recordedById: checkInEntries.recordedById,
    })
    .from(checkInEntries)
    .where(and(eq(checkInEntries.activityId, activityId), eq(checkInEntries.personId, personId)))
}

/** Appends an entry and projects the person's attendance anew; under `lockPerson`. */
export async function appendEntry(ctx: Ctx, activity: ActivitySubject, entry: NewEntry) {
  const id = newId(ctx.now.getTime())
  const { device, ...facts } = entry
  await ctx.db.insert(checkInEntries).values({
    id,
    activityId: activity.id,
    ...facts,
    device: device?.id ?? `server:${id}`,
    deviceSequence: device?.sequence ?? 0,
    receivedAt: ctx.now,
    recordedById: personIdOf(ctx.actor),
  })
  if (activity.status !== 'finalised') return { entryId: id, attendance: await project(ctx, activity, entry.personId) }
  return restating(ctx, activity, 'check_in', async () => {
    const attendance = await project(ctx, activity, entry.personId)
    await projectCounted(ctx, activity.id)
    return { entryId: id, attendance }
  })
}

/** The attendance that the log amounts to: written, changed or taken away. */
async function project(ctx: Ctx, activity: ActivitySubject, personId: string): Promise<Attendance | null> {
  const projection = projectAttendance(await readEntries(ctx, activity.id, personId), activity)
  const where = and(eq(attendances.activityId, activity.id), eq(attendances.personId, personId))
  if (!projection) {
    await ctx.db.delete(attendances).where(where)
    return null
  }
  const [kept] = await ctx.db.update(attendances).set(projection).where(where).returning()
  if (kept) return kept
  const credit = await readCredit(ctx, activity, personId)
  const [made] = await ctx.db
    .insert(attendances)
    .values({
      activityId: activity.id,
      personId,
      ...projection,
      ...creditedGroup({ hostGroupIds: activity.hostGroupIds, ...credit }),
      walkInAt: credit.isGoing ? null : projection.inAt,
    })
    .returning()
  if (credit.isGoing)
    await ctx.db
      .update(rsvps)
      .set({ noShowAt: null })
      .where(and(eq(rsvps.activityId, activity.id), eq(rsvps.personId, personId), sql`${rsvps.noShowAt} is not null`))
  return made ?? null
}

/** Whom this person chose to represent, her primary membership on the reported day, and whether she had a place. */
async function readCredit(ctx: Ctx, activity: ActivitySubject, personId: string) {
  const [row] = await ctx.db
    .select({ status: rsvps.status, representsId: rsvps.representsId, primaryGroupId: memberships.groupId, periodId: membershipPeriods.id })
    .from(people)
    .leftJoin(rsvps, and(eq(rsvps.personId, people.id), eq(rsvps.activityId, activity.id)))
    .leftJoin(memberships, and(eq(memberships.personId, people.id), memberships.primary))
    .leftJoin(
      membershipPeriods,
      and(
        eq(membershipPeriods.membershipId, memberships.id),
        lte(membershipPeriods.joinedOn, activity.reportedOn),
        or(isNull(membershipPeriods.leftOn), gt(membershipPeriods.leftOn, activity.reportedOn)),
      ),
    )
    .where(and(eq(people.id, personId), inArray(people.status, ['active', 'provisional'])))
    .orderBy(sql`${membershipPeriods.id} nulls last`)
    .limit(1)
  if (!row) throw new AppError('not_found')
  return {
    isGoing: row.status === 'going',
    representsId: row.status && ['going', 'waitlisted', 'offered', 'pending'].includes(row.status) ? row.representsId : null,
    primaryGroupId: row.periodId ? row.primaryGroupId : null,
  }
}
