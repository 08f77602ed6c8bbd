import { type SQL, sql } from 'drizzle-orm'
import type { Period } from '../rules'
import type { Dimension } from '../schema'

/**
 * What a figure is taken over. `groupId` (or NONE: unaffiliated), `districtCode` (or ONLINE, UNPLACED) and `kindCode`
 * narrow it; `leadOnly` credits a joint activity to its lead host alone.
 */
export type Selection = Period & { groupId?: string; districtCode?: string; kindCode?: string; leadOnly?: boolean }

/** The district of an activity, or its bucket. */
export const place = sql`coalesce(a.district_code, case when a.mode = 'online' then 'ONLINE' else 'UNPLACED' end)`
export const month = sql`to_char(a.reported_on, 'YYYY-MM')`

/** Alias `a`: the activities of the period, place and kind, whether counted or not. */
export function within(s: Selection): SQL {
  const conditions = [sql`a.reported_on >= ${s.fromOn}::date`, sql`a.reported_on < ${s.toOn}::date`]
  if (s.kindCode) conditions.push(sql`a.kind_code = ${s.kindCode}`)
  if (s.districtCode === 'ONLINE') conditions.push(sql`a.district_code is null and a.mode = 'online'`)
  else if (s.districtCode === 'UNPLACED') conditions.push(sql`a.district_code is null and a.mode <> 'online'`)
  else if (s.districtCode) conditions.push(sql`a.district_code = ${s.districtCode}`)
  return sql.join(conditions, sql` and `)
}

/** Accepted lead and co-hosts get credit (mode *full*), or the lead alone; supporters none. */
const hostedBy = ({ groupId, leadOnly }: Selection): SQL => {
  if (!groupId) return sql``
  if (groupId === 'NONE') return sql`and false`
  const roles = leadOnly ? sql`gh.role = 'lead'` : sql`gh.role in ('lead', 'co')`
  return sql`and exists (select 1 from hosts gh where gh.activity_id = a.id and gh.group_id = ${groupId}::uuid and ${roles} and gh.accepted_at is not null)`
}

/** Alias `t`: attendances credited to the group of the selection, wherever they were. */
export const creditedTo = (groupId: string | undefined): SQL => {
  if (!groupId) return sql``
  return groupId === 'NONE' ? sql`and t.credited_group_id is null` : sql`and t.credited_group_id = ${groupId}::uuid`
}

/** Counted activities (alias `a`) of the selection, hosted by its group. */
export const countedActivities = (s: Selection): SQL => sql`a.counted_reason = 'counted' and ${within(s)} ${hostedBy(s)}`

/** Attendances (alias `t`) at counted activities (alias `a`), credited to the selection's group. */
export const countedAttendances = (s: Selection): SQL => sql`a.counted_reason = 'counted' and ${within(s)} ${creditedTo(s.groupId)}`

/** Declared (alias `a`): past activities back-filled or imported, not cancelled. */
export const declaredActivities = (s: Selection, today: string): SQL =>
  sql`a.origin <> 'here' and a.status <> 'cancelled' and a.reported_on <= ${today}::date and ${within(s)} ${hostedBy(s)}`

/** By what an activity or an attendance is grouped; by group an attendance goes to its credited group, or to NONE. */
export const partOf = (by: Dimension, of: 'activity' | 'attendance'): SQL => {
  if (by === 'district') return place
  if (by === 'kind') return sql`a.kind_code`
  if (by === 'month') return month
  return of === 'activity' ? sql`h.group_id::text` : sql`coalesce(t.credited_group_id::text, 'NONE')`
}

/** Active memberships (alias `m`) on a date: a period covers it and no suspension does. */
export const activeMemberships = (asOf: string, groupId?: string): SQL => sql`
  exists (select 1 from membership_periods mp where mp.membership_id = m.id and mp.joined_on <= ${asOf}::date and (mp.left_on is null or mp.left_on > ${asOf}::date))
  and not exists (select 1 from membership_suspensions ms where ms.membership_id = m.id and ms.from_on <= ${asOf}::date and (ms.to_on is null or ms.to_on > ${asOf}::date))
  ${groupId && groupId !== 'NONE' ? sql`and m.group_id = ${groupId}::uuid` : sql``}`
