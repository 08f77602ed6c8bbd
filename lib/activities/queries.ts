import { and, asc, desc, eq, getTableColumns, isNotNull, ne, sql } from 'drizzle-orm'
import { prepared } from '@/db/prepared'
import { activities, hosts } from '@/db/schema/activities'
import { campaigns } from '@/db/schema/campaigns'
import { kinds } from '@/db/schema/network'
import { spaces, venues } from '@/db/schema/venues'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { type District, getNetwork, getReference, type Kind } from '../network/queries'
import { personIdOf } from '../policy/actor'
import { can, type Subjects } from '../policy/can'
import { addDays } from '../time/zones'
import { conditionsOf, type ListFilter, seatsTaken, shownZone, venueTold, waitlistedCount } from './queries/conditions'

export type ActivityRow = typeof activities.$inferSelect
/** An activity's row with what the policy asks of it. */
export type ActivitySubject = ActivityRow & Subjects['activity']

const lockRow = prepared((db) =>
  db
    .select()
    .from(activities)
    .where(eq(activities.id, sql.placeholder('id')))
    .for('update'),
)

/**
 * The activity, its row locked until the transaction ends (call inside `inTransaction`); throws `not_found`. What is
 * called after it, also without waiting for it, is read under its lock.
 */
export async function lockActivity(ctx: Ctx, id: string): Promise<ActivitySubject> {
  assertId(id)
  const [[row], accepted] = await Promise.all([lockRow(ctx.db, { id }), acceptedHosts(ctx.db, { id })])
  return subjectOf(ctx, row, accepted)
}

/** As `lockActivity` without the lock. */
export async function getActivitySubject(ctx: Ctx, id: string): Promise<ActivitySubject> {
  assertId(id)
  const [[row], accepted] = await Promise.all([
    ctx.db.select().from(activities).where(eq(activities.id, id)),
    acceptedHosts(ctx.db, { id }),
  ])
  return subjectOf(ctx, row, accepted)
}

/** An address may hold anything where an id is meant: that is a missing one. */
function assertId(id: string): void {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new AppError('not_found')
}

/** Everybody invited by name: by account or verified address, or with an RSVP that an organizer placed. */
const invitedIds = sql<
  string[]
>`(select coalesce(json_agg(distinct x.id), '[]') from (select p.id from invitations i join people p on p.id = i.accepted_by_id or (p.email = i.email and p.email_verified_at is not null) where i.activity_id = ${activities.id} and i.revoked_at is null union all select r.person_id from rsvps r where r.activity_id = ${activities.id} and r.status not in ('declined', 'cancelled', 'late_cancelled')) x)`

const acceptedHosts = prepared((db) =>
  db
    .select({ groupId: hosts.groupId, role: hosts.role })
    .from(hosts)
    .where(and(eq(hosts.activityId, sql.placeholder('id')), isNotNull(hosts.acceptedAt), ne(hosts.role, 'support')))
    .orderBy(asc(hosts.position)),
)

/** The activity as the policy sees it. */
async function subjectOf(
  ctx: Ctx,
  row: ActivityRow | undefined,
  accepted: Awaited<ReturnType<typeof acceptedHosts>>,
): Promise<ActivitySubject> {
  if (!row) throw new AppError('not_found')
  const invited =
    row.audience === 'invited'
      ? (
          await ctx.db
            .select({ ids: invitedIds })
            .from(activities)
            .innerJoin(kinds, eq(kinds.code, activities.kindCode))
            .where(eq(activities.id, row.id))
        )[0]?.ids
      : undefined
  return {
    ...row,
    leadGroupId: accepted.find((h) => h.role === 'lead')?.groupId ?? '',
    hostGroupIds: accepted.map((h) => h.groupId),
    invitedPersonIds: invited,
  }
}

export type ListedHost = { id: string; slug: string; names: LocalText; shortName: string }

const PAGE = 30
/** From when on those going see the joining link. */
const LINK_OPENS_MS = 3_600_000

/** The accepted lead and co-hosts, lead first, each as a row of a list needs it. */
export const hostsOf = sql<
  ListedHost[]
