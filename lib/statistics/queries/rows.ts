import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '@/db/client'
import type { CheckInSource, Grade, LocalText } from '@/db/vocabulary'
import { mergedPeople, samePerson } from '../../accounts/queries'
import type { Ctx } from '../../ctx'
import { getNetwork } from '../../network/queries'
import type { Actor } from '../../policy/actor'
import { authorize, can, type Subjects } from '../../policy/can'
import { localDate } from '../../time/zones'
import { asOfDate, type Period } from '../rules'
import type { Metric } from '../schema'
import { activeMemberships, countedActivities, countedAttendances, declaredActivities, place, type Selection } from './selection'

/** A row behind a figure. `name` is null where the reader may not know who it is. */
export type FigureRow =
  | {
      of: 'activity'
      id: string
      slug: string
      titles: LocalText
      reportedOn: string
      kindCode: string
      place: string
      hosts: { names: LocalText; slug: string }[]
      attendances: number
      guests: number
      value: number
    }
  | {
      of: 'attendance'
      id: string
      activityId: string
      slug: string
      titles: LocalText
      reportedOn: string
      name: string | null
      group: LocalText | null
      away: boolean
      inAt: string
      grade: Grade
      source: CheckInSource
    }
  | { of: 'person'; id: string; name: string | null; group: LocalText | null; value: number }

export type FigureRows = { total: number; rows: FigureRow[]; nextCursor: string | null }

const PAGE = 100

/**
 * `from` ends in a where clause (activities, attendances) or is a relation `x` of person_id and value. `adds`: the figure is
 * the sum of the values. `placeless`: no district narrows it, so none's administrator knows who they are.
 */
type Shape = { of: FigureRow['of']; from: SQL; value?: SQL; adds?: true; placeless?: true }

/** What the rows of each figure are: the same conditions that count it. */
function shapeOf(metric: Metric, s: Selection, today: string): Shape {
  const asOf = asOfDate(s, today)
  const reported = (column: SQL): Shape => ({
    of: 'activity',
    adds: true,
    from: sql`activities a where ${declaredActivities(s, today)} and exists (select 1 from reported_figures f where f.activity_id = a.id and ${column} > 0)`,
    value: sql`(select sum(${column})::int from reported_figures f where f.activity_id = a.id)`,
  })
  const perPerson = (from: SQL): SQL => sql`(select ${samePerson} as person_id, count(*)::int as value from ${from} group by 1) x`
  const came = sql`attendances t ${mergedPeople} join activities a on a.id = t.activity_id where ${countedAttendances(s)}`
  const active = sql`(select m.person_id, count(*)::int as value from memberships m where ${activeMemberships(asOf, s.groupId)} group by 1) x`
  switch (metric) {
    case 'activities':
      return { of: 'activity', from: sql`activities a where ${countedActivities(s)}`, value: sql`1` }
    case 'guests':
      return {
        of: 'activity',
        adds: true,
        from: sql`activities a where ${countedActivities(s)} and exists (select 1 from recaps r where r.activity_id = a.id and r.guests > 0)`,
        value: sql`(select r.guests from recaps r where r.activity_id = a.id)`,
      }
    case 'declared':
      return { of: 'activity', from: sql`activities a where ${declaredActivities(s, today)}`, value: sql`1` }
    case 'reportedGoing':
      return reported(sql`f.going`)
    case 'reportedWaitlisted':
      return reported(sql`f.waitlisted`)
    case 'attendances':
      return { of: 'attendance', from: came }
    case 'hostedAttendances':
      return { of: 'attendance', from: sql`attendances t join activities a on a.id = t.activity_id where ${countedActivities(s)}` }
    case 'people':
      return { of: 'person', from: perPerson(came) }
    case 'participants':
      return {
        of: 'person',
        from: perPerson(
          sql`${came} and exists (select 1 from memberships m where m.person_id = ${samePerson} and ${activeMemberships(asOf, s.groupId)})`,
        ),
      }
    case 'members':
      return { of: 'person', from: active, placeless: true }
    case 'memberships':
      return { of: 'person', from: active, adds: true, placeless: true }
    case 'noShows':
      return {
        of: 'person',
        adds: true,
        from: perPerson(
          sql`rsvps t ${mergedPeople} join activities a on a.id = t.activity_id where ${countedActivities(s)} and t.status = 'going' and t.no_show_at is not null`,
        ),
      }
  }
}

/**
 * The rows behind a figure of the statistics page, newest first (people by id), 100 a page by key. `total` is the
 * figure. Refuses who may not read statistics; names are given only where this reader may know who was where.
 */
export async function listFigureRows(ctx: Ctx, selection: Selection, metric: Metric, cursor?: string): Promise<FigureRows> {
  authorize(ctx.actor, 'statistics:read', null)
  return rowsBehind(ctx, selection, metric, cursor)
}

const peopled: Metric[] = ['attendances', 'hostedAttendances', 'people', 'members', 'memberships', 'participants', 'noShows']

/** As `listFigureRows` for one group's own figures: its activities are for whoever sees the group, its people for whom the policy lets know them. */
export async function listGroupFigureRows(
  ctx: Ctx,
  group: Subjects['group'],
  period: Period,
  metric: Metric,
  cursor?: string,
): Promise<FigureRows> {
  authorize(ctx.actor, peopled.includes(metric) ? 'group:readFigureRows' : 'group:view', group)
  return rowsBehind(ctx, { ...period, groupId: group.id }, metric, cursor)
}

