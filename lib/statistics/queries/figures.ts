import { sql } from 'drizzle-orm'
import { rowsOf } from '@/db/client'
import { type Grade, RULE_VERSION } from '@/db/vocabulary'
import { mergedPeople, samePerson } from '../../accounts/queries'
import type { Ctx } from '../../ctx'
import { getNetwork } from '../../network/queries'
import { authorize } from '../../policy/can'
import { localDate } from '../../time/zones'
import { asOfDate, monthsOf, rate } from '../rules'
import type { CreditMode, Dimension } from '../schema'
import {
  activeMemberships,
  countedActivities,
  countedAttendances,
  creditedTo,
  declaredActivities,
  month,
  partOf,
  type Selection,
  within,
} from './selection'

export type Figures = {
  activities: number
  attendances: number
  guests: number
  people: number
  away: number
}
export type Part = { key: string; activities: number; attendances: number; people: number; guests: number | null; months: number[] }
export type Statistics = {
  selection: Selection
  by: Dimension
  mode: CreditMode
  asOf: Date
  ruleVersion: string
  months: string[]
  total: Figures & Record<`${Grade}Attendances`, number>
  /** Activities and attendances by month, in the order of `months`. */
  byMonth: { activities: number[]; attendances: number[] }
  members: number
  memberships: number
  /** Of the members on the last day, those with at least one attendance in the selection. */
  participants: number
  participation: number | null
  going: number
  turnout: number | null
  fill: number | null
  noShows: number
  noShowRate: number | null
  hours: number
  backFilledHours: number
  declared: number
  reportedGoing: number
  reportedWaitlisted: number
  parts: Part[]
  /** Sums over the parts where they differ from the whole; the page says why. */
  partSums: { activities: number; people: number }
  /** Ended activities of the period that still lack their recap: why its months are provisional. */
  recapsMissing: number
}

/**
 * Every figure of R-COUNT over a selection, with its parts by one dimension, computed from activities, hosts and
 * attendances. `mode` changes how joint activities are credited by group, nothing else. Refuses who may not read
 * statistics.
 */
export async function getStatistics(ctx: Ctx, selection: Selection, by: Dimension, mode: CreditMode = 'full'): Promise<Statistics> {
  authorize(ctx.actor, 'statistics:read', null)
  const { zone } = await getNetwork(ctx)
  const today = localDate(ctx.now, zone)
  const [activityRows, attendanceRows, came, beside] = await Promise.all([
    countActivities(ctx, selection, by, mode),
    countAttendances(ctx, selection, by),
    countCame(ctx, selection, today),
    countBeside(ctx, selection, today),
  ])
  const months = monthsOf(selection)
  const totalOf = <T extends { part: string | null; month: string | null }>(rows: T[]) =>
    rows.find((r) => r.part === null && r.month === null)
  const inMonths = <T extends { part: string | null; month: string | null }>(rows: T[], part: string | null, value: (row: T) => number) => {
    const found = new Map(rows.filter((r) => r.part === part && r.month !== null).map((r) => [r.month, value(r)]))
    return months.map((m) => found.get(m) ?? 0)
  }
  const activityTotal = totalOf(activityRows)
  const attendanceTotal = totalOf(attendanceRows)
  const keys = new Set([...activityRows, ...attendanceRows].map((r) => r.part).filter((k) => k !== null))
  const parts = [...keys].map((key): Part => {
    const activity = activityRows.find((r) => r.part === key && r.month === null)
    const attendance = attendanceRows.find((r) => r.part === key && r.month === null)
    return {
      key,
      activities: activity?.activities ?? 0,
      attendances: attendance?.attendances ?? 0,
      people: attendance?.people ?? 0,
      guests: by === 'group' ? null : (activity?.guests ?? 0),
      months: by === 'month' ? [] : inMonths(activityRows, key, (r) => r.activities),
    }
  })
  const sum = (value: (p: Part) => number) => parts.reduce((n, p) => n + value(p), 0)
  return {
    selection,
    by,
    mode,
    asOf: ctx.now,
    ruleVersion: RULE_VERSION,
    months,
    total: {
      activities: activityTotal?.whole ?? 0,
      guests: beside.guests,
      attendances: attendanceTotal?.attendances ?? 0,
      people: attendanceTotal?.people ?? 0,
      away: attendanceTotal?.away ?? 0,
      selfAttendances: came.self,
      witnessedAttendances: came.witnessed,
      correctedAttendances: came.corrected,
      back_filledAttendances: came.back_filled,
    },
    byMonth: {
      activities: inMonths(activityRows, null, (r) => r.whole),
      attendances: inMonths(attendanceRows, null, (r) => r.attendances),
    },
    members: came.members,
    memberships: came.memberships,
    participants: came.participants,
    participation: rate(came.participants, came.members),
    going: beside.going,
    turnout: rate(beside.came, beside.going),
    fill: rate(beside.seats, beside.capacity),
    noShows: beside.no_shows,
    noShowRate: rate(beside.no_shows, beside.going),
    hours: beside.minutes / 60,
    backFilledHours: beside.back_filled_minutes / 60,
    declared: beside.declared,
    reportedGoing: beside.reported_going,
    reportedWaitlisted: beside.reported_waitlisted,
    parts,
    partSums: { activities: sum((p) => p.activities), people: sum((p) => p.people) },
    recapsMissing: beside.recaps_missing,
  }
}