>`(select coalesce(json_agg(json_build_object('id', g.id, 'slug', g.slug, 'names', g.names, 'shortName', g.short_name) order by h.role = 'lead' desc, h.position), '[]') from hosts h join groups g on g.id = h.group_id where h.activity_id = ${activities.id} and h.accepted_at is not null and h.role <> 'support')`

const rowOf = (zone: string) => ({
  id: activities.id,
  slug: activities.slug,
  titles: activities.titles,
  kindCode: activities.kindCode,
  startsAt: activities.startsAt,
  endsAt: activities.endsAt,
  zone: shownZone(zone),
  mode: activities.mode,
  status: activities.status,
  statusReason: activities.statusReason,
  place: activities.place,
  districtCode: activities.districtCode,
  capacity: activities.capacity,
  rsvpMode: activities.rsvpMode,
  languages: activities.languages,
  cost: activities.cost,
  audience: activities.audience,
  venueSlug: venues.slug,
  venueNames: venues.names,
  stepFree: sql<boolean>`coalesce('step_free' = any(${venues.facilities}), false)`,
  seatsTaken,
  waitlisted: waitlistedCount,
  hosts: hostsOf,
})

const rowsWhere = (ctx: Ctx, zone: string) =>
  ctx.db
    .select(rowOf(zone))
    .from(activities)
    .leftJoin(venues, and(eq(venues.id, activities.venueId), venueTold))

export type ListedActivity = Awaited<ReturnType<typeof rowsWhere>>[number] & { kind: Kind; district: District | null }
export type ActivityList = { items: ListedActivity[]; nextCursor: string | null }

/**
 * The listed activities that the actor may see, 30 a page (or `limit`), by start: to come (what has ended today is left
 * out), or the latest first with `past`. A venue whose booking is not yet confirmed is not told.
 */
export async function listActivities(ctx: Ctx, filter: ListFilter = {}): Promise<ActivityList> {
  const { zone } = await getNetwork(ctx)
  const reference = await getReference(ctx)
  const limit = Math.min(filter.limit ?? PAGE, 100)
  const rows = await rowsWhere(ctx, zone)
    .where(and(conditionsOf(ctx, filter, zone), afterCursor(filter)))
    .orderBy(...(filter.past ? [desc(activities.startsAt), desc(activities.id)] : [asc(activities.startsAt), asc(activities.id)]))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map((row) => ({
    ...row,
    kind: reference.kinds.find((kind) => kind.code === row.kindCode) as Kind,
    district: reference.districts.find((district) => district.code === row.districtCode) ?? null,
  }))
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? `${last.startsAt.getTime()}.${last.id}` : null }
}

function afterCursor(filter: ListFilter) {
  if (!filter.cursor) return undefined
  const [at = '0', id = ''] = filter.cursor.split('.')
  const key = sql`(${new Date(Number(at)).toISOString()}::timestamptz, ${id}::uuid)`
  return filter.past ? sql`(${activities.startsAt}, ${activities.id}) < ${key}` : sql`(${activities.startsAt}, ${activities.id}) > ${key}`
}

/** The first activity to come when nothing fits the filter: without its days, places and words, then in any district. */
export async function getNearestActivity(ctx: Ctx, filter: ListFilter): Promise<ListedActivity | null> {
  const { district, districtCode, kind, groupId, venueId, group, venue } = filter
  for (const wider of [{ district, districtCode, kind, groupId, venueId, group, venue }, {}]) {
    const { items } = await listActivities(ctx, { ...wider, limit: 1 })
    if (items[0]) return items[0]
  }
  return null
}

/** How many of them start on each date from `from` (network's zone) for `days` days; cancelled ones are not told. */
export async function countByDay(
  ctx: Ctx,
  from: string,
  days: number,
  filter: ListFilter = {},
): Promise<{ date: string; count: number }[]> {
  const { zone } = await getNetwork(ctx)
  const counted = await ctx.db
    .select({ date: activities.reportedOn, count: sql<number>`count(*)::int` })
    .from(activities)
    .where(
      and(conditionsOf(ctx, { ...filter, when: undefined, from, to: addDays(from, days - 1) }, zone), ne(activities.status, 'cancelled')),
    )
    .groupBy(activities.reportedOn)
  const byDate = new Map(counted.map((row) => [row.date, row.count]))
  return Array.from({ length: days }, (_, i) => addDays(from, i)).map((date) => ({ date, count: byDate.get(date) ?? 0 }))
}

