import { asc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { people } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { attendances, checkInEntries } from '@/db/schema/attendance'
import { groups } from '@/db/schema/groups'
import { type ActivitySubject, getActivitySubject } from '../../activities/queries'
import { listPaperSheets } from '../../attendance/queries/photos'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { authorize } from '../../policy/can'

export type CheckInRow = {
  id: string
  personId: string
  name: string
  direction: 'in' | 'out' | 'void'
  source: (typeof checkInEntries.$inferSelect)['source']
  device: string
  knownAt: Date
  receivedAt: Date
  /** Null: the person herself. */
  recordedBy: string | null
  voided: boolean
}
export type ActivityCheckIns = {
  activity: ActivitySubject
  entries: CheckInRow[]
  /** Photos of the sign-in sheets, for who may see them. */
  sheets: string[]
  attendances: (typeof attendances.$inferSelect & { name: string; group: (typeof groups.$inferSelect)['names'] | null })[]
}

/**
 * The last step of every figure: an activity's whole check-in log, oldest first (who, when, how, by whom, undone or
 * not), and the attendances that follow from it. Throws `not_found` for who may not read it.
 */
export async function listCheckIns(ctx: Ctx, slug: string): Promise<ActivityCheckIns> {
  if (!/^[a-z0-9-]+$/.test(slug)) throw new AppError('not_found')
  const [found] = await ctx.db.select({ id: activities.id }).from(activities).where(eq(activities.slug, slug))
  if (!found) throw new AppError('not_found')
  const activity = await getActivitySubject(ctx, found.id)
  authorize(ctx.actor, 'activity:readCheckIns', activity)
  const recorder = alias(people, 'recorder')
  const entries = await ctx.db
    .select({
      id: checkInEntries.id,
      personId: checkInEntries.personId,
      name: people.displayName,
      direction: checkInEntries.direction,
      source: checkInEntries.source,
      device: checkInEntries.device,
      knownAt: checkInEntries.knownAt,
      receivedAt: checkInEntries.receivedAt,
      recordedBy: sql<
        string | null
      >`case when ${checkInEntries.recordedById} <> ${checkInEntries.personId} then ${recorder.displayName} end`,
      voided: sql<boolean>`exists (select 1 from check_in_entries v where v.refers_to_id = ${checkInEntries.id})`,
    })
    .from(checkInEntries)
    .innerJoin(people, eq(people.id, checkInEntries.personId))
    .leftJoin(recorder, eq(recorder.id, checkInEntries.recordedById))
    .where(eq(checkInEntries.activityId, activity.id))
    .orderBy(asc(checkInEntries.knownAt), asc(checkInEntries.id))
  const came = await ctx.db
    .select({ attendance: attendances, name: people.displayName, group: groups.names })
    .from(attendances)
    .innerJoin(people, eq(people.id, attendances.personId))
    .leftJoin(groups, eq(groups.id, attendances.creditedGroupId))
    .where(eq(attendances.activityId, activity.id))
    .orderBy(asc(attendances.inAt), asc(attendances.id))
  const sheets = await listPaperSheets(ctx, activity)
  return { activity, entries, sheets, attendances: came.map((row) => ({ ...row.attendance, name: row.name, group: row.group })) }
}