type ActivityCount = { part: string | null; month: string | null; activities: number; whole: number; guests: number }

function countActivities(ctx: Ctx, selection: Selection, by: Dimension, mode: CreditMode): Promise<ActivityCount[]> {
  const credit = mode === 'lead' ? sql`h.role = 'lead'` : sql`h.role in ('lead', 'co')`
  const hosted = by === 'group' ? sql`join hosts h on h.activity_id = a.id and h.accepted_at is not null and ${credit}` : sql``
  const weight = by === 'group' && mode === 'share' ? sql`1.0 / count(*) over (partition by a.id)` : sql`1.0`
  return rowsOf<ActivityCount>(
    ctx.db,
    sql`with credited as (
      select a.id, ${partOf(by, 'activity')} as part, ${month} as month, coalesce(r.guests, 0) as guests, ${weight} as weight
      from activities a ${hosted} left join recaps r on r.activity_id = a.id
      where ${countedActivities(selection)}
    )
    select part, case when grouping(month) = 1 then null else month end as month, sum(weight)::float8 as activities,
      count(distinct id)::int as whole, sum(guests)::int as guests
    from credited group by grouping sets ((), (part), (month), (part, month))`,
  )
}

type AttendanceCount = { part: string | null; month: string | null; attendances: number; people: number; away: number }

function countAttendances(ctx: Ctx, selection: Selection, by: Dimension): Promise<AttendanceCount[]> {
  return rowsOf<AttendanceCount>(
    ctx.db,
    sql`with counted as materialized (
      select a.id, ${month} as month, ${by === 'group' ? sql`null` : partOf(by, 'activity')} as part from activities a
      where a.counted_reason = 'counted' and ${within(selection)}
    ),
    came as materialized (
      select ${by === 'group' ? partOf(by, 'attendance') : sql`c.part`} as part, ${samePerson} as person_id, count(*) as n, count(*) filter (where t.away) as away
      from attendances t ${mergedPeople} join counted c on c.id = t.activity_id ${creditedTo(selection.groupId)} group by 1, 2
    ),
    per_activity as (
      select t.activity_id, count(*) as n from attendances t join counted c on c.id = t.activity_id ${creditedTo(selection.groupId)} group by 1
    )
    select null as part, null as month, coalesce(sum(n), 0)::int as attendances, count(*)::int as people, coalesce(sum(away), 0)::int as away
      from (select person_id, sum(n) as n, sum(away) as away from came group by 1) p
    union all
    select part, null, sum(n)::int, count(*)::int, sum(away)::int from came group by part
    union all
    select null, month, sum(n)::int, 0, 0 from per_activity x join counted c on c.id = x.activity_id group by month`,
  )
}

type Came = Record<Grade | 'members' | 'memberships' | 'participants', number>

