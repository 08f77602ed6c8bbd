import { and, eq, gte, inArray, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import { activities } from '@/db/schema/activities'
import type { Ctx } from '../../ctx'
import type { Actor } from '../../policy/actor'
import { searchQuery } from '../../search/bigrams'
import { addDays, instantOf, localDate } from '../../time/zones'
import { datesOf } from '../rules'
import type { ActivityFilter } from '../schema'

/** A filter of the URL, or one that a page makes itself: by ids where it has them. */
export type ListFilter = Partial<ActivityFilter> & {
  groupId?: string
  venueId?: string
  districtCode?: string
  limit?: number /** Past and to come alike. */
  any?: boolean
}

export const scopeIds = (actor: Actor, roles: string[], scopeType: string): string[] =>
  actor.kind === 'person'
    ? actor.grants.flatMap((g) => (roles.includes(g.role) && g.scopeType === scopeType && g.scopeId !== null ? [g.scopeId] : []))
    : []

/** Activities of which one of these groups is an accepted lead or co-host. */
export const hostedBy = (groupIds: string[]): SQL =>
  sql`${activities.id} in (select h.activity_id from hosts h where h.group_id in (${sql.join(
    groupIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  )}) and h.accepted_at is not null and h.role <> 'support')`

const invited = (personId: string): SQL =>
  sql`${activities.id} in (select i.activity_id from invitations i join people p on p.id = ${personId}::uuid where i.activity_id is not null and i.revoked_at is null and (i.accepted_by_id = p.id or (i.email = p.email and p.email_verified_at is not null)) union all select r.activity_id from rsvps r where r.person_id = ${personId}::uuid and r.status not in ('declined', 'cancelled', 'late_cancelled'))`

/** The policy's sentence `activity:view` for listed activities, as a condition. */
export function visibleTo(actor: Actor): SQL | undefined {
  const open = ne(activities.audience, 'invited')
  if (actor.kind !== 'person') return open
  if (actor.grants.some((g) => g.scopeType === 'network' && (g.role === 'network_admin' || g.role === 'auditor'))) return undefined
  const organized = scopeIds(actor, ['president', 'secretary', 'organizer'], 'group')
  const helped = scopeIds(actor, ['organizer', 'door_helper'], 'activity')
  const districts = scopeIds(actor, ['district_admin'], 'district')
  return or(
    open,
    and(eq(activities.audience, 'invited'), invited(actor.personId)),
    organized.length > 0 ? hostedBy(organized) : undefined,
    helped.length > 0 ? inArray(activities.id, helped) : undefined,
    districts.length > 0 ? inArray(activities.districtCode, districts) : undefined,
  )
}

/** Places taken: everybody going or offered, with companions. */
export const seatsTaken = sql<number>`(select coalesce(sum(1 + r.companions), 0)::int from rsvps r where r.activity_id = ${activities.id} and r.status in ('going', 'offered'))`
export const waitlistedCount = sql<number>`(select count(*)::int from rsvps r where r.activity_id = ${activities.id} and r.status = 'waitlisted')`

/** The zone to show an activity in: its own, that of its whole-hour offset, else the network's. */
export const shownZone = (zone: string) =>
  sql<string>`coalesce(${activities.zone}, case when ${activities.utcOffsetMinutes} % 60 = 0 and ${activities.utcOffsetMinutes} between -720 and 840 then 'Etc/GMT' || case when ${activities.utcOffsetMinutes} > 0 then '-' else '+' end || abs(${activities.utcOffsetMinutes} / 60) end, ${zone})`

const localStart = (zone: string) => sql`${activities.startsAt} at time zone ${shownZone(zone)}`
/** Whether the venue may be told: no space of it is booked, or the booking is confirmed. */
export const venueTold = sql<boolean>`(${activities.spaceId} is null or ${activities.venueConfirmedAt} is not null or coalesce((select true from bookings b where b.activity_id = ${activities.id} and b.status = 'confirmed' limit 1), false))`

/** How far back an activity may have started and still be going on, in a list of what is to come. */
const STILL_ON_MS = 24 * 3_600_000

function timeConditions(filter: ListFilter, now: Date, zone: string): (SQL | undefined)[] {
  const today = localDate(now, zone)
  const span = filter.when ? datesOf(filter.when, today) : { from: filter.from, to: filter.to }
  const bygone = filter.past || (span.to !== undefined && span.to < today)
  const ended = sql`coalesce(${activities.endsAt}, ${activities.startsAt} + interval '2 hours') <= ${now.toISOString()}::timestamptz`
  return [
    span.from ? gte(activities.startsAt, instantOf(span.from, '00:00', zone)) : undefined,
    span.to ? lt(activities.startsAt, instantOf(addDays(span.to, 1), '00:00', zone)) : undefined,
    filter.any ? undefined : bygone ? lt(activities.startsAt, now) : gte(activities.startsAt, new Date(now.getTime() - STILL_ON_MS)),
    filter.any ? undefined : bygone ? ended : sql`not (${ended})`,
    filter.part === 'evening' ? sql`extract(hour from ${localStart(zone)}) >= 17` : undefined,
    filter.part === 'weekend' ? sql`extract(isodow from ${localStart(zone)}) >= 6` : undefined,
  ]
}

/** What of the listed activities the actor may see and asked for; the cursor is the list's own affair. */
export function conditionsOf(ctx: Ctx, filter: ListFilter, zone: string): SQL {
  const search = filter.q ? searchQuery(filter.q) : undefined
  const district = filter.districtCode ?? filter.district
  return and(
    inArray(activities.status, ['published', 'cancelled', 'finalised']),
    isNull(activities.excludedAt),
    visibleTo(ctx.actor),
    ...timeConditions(filter, ctx.now, zone),
    search === null ? sql`false` : search && sql`${activities.search} @@ ${search}`,
    district === 'ONLINE' ? eq(activities.mode, 'online') : district ? eq(activities.districtCode, district) : undefined,
    filter.kind ? eq(activities.kindCode, filter.kind) : undefined,
    filter.language ? sql`${activities.languages} @> array[${filter.language}]::text[]` : undefined,
    filter.groupId ? hostedBy([filter.groupId]) : undefined,
    filter.group
      ? sql`${activities.id} in (select h.activity_id from hosts h join groups g on g.id = h.group_id where g.slug = ${filter.group} and h.accepted_at is not null and h.role <> 'support')`
      : undefined,
    filter.venueId ? and(eq(activities.venueId, filter.venueId), venueTold) : undefined,
    filter.venue ? sql`${activities.venueId} = (select v.id from venues v where v.slug = ${filter.venue}) and ${venueTold}` : undefined,
    filter.campaign ? sql`${activities.campaignId} = (select c.id from campaigns c where c.slug = ${filter.campaign})` : undefined,
    filter.places
      ? sql`${activities.status} = 'published' and (${activities.capacity} is null or ${seatsTaken} < ${activities.capacity})`
      : undefined,
  ) as SQL
}
