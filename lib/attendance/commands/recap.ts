import { and, eq, inArray } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { activities } from '@/db/schema/activities'
import { attendances, recaps } from '@/db/schema/attendance'
import { rsvps } from '@/db/schema/rsvps'
import { type CountedReason, RULE_VERSION } from '@/db/vocabulary'
import { type ActivitySubject, lockActivity } from '../../activities/queries'
import { assumedEnd } from '../../activities/rules'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { doorRefusal, proposeNoShows } from '../rules'
import type { Close, Finalise, RecapInput } from '../schema'
import { isExpected, tick } from './check-in'
import { projectCounted } from './counted'
import { setRecapPhotos } from './photos'
import { restating } from './restate'

/** Files the recap, or changes it: a few sentences and the head-count of guests who were not identified. Answers the verdict. */
export function fileRecap(ctx: Ctx, { activityId, texts, guests, photos }: RecapInput): Promise<{ countedReason: CountedReason }> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivity(ctx, activityId)
    authorize(ctx.actor, 'activity:fileRecap', activity)
    refuseUnended(ctx, activity)
    const filedById = personIdOf(ctx.actor)
    return restating(ctx, activity, 'recap', async () => {
      await ctx.db
        .insert(recaps)
        .values({ activityId, texts, guests, filedById, filedAt: ctx.now })
        .onConflictDoUpdate({ target: recaps.activityId, set: { texts, guests, updatedAt: ctx.now } })
      if (photos) await setRecapPhotos(ctx, activityId, photos)
      await record(ctx, 'recap.filed', { type: 'activity', id: activityId }, { guests })
      return { countedReason: await projectCounted(ctx, activityId) }
    })
  })
}

/**
 * Closes an activity after its end: who was here after all is corrected, no-shows are confirmed (none when under half
 * were checked in), the excused noted, and the verdict of R-COUNT follows. A second time changes nothing.
 */
export function finaliseActivity(ctx: Ctx, input: Finalise): Promise<{ countedReason: CountedReason }> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivity(ctx, input.activityId)
    authorize(ctx.actor, 'activity:finalise', activity)
    if (activity.status === 'finalised') return { countedReason: activity.countedReason }
    refuseUnended(ctx, activity)
    for (const personId of [...new Set(input.wereHere)].sort()) {
      if (!(await isExpected(ctx, activity, personId))) throw new AppError('not_found')
      await tick(ctx, activity, personId)
    }
    const marked = await markAbsent(ctx, activity, input)
    return restating(ctx, activity, 'finalised', async () => {
      await ctx.db
        .update(activities)
        .set({ status: 'finalised', finalisedAt: ctx.now, ruleVersion: RULE_VERSION })
        .where(eq(activities.id, activity.id))
      await record(ctx, 'activity.finalised', { type: 'activity', id: activity.id }, marked)
      return { countedReason: await projectCounted(ctx, activity.id) }
    })
  })
}

function refuseUnended(ctx: Ctx, activity: ActivitySubject): void {
  const refused = doorRefusal(activity)
  if (refused) throw new AppError(refused)
  if (ctx.now < assumedEnd(activity)) throw new AppError('activity_not_ended')
}

/** Notes the excused and the confirmed no-shows among those who had a place and did not come. */
async function markAbsent(ctx: Ctx, activity: ActivitySubject, { noShows, excused }: Finalise) {
  const rows = await ctx.db
    .select({ personId: rsvps.personId, excusedAt: rsvps.excusedAt, attendanceId: attendances.id })
    .from(rsvps)
    .leftJoin(attendances, and(eq(attendances.activityId, rsvps.activityId), eq(attendances.personId, rsvps.personId)))
    .where(and(eq(rsvps.activityId, activity.id), eq(rsvps.status, 'going')))
  const going = rows.map((row) => ({
    personId: row.personId,
    attended: row.attendanceId !== null,
    excused: row.excusedAt !== null || excused.includes(row.personId),
  }))
  const newlyExcused = rows
    .filter((row) => !row.attendanceId && !row.excusedAt && excused.includes(row.personId))
    .map((row) => row.personId)
  for (const personId of newlyExcused) authorize(ctx.actor, 'rsvp:excuse', { personId, activity })
  const confirmed = proposeNoShows(going).filter((personId) => noShows.includes(personId))
  const mark = (personIds: string[], set: { excusedAt: Date } | { noShowAt: Date }) =>
    personIds.length > 0 &&
    ctx.db
      .update(rsvps)
      .set(set)
      .where(and(eq(rsvps.activityId, activity.id), inArray(rsvps.personId, personIds)))
  await mark(newlyExcused, { excusedAt: ctx.now })
  await mark(confirmed, { noShowAt: ctx.now })
  return { going: going.length, noShows: confirmed.length, excused: newlyExcused.length }
}

/** Files the recap and finalises in one transaction: what the secretary does at 21:20. Answers the verdict. */
export function closeActivity(ctx: Ctx, { texts, guests, photos, ...finalise }: Close): Promise<{ countedReason: CountedReason }> {
  return inTransaction(ctx, async (ctx) => {
    await fileRecap(ctx, { activityId: finalise.activityId, texts, guests, photos })
    return finaliseActivity(ctx, finalise)
  })
}