async function countCame(ctx: Ctx, selection: Selection, today: string): Promise<Came> {
  const [row] = await rowsOf<Came>(
    ctx.db,
    sql`with came as materialized (
      select ${samePerson} as person_id, count(*) filter (where t.grade = 'self') as self, count(*) filter (where t.grade = 'witnessed') as witnessed,
        count(*) filter (where t.grade = 'corrected') as corrected, count(*) filter (where t.grade = 'back_filled') as back_filled
      from attendances t ${mergedPeople} join activities a on a.id = t.activity_id where ${countedAttendances(selection)} group by 1
    ),
    active as materialized (
      select m.person_id, count(*) as n from memberships m where ${activeMemberships(asOfDate(selection, today), selection.groupId)} group by 1
    ),
    grades as (select sum(self) as self, sum(witnessed) as witnessed, sum(corrected) as corrected, sum(back_filled) as back_filled from came)
    select coalesce(g.self, 0)::int as self, coalesce(g.witnessed, 0)::int as witnessed, coalesce(g.corrected, 0)::int as corrected,
      coalesce(g.back_filled, 0)::int as back_filled,
      (select count(*)::int from active) as members,
      (select coalesce(sum(n), 0)::int from active) as memberships,
      (select count(*)::int from active join came using (person_id)) as participants
    from grades g`,
  )
  return row as Came
}

type Beside = Record<
  | 'guests'
  | 'going'
  | 'came'
  | 'seats'
  | 'capacity'
  | 'no_shows'
  | 'minutes'
  | 'back_filled_minutes'
  | 'declared'
  | 'reported_going'
  | 'reported_waitlisted'
  | 'recaps_missing',
  number
>

async function countBeside(ctx: Ctx, selection: Selection, today: string): Promise<Beside> {
  const [row] = await rowsOf<Beside>(
    ctx.db,
    sql`with counted as materialized (select a.id, a.capacity from activities a where ${countedActivities(selection)}),
    booked as (
      select c.id, max(c.capacity) as capacity, count(r.id) as going, count(t.id) as came, coalesce(sum(1 + r.companions), 0) as seats, count(r.no_show_at) as no_shows
      from counted c left join rsvps r on r.activity_id = c.id and r.status = 'going'
      left join attendances t on t.activity_id = c.id and t.person_id = r.person_id
      group by c.id
    )
    select
      (select coalesce(sum(r.guests), 0)::int from recaps r join counted c on c.id = r.activity_id) as guests,
      (select coalesce(sum(o.minutes) filter (where o.source = 'recorded'), 0)::int from hours o join counted c on c.id = o.activity_id) as minutes,
      (select coalesce(sum(o.minutes) filter (where o.source = 'back_filled'), 0)::int from hours o join counted c on c.id = o.activity_id) as back_filled_minutes,
      (select count(*)::int from activities a where ${declaredActivities(selection, today)}) as declared,
      (select coalesce(sum(f.going), 0)::int from reported_figures f join activities a on a.id = f.activity_id where ${declaredActivities(selection, today)}) as reported_going,
      (select coalesce(sum(f.waitlisted), 0)::int from reported_figures f join activities a on a.id = f.activity_id where ${declaredActivities(selection, today)}) as reported_waitlisted,
      (select count(*)::int from activities a where ${missingRecaps(ctx, selection)}) as recaps_missing,
      coalesce(sum(going), 0)::int as going, coalesce(sum(came), 0)::int as came,
      coalesce(sum(seats) filter (where capacity is not null), 0)::int as seats,
      coalesce(sum(capacity), 0)::int as capacity, coalesce(sum(no_shows), 0)::int as no_shows
    from booked`,
  )
  return row as Beside
}

/** Alias `a`: held here, ended, of a countable kind, no recap yet, in a month that is still provisional. */
export const missingRecaps = (ctx: Ctx, selection: Selection) => sql`
  a.origin = 'here' and a.status in ('published', 'finalised') and a.excluded_at is null
  and coalesce(a.ends_at, a.starts_at) < ${ctx.now.toISOString()}::timestamptz
  and exists (select 1 from kinds k where k.code = a.kind_code and k.countable)
  and not exists (select 1 from recaps r where r.activity_id = a.id)
  and not exists (select 1 from month_locks l where l.scope = 'network' and l.month = date_trunc('month', a.reported_on::timestamp)::date)
  and ${within(selection)}
  ${selection.groupId && selection.groupId !== 'NONE' ? sql`and exists (select 1 from hosts gh where gh.activity_id = a.id and gh.group_id = ${selection.groupId}::uuid and gh.role = 'lead')` : sql``}`