async function rowsBehind(ctx: Ctx, selection: Selection, metric: Metric, cursor?: string): Promise<FigureRows> {
  const { zone } = await getNetwork(ctx)
  const shape = shapeOf(metric, selection, localDate(ctx.now, zone))
  const list = { activity: activityRows, attendance: attendanceRows, person: personRows }[shape.of]
  const rows = await list(ctx, shape, selection, cursor)
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  const key = last && (last.of === 'person' ? last.id : `${last.reportedOn}_${last.id}`)
  return { total: await totalOf(ctx, shape), rows: page, nextCursor: rows.length > PAGE && key ? key : null }
}

async function totalOf(ctx: Ctx, { of, from, value, adds }: Shape): Promise<number> {
  const summed = of === 'person' ? sql`x.value` : (value ?? sql`1`)
  const [row] = await rowsOf<{ n: number }>(
    ctx.db,
    sql`select ${adds ? sql`coalesce(sum(${summed}), 0)` : sql`count(*)`}::int as n from ${from}`,
  )
  return row?.n ?? 0
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
function afterDateAndId(cursor: string | undefined, id: SQL): SQL {
  const [on = '', after = ''] = cursor?.split('_') ?? []
  const real = /^\d{4}-\d{2}-\d{2}$/.test(on) && !Number.isNaN(Date.parse(on)) && UUID.test(after)
  return real ? sql`and (a.reported_on, ${id}) < (${on}::date, ${after}::uuid)` : sql``
}

function activityRows(ctx: Ctx, shape: Shape, _: Selection, cursor?: string): Promise<FigureRow[]> {
  return rowsOf(
    ctx.db,
    sql`select 'activity' as of, a.id, a.slug, a.titles, a.reported_on::text as "reportedOn", a.kind_code as "kindCode", ${place} as place,
      (select json_agg(json_build_object('names', g.names, 'slug', g.slug) order by h.position) from hosts h join groups g on g.id = h.group_id
        where h.activity_id = a.id and h.accepted_at is not null and h.role in ('lead', 'co')) as hosts,
      (select count(*)::int from attendances t where t.activity_id = a.id) as attendances,
      coalesce((select r.guests from recaps r where r.activity_id = a.id), 0) as guests, ${shape.value ?? sql`1`} as value
    from ${shape.from} ${afterDateAndId(cursor, sql`a.id`)}
    order by a.reported_on desc, a.id desc limit ${PAGE + 1}`,
  ) as Promise<FigureRow[]>
}

const officerGroups = (actor: Actor): string[] =>
  actor.kind === 'person'
    ? actor.grants
        .filter((g) => ['president', 'secretary', 'organizer'].includes(g.role) && g.scopeType === 'group')
        .map((g) => g.scopeId as string)
    : []

/** SQL that tells whether the reader may know who was at activity `a`: all, those of the own district, those of the own groups. */
function readsNames(actor: Actor): SQL {
  if (can(actor, 'statistics:readPeople', null)) return sql`true`
  if (actor.kind !== 'person') return sql`false`
  const districts = actor.grants.filter((g) => g.role === 'district_admin').map((g) => g.scopeId as string)
  const groups = officerGroups(actor)
  const list = (values: string[]) =>
    sql.join(
      values.map((v) => sql`${v}`),
      sql`, `,
    )
  const either: SQL[] = [sql`false`]
  if (districts.length) either.push(sql`a.district_code in (${list(districts)})`)
  if (groups.length)
    either.push(
      sql`exists (select 1 from hosts nh where nh.activity_id = a.id and nh.group_id::text in (${list(groups)}) and nh.role in ('lead', 'co') and nh.accepted_at is not null)`,
    )
  return sql.join(either, sql` or `)
}

function attendanceRows(ctx: Ctx, shape: Shape, _: Selection, cursor?: string): Promise<FigureRow[]> {
  return rowsOf(
    ctx.db,
    sql`select 'attendance' as of, x.id, x.activity_id as "activityId", x.slug, x.titles, x.reported_on::text as "reportedOn",
      case when x.named then p.display_name end as name, g.names as "group", x.away, x.in_at::text as "inAt", x.grade, x.source
    from (select t.id, t.activity_id, t.person_id, t.credited_group_id, t.away, t.in_at, t.grade, t.source, a.slug, a.titles, a.reported_on,
        (${readsNames(ctx.actor)}) as named
      from ${shape.from} ${afterDateAndId(cursor, sql`t.id`)} order by a.reported_on desc, t.id desc limit ${PAGE + 1}) x
    join people p on p.id = x.person_id left join groups g on g.id = x.credited_group_id
    order by x.reported_on desc, x.id desc`,
  ) as Promise<FigureRow[]>
}

function personRows(ctx: Ctx, shape: Shape, { districtCode, groupId }: Selection, cursor?: string): Promise<FigureRow[]> {
  const named =
    can(ctx.actor, 'statistics:readPeople', null) ||
    (!shape.placeless && districtCode !== undefined && can(ctx.actor, 'statistics:readDistrictPeople', { districtCode })) ||
    (groupId !== undefined && officerGroups(ctx.actor).includes(groupId))
  return rowsOf(
    ctx.db,
    sql`select 'person' as of, x.person_id as id, ${named ? sql`p.display_name` : sql`null`} as name,
      (select g.names from memberships m join groups g on g.id = m.group_id where m.person_id = x.person_id and m.primary) as "group", x.value
    from ${shape.from} join people p on p.id = x.person_id
    ${cursor && UUID.test(cursor) ? sql`where x.person_id > ${cursor}::uuid` : sql``}
    order by x.person_id limit ${PAGE + 1}`,
  ) as Promise<FigureRow[]>
}