export type ActivityHost = ListedHost & { role: 'lead' | 'co' | 'support'; roleMailbox: string | null; districtCode: string | null }
export type Postponement = { fromStartsAt: string; reason: string | null }

const { wallSecret: _wallSecret, search: _search, ...shownColumns } = getTableColumns(activities)

const pageOf = (personId: string | null, zone: string) => ({
  ...shownColumns,
  zone: shownZone(zone),
  venue: {
    slug: venues.slug,
    names: venues.names,
    addresses: venues.addresses,
    directions: venues.directions,
    lng: venues.lng,
    lat: venues.lat,
    datum: venues.datum,
    facilities: venues.facilities,
  },
  spaceNames: spaces.names,
  venueTold,
  campaign: { slug: campaigns.slug, names: campaigns.names },
  seatsTaken,
  waitlisted: waitlistedCount,
  hosts: sql<
    ActivityHost[]
  >`(select coalesce(json_agg(json_build_object('id', g.id, 'slug', g.slug, 'names', g.names, 'shortName', g.short_name, 'role', h.role, 'roleMailbox', g.role_mailbox, 'districtCode', g.district_code) order by h.role = 'lead' desc, h.role = 'co' desc, h.position), '[]') from hosts h join groups g on g.id = h.group_id where h.activity_id = ${activities.id} and h.accepted_at is not null)`,
  postponement: sql<Postponement | null>`(select json_build_object('fromStartsAt', p.from_starts_at, 'reason', p.reason) from postponements p where p.activity_id = ${activities.id} order by p.created_at desc limit 1)`,
  invitedPersonIds: invitedIds,
  amGoing: personId
    ? sql<boolean>`exists (select 1 from rsvps r where r.activity_id = ${activities.id} and r.person_id = ${personId}::uuid and r.status = 'going')`
    : sql<boolean>`false`,
})

const pageWhere = (ctx: Ctx, slug: string, zone: string) =>
  ctx.db
    .select(pageOf(personIdOf(ctx.actor), zone))
    .from(activities)
    .leftJoin(venues, eq(venues.id, activities.venueId))
    .leftJoin(spaces, eq(spaces.id, activities.spaceId))
    .leftJoin(campaigns, eq(campaigns.id, activities.campaignId))
    .where(eq(activities.slug, slug))

/** What the page of an activity shows; `venuePending` while its booking is not confirmed, `mayManage` for its organizers. */
export type ActivityPage = Awaited<ReturnType<typeof pageWhere>>[number] &
  Subjects['activity'] & { venuePending: boolean; mayManage: boolean; mayReview: boolean }

/**
 * The activity of a page, one query; throws `not_found` for what the actor may not see. The joining link is left out
 * but for organizers, and for those going from one hour before the start.
 */
export async function getActivity(ctx: Ctx, slug: string): Promise<ActivityPage> {
  const { zone } = await getNetwork(ctx)
  const [row] = await pageWhere(ctx, slug, zone)
  if (!row) throw new AppError('not_found')
  const responsible = row.hosts.filter((h) => h.role !== 'support')
  const lead = row.hosts.find((h) => h.role === 'lead')
  const subject = { ...row, leadGroupId: lead?.id ?? '', hostGroupIds: responsible.map((h) => h.id) }
  const underReview = { ...subject, districtCode: row.districtCode ?? lead?.districtCode ?? null }
  const mayReview = row.status === 'submitted' && can(ctx.actor, 'activity:review', underReview)
  if (!mayReview && !can(ctx.actor, 'activity:view', subject)) throw new AppError('not_found')
  const mayManage = can(ctx.actor, 'activity:edit', subject)
  const linkOpen = mayManage || (row.amGoing && ctx.now.getTime() >= row.startsAt.getTime() - LINK_OPENS_MS)
  const venuePending = row.venueId !== null && !row.venueTold
  return {
    ...subject,
    invitedPersonIds: row.invitedPersonIds.filter((id) => id === personIdOf(ctx.actor)),
    joiningLink: linkOpen ? row.joiningLink : null,
    venuePending,
    mayManage,
    mayReview,
  }
}
