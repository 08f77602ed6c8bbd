import { and, asc, eq, exists, ilike, inArray, isNull, not, notExists, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { people } from '@/db/schema/accounts'
import { attendances } from '@/db/schema/attendance'
import { groups, memberships } from '@/db/schema/groups'
import { rsvps } from '@/db/schema/rsvps'
import type { CheckInSource, Grade, LocalText, RsvpStatus } from '@/db/vocabulary'
import { type ActivitySubject, getActivitySubject } from '../../activities/queries'
import { doorWindow, zoneOf } from '../../activities/rules'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getNetwork } from '../../network/queries'
import { authorize } from '../../policy/can'
import { decideTick, type Timeliness } from '../rules'
import type { FindMembers } from '../schema'

export type RosterRow = {
  personId: string
  name: string
  sortKey: string
  group: LocalText | null
  rsvp: RsvpStatus | null
  excusedAt: Date | null
  noShowAt: Date | null
  inAt: Date | null
  outAt: Date | null
  source: CheckInSource | null
  grade: Grade | null
  timeliness: Timeliness | null
  walkInAt: Date | null
}
export type DoorCounts = { present: number; going: number; waitlisted: number; walkIns: number; capacity: number | null; overBy: number }

/** The activity of an address; what is no id at all answers as a missing row. */
export async function getSubject(ctx: Ctx, activityId: string): Promise<ActivitySubject> {
  if (!z.uuid().safeParse(activityId).success) throw new AppError('not_found')
  return getActivitySubject(ctx, activityId)
}

/** Everybody going, on the waitlist or in, by name. For helpers and organizers. */
export async function getRoster(ctx: Ctx, activityId: string) {
  const activity = await getSubject(ctx, activityId)
  authorize(ctx.actor, 'activity:readRoster', activity)
  const rows = await readRoster(ctx, activityId)
  return {
    activity,
    rows,
    counts: countDoor(activity, rows),
    door: doorWindow(activity),
    zone: zoneOf(activity, (await getNetwork(ctx)).zone),
    tick: decideTick(activity, ctx.now),
  }
}

/** The rows of `getRoster`, without asking whose they are; one query. */
export async function readRoster(ctx: Ctx, activityId: string): Promise<RosterRow[]> {
  const r = ctx.db
    .select({
      personId: rsvps.personId,
      status: rsvps.status,
      representsId: rsvps.representsId,
      excusedAt: rsvps.excusedAt,
      noShowAt: rsvps.noShowAt,
    })
    .from(rsvps)
    .where(and(eq(rsvps.activityId, activityId), inArray(rsvps.status, ['going', 'waitlisted', 'offered'])))
    .as('r')
  const a = ctx.db.select().from(attendances).where(eq(attendances.activityId, activityId)).as('a')
  return ctx.db
    .select({
      personId: people.id,
      name: people.displayName,
      sortKey: people.sortKey,
      group: groups.names,
      rsvp: r.status,
      excusedAt: r.excusedAt,
      noShowAt: r.noShowAt,
      inAt: a.inAt,
      outAt: a.outAt,
      source: a.source,
      grade: a.grade,
      timeliness: a.timeliness,
      walkInAt: a.walkInAt,
    })
    .from(r)
    .fullJoin(a, eq(a.personId, r.personId))
    .innerJoin(people, eq(people.id, sql`coalesce(${r.personId}, ${a.personId})`))
    .leftJoin(memberships, and(eq(memberships.personId, people.id), memberships.primary, eq(memberships.status, 'active')))
    .leftJoin(groups, eq(groups.id, sql`coalesce(${a.creditedGroupId}, ${r.representsId}, ${memberships.groupId})`))
    .orderBy(asc(people.sortKey), asc(people.id))
}

function countDoor(activity: Pick<ActivitySubject, 'capacity'>, rows: readonly RosterRow[]): DoorCounts {
  const count = (is: (row: RosterRow) => unknown) => rows.filter(is).length
  const present = count((row) => row.inAt)
  return {
    present,
    going: count((row) => row.rsvp === 'going'),
    waitlisted: count((row) => row.rsvp === 'waitlisted' || row.rsvp === 'offered'),
    walkIns: count((row) => row.walkInAt),
    capacity: activity.capacity,
    overBy: activity.capacity === null ? 0 : Math.max(0, present - activity.capacity),
  }
}

/** How many are in, expected and walk-ins, without their names. */
export async function getDoorCounts(ctx: Ctx, activity: ActivitySubject): Promise<DoorCounts> {
  const [counts] = await ctx.db
    .select({
      present: countOf(ctx, attendances, eq(attendances.activityId, activity.id)),
      walkIns: countOf(ctx, attendances, and(eq(attendances.activityId, activity.id), not(isNull(attendances.walkInAt)))),
      going: countOf(ctx, rsvps, and(eq(rsvps.activityId, activity.id), eq(rsvps.status, 'going'))),
      waitlisted: countOf(ctx, rsvps, and(eq(rsvps.activityId, activity.id), inArray(rsvps.status, ['waitlisted', 'offered']))),
    })
    .from(sql`(select 1) one`)
  const { present = 0, walkIns = 0, going = 0, waitlisted = 0 } = counts ?? {}
  const overBy = activity.capacity === null ? 0 : Math.max(0, present - activity.capacity)
  return { present, going, waitlisted, walkIns, capacity: activity.capacity, overBy }
}

const countOf = (ctx: Ctx, table: typeof attendances | typeof rsvps, where: SQL | undefined) =>
  sql<number>`(${ctx.db.select({ n: sql`count(*)::int` }).from(table).where(where)})`.mapWith(Number)

/** Members of the host groups who are not on the roster yet, by what was typed of their name; at most 20. */
export async function findMembers(ctx: Ctx, { activityId, search }: FindMembers) {
  const activity = await getActivitySubject(ctx, activityId)
  authorize(ctx.actor, 'activity:checkInOthers', activity)
  const typed = `${search.replace(/[\\%_]/g, '\\$&')}%`
  if (!search) return []
  return ctx.db
    .select({ personId: people.id, name: people.displayName })
    .from(people)
    .where(
      and(
        or(ilike(people.displayName, `%${typed}`), ilike(people.sortKey, typed)),
        isHostMember(ctx, activity),
        notExists(
          ctx.db
            .select({ one: sql`1` })
            .from(attendances)
            .where(and(eq(attendances.personId, people.id), eq(attendances.activityId, activityId))),
        ),
      ),
    )
    .orderBy(asc(people.sortKey))
    .limit(20)
}

/** Whether the person of this row is an active member of a host of `activity`. */
export const isHostMember = (ctx: Ctx, activity: ActivitySubject) =>
  exists(
    ctx.db
      .select({ one: sql`1` })
      .from(memberships)
      .where(
        and(eq(memberships.personId, people.id), eq(memberships.status, 'active'), inArray(memberships.groupId, activity.hostGroupIds)),
      ),
  )
