import { and, asc, desc, eq, inArray, lt, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { people } from '@/db/schema/accounts'
import { activities, hosts } from '@/db/schema/activities'
import { attendances, checkInEntries } from '@/db/schema/attendance'
import { hours } from '@/db/schema/contributions'
import { groups } from '@/db/schema/groups'
import { ownIds } from '../../accounts/queries'
import { getActivitySubject } from '../../activities/queries'
import { zoneOf } from '../../activities/rules'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getNetwork } from '../../network/queries'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { standingEntries } from '../rules'

const PAGE = 60

/** A place in my record: the start of the last activity shown and its attendance. */
export type RecordCursor = { startsAt: Date; id: string }

/** What I took part in, newest first: each with the lead host's seal, how it is known, and volunteered minutes. No totals. */
export async function listMyAttendances(ctx: Ctx, cursor: RecordCursor | null = null) {
  const personId = personIdOf(ctx.actor)
  if (!personId) throw new AppError('sign_in_required')
  authorize(ctx.actor, 'person:readOwn', { id: personId })
  const rows = await ctx.db
    .select({
      id: attendances.id,
      inAt: attendances.inAt,
      source: attendances.source,
      grade: attendances.grade,
      minutes: hours.minutes,
      hoursSource: hours.source,
      activity: {
        slug: activities.slug,
        titles: activities.titles,
        startsAt: activities.startsAt,
        zone: activities.zone,
        utcOffsetMinutes: activities.utcOffsetMinutes,
        kindCode: activities.kindCode,
      },
      host: { id: groups.id, slug: groups.slug, names: groups.names, shortName: groups.shortName },
    })
    .from(attendances)
    .innerJoin(activities, eq(activities.id, attendances.activityId))
    .innerJoin(hosts, and(eq(hosts.activityId, activities.id), eq(hosts.role, 'lead')))
    .innerJoin(groups, eq(groups.id, hosts.groupId))
    .leftJoin(hours, and(eq(hours.activityId, activities.id), eq(hours.personId, attendances.personId)))
    .where(
      and(
        inArray(attendances.personId, ownIds(ctx, personId)),
        cursor
          ? or(lt(activities.startsAt, cursor.startsAt), and(eq(activities.startsAt, cursor.startsAt), lt(attendances.id, cursor.id)))
          : undefined,
      ),
    )
    .orderBy(desc(activities.startsAt), desc(attendances.id))
    .limit(PAGE + 1)
  const networkZone = (await getNetwork(ctx)).zone
  const shown = rows.slice(0, PAGE).map((row) => ({ ...row, zone: zoneOf(row.activity, networkZone) }))
  const last = shown.at(-1)
  return { items: shown, next: rows.length > PAGE && last ? { startsAt: last.activity.startsAt, id: last.id } : null }
}

/** The log of one person at one activity, oldest first: who recorded what, when, how, and whether it still stands. */
export async function listPersonEntries(ctx: Ctx, activityId: string, personId: string) {
  authorize(ctx.actor, 'activity:readCheckIns', await getActivitySubject(ctx, activityId))
  const recorder = alias(people, 'recorder')
  const rows = await ctx.db
    .select({
      id: checkInEntries.id,
      direction: checkInEntries.direction,
      source: checkInEntries.source,
      knownAt: checkInEntries.knownAt,
      receivedAt: checkInEntries.receivedAt,
      refersToId: checkInEntries.refersToId,
      reasonCode: checkInEntries.reasonCode,
      recordedBy: recorder.displayName,
    })
    .from(checkInEntries)
    .leftJoin(recorder, eq(recorder.id, checkInEntries.recordedById))
    .where(and(eq(checkInEntries.activityId, activityId), eq(checkInEntries.personId, personId)))
    .orderBy(asc(checkInEntries.receivedAt), asc(checkInEntries.id))
  const standing = new Set(standingEntries(rows).map((entry) => entry.id))
  return rows.map((row) => ({ ...row, stands: standing.has(row.id) }))
}
