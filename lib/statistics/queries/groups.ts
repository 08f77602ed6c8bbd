import { sql } from 'drizzle-orm'
import { rowsOf } from '@/db/client'
import { mergedPeople, samePerson } from '../../accounts/queries'
import type { Ctx } from '../../ctx'
import { getNetwork } from '../../network/queries'
import { addMonths, localDate } from '../../time/zones'
import { monthsOf } from '../rules'

export type GroupFigures = {
  counted: number
  attendances: number
  people: number
  hostedAttendances: number
  declared: number
  reportedGoing: number
  reportedWaitlisted: number
}
const none: GroupFigures = {
  counted: 0,
  attendances: 0,
  people: 0,
  hostedAttendances: 0,
  declared: 0,
  reportedGoing: 0,
  reportedWaitlisted: 0,
}

/**
 * A group's figures of all time (counting.md): `counted` in mode full; `attendances` and `people` credited to it, away
 * included; `hostedAttendances` at its counted activities; `declared` and reported beside. `people` is exact: before it
 * is shown to the public it goes through `publicCount`. One query for all the groups.
 */
export async function getGroupFigures(ctx: Ctx, groupIds: string[]): Promise<Map<string, GroupFigures>> {
  const figures = new Map(groupIds.map((id) => [id, { ...none }]))
  if (groupIds.length === 0) return figures
  const { zone } = await getNetwork(ctx)
  const today = localDate(ctx.now, zone)
  const ids = sql.join(
    groupIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  )
  const rows = await rowsOf<{ id: string } & GroupFigures>(
    ctx.db,
    sql`with hosted as materialized (
      select h.group_id, a.id, a.counted_reason = 'counted' as counted,
        a.origin <> 'here' and a.status <> 'cancelled' and a.reported_on <= ${today}::date as declared
      from hosts h join activities a on a.id = h.activity_id
      where h.group_id in (${ids}) and h.role in ('lead', 'co') and h.accepted_at is not null
    ),
    activity_figures as (
      select h.group_id, count(*) filter (where h.counted) as counted, count(*) filter (where h.declared) as declared,
        coalesce(sum(f.going) filter (where h.declared), 0) as going, coalesce(sum(f.waitlisted) filter (where h.declared), 0) as waitlisted
      from hosted h left join reported_figures f on f.activity_id = h.id group by 1
    ),
    hosted_figures as (
      select h.group_id, count(*) as n from hosted h join attendances t on t.activity_id = h.id where h.counted group by 1
    ),
    credited_figures as (
      select t.credited_group_id as group_id, count(*) as n, count(distinct ${samePerson}) as people
      from attendances t ${mergedPeople} join activities a on a.id = t.activity_id
      where t.credited_group_id in (${ids}) and a.counted_reason = 'counted' group by 1
    )
    select g.id, coalesce(x.counted, 0)::int as counted, coalesce(c.n, 0)::int as attendances, coalesce(c.people, 0)::int as people,
      coalesce(o.n, 0)::int as "hostedAttendances", coalesce(x.declared, 0)::int as declared,
      coalesce(x.going, 0)::int as "reportedGoing", coalesce(x.waitlisted, 0)::int as "reportedWaitlisted"
    from groups g left join activity_figures x on x.group_id = g.id left join hosted_figures o on o.group_id = g.id
      left join credited_figures c on c.group_id = g.id
    where g.id in (${ids})`,
  )
  for (const { id, ...own } of rows) figures.set(id, own)
  return figures
}

export type GroupMonth = { month: string; counted: number; attendances: number; hostedAttendances: number }

/** The last 12 full months and the current one of a group, oldest first: counted in mode full, attendances credited to it. */
export async function getGroupMonths(ctx: Ctx, groupId: string): Promise<GroupMonth[]> {
  const { zone } = await getNetwork(ctx)
  const current = localDate(ctx.now, zone).slice(0, 7)
  const period = { fromOn: `${addMonths(current, -12)}-01`, toOn: `${addMonths(current, 1)}-01` }
  const rows = await rowsOf<GroupMonth>(
    ctx.db,
    sql`with hosted as (
      select to_char(a.reported_on, 'YYYY-MM') as month, a.id from hosts h join activities a on a.id = h.activity_id
      where h.group_id = ${groupId}::uuid and h.role in ('lead', 'co') and h.accepted_at is not null
        and a.counted_reason = 'counted' and a.reported_on >= ${period.fromOn}::date and a.reported_on < ${period.toOn}::date
    ),
    figures as (
      select month, count(*) as counted, 0 as attendances, 0 as hosted from hosted group by 1
      union all
      select o.month, 0, 0, count(*) from hosted o join attendances t on t.activity_id = o.id group by 1
      union all
      select to_char(a.reported_on, 'YYYY-MM'), 0, count(*), 0 from attendances t join activities a on a.id = t.activity_id
      where t.credited_group_id = ${groupId}::uuid and a.counted_reason = 'counted'
        and a.reported_on >= ${period.fromOn}::date and a.reported_on < ${period.toOn}::date group by 1
    )
    select month, sum(counted)::int as counted, sum(attendances)::int as attendances, sum(hosted)::int as "hostedAttendances" from figures group by 1`,
  )
  const found = new Map(rows.map((r) => [r.month, r]))
  return monthsOf(period).map((month) => found.get(month) ?? { month, counted: 0, attendances: 0, hostedAttendances: 0 })
}

export type Headline = { activities: number; attendances: number; people: number; members: number }
const HEADLINE_STALE_MS = 10_000
const headlines = new WeakMap<object, { at: number; headline: Promise<Headline> }>()

/** The four figures of the last 12 full months that the home page shows to everybody; at most ten seconds old. */
export function getHeadline(ctx: Ctx): Promise<Headline> {
  const known = headlines.get(ctx.db)
  if (known && ctx.now.getTime() - known.at < HEADLINE_STALE_MS && ctx.now.getTime() >= known.at) return known.headline
  const headline = readHeadline(ctx)
  headlines.set(ctx.db, { at: ctx.now.getTime(), headline })
  headline.catch(() => headlines.delete(ctx.db))
  return headline
}

async function readHeadline(ctx: Ctx): Promise<Headline> {
  const { zone } = await getNetwork(ctx)
  const today = localDate(ctx.now, zone)
  const toOn = `${today.slice(0, 7)}-01`
  const fromOn = `${addMonths(today.slice(0, 7), -12)}-01`
  const [row] = await rowsOf<Headline>(
    ctx.db,
    sql`with counted as materialized (select id from activities where counted_reason = 'counted' and reported_on >= ${fromOn}::date and reported_on < ${toOn}::date),
    came as (select ${samePerson} as person_id, count(*) as n from attendances t ${mergedPeople} join counted c on c.id = t.activity_id group by 1)
    select (select count(*)::int from counted) as activities, (select coalesce(sum(n), 0)::int from came) as attendances,
      (select count(*)::int from came) as people,
      (select count(distinct person_id)::int from memberships where status = 'active') as members`,
  )
  return row as Headline
}
