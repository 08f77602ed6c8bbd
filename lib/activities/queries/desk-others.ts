import { and, asc, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { activities } from '@/db/schema/activities'
import { bookings, spaces, venues } from '@/db/schema/venues'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'
import { ended } from './desk-row'

/**
 * Bookings refused, with the reason and the space offered instead: of the activities to come of `mine`, where it was the
 * one asked for last, and of the groups themselves, for hours to come.
 */
export async function listRefusedBookings(ctx: Ctx, mine: SQL, groupIds: string[]) {
  const found = await ctx.db
    .select({
      id: bookings.id,
      activityId: activities.id,
      titles: activities.titles,
      status: bookings.status,
      decidedAt: bookings.decidedAt,
      reason: bookings.declineReason,
      spaceNames: spaces.names,
      venueNames: venues.names,
      venueSlug: venues.slug,
      offered: sql<LocalText | null>`(select o.names from spaces o where o.id = ${bookings.offeredSpaceId})`,
    })
    .from(bookings)
    .leftJoin(activities, eq(activities.id, bookings.activityId))
    .innerJoin(spaces, eq(spaces.id, bookings.spaceId))
    .innerJoin(venues, eq(venues.id, spaces.venueId))
    .where(
      or(
        and(
          mine,
          inArray(activities.status, ['draft', 'submitted', 'changes_asked', 'published']),
          sql`not (${ended(ctx.now)})`,
          inArray(bookings.status, ['requested', 'confirmed', 'declined']),
        ),
        groupIds.length > 0
          ? and(
              inArray(bookings.groupId, groupIds),
              isNull(bookings.activityId),
              eq(bookings.status, 'declined'),
              sql`lower(${bookings.during}) > ${ctx.now.toISOString()}::timestamptz`,
            )
          : undefined,
      ),
    )
    .orderBy(desc(bookings.createdAt), desc(bookings.id))
    .limit(200)
  const last = new Map<string, (typeof found)[number]>()
  for (const booking of found) {
    const about = booking.activityId ?? booking.id
    if (!last.has(about)) last.set(about, booking)
  }
  return [...last.values()].filter((booking) => booking.status === 'declined')
}

/** The venues that somebody keeps, each with the bookings that wait for her word: how many, and since when the oldest. */
export async function listKeptVenues(ctx: Ctx, venueIds: string[]) {
  if (venueIds.length === 0) return []
  return ctx.db
    .select({
      id: venues.id,
      slug: venues.slug,
      names: venues.names,
      count: sql<number>`count(${bookings.id})::int`,
      oldest: sql<string | null>`min(${bookings.createdAt})`,
    })
    .from(venues)
    .leftJoin(spaces, eq(spaces.venueId, venues.id))
    .leftJoin(
      bookings,
      and(
        eq(bookings.spaceId, spaces.id),
        eq(bookings.status, 'requested'),
        sql`upper(${bookings.during}) > ${ctx.now.toISOString()}::timestamptz`,
      ),
    )
    .where(inArray(venues.id, venueIds))
    .groupBy(venues.id)
    .orderBy(asc(venues.sortKey))
}

type Realm = { network: boolean; districts: string[]; recapDays: number }
type Heap = { count: number; oldest: string | null }

/** What waits in an administrator's districts, or in the whole network: registrations, reports, recaps missing. One statement. */
export async function countForAdministrators(
  ctx: Ctx,
  { network, districts, recapDays }: Realm,
): Promise<Record<'registrations' | 'reports' | 'missingRecaps', Heap>> {
  const none = { count: 0, oldest: null }
  if (!network && districts.length === 0) return { registrations: none, reports: none, missingRecaps: none }
  const inRealm = (column: SQL) =>
    network
      ? sql`true`
      : sql`${column} in (${sql.join(
          districts.map((code) => sql`${code}`),
          sql`, `,
        )})`
  const heap = (from: SQL, at: SQL) => sql<Heap>`(select json_build_object('count', count(*)::int, 'oldest', min(${at})) ${from})`
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const [row] = await ctx.db
    .select({
      registrations: heap(
        sql`from registrations r where r.status in ('submitted', 'recommended') and ${inRealm(sql`r.district_code`)}`,
        sql`r.submitted_at`,
      ),
      reports: heap(sql`from reports r where r.status = 'open' and ${inRealm(sql`r.district_code`)}`, sql`r.created_at`),
      missingRecaps: heap(
        sql`from activities a where a.status in ('published', 'finalised') and a.origin = 'here' and a.excluded_at is null and coalesce(a.ends_at, a.starts_at + interval '2 hours') <= ${now} and a.starts_at > ${now} - make_interval(days => ${recapDays}) and not exists (select 1 from recaps r where r.activity_id = a.id) and ${inRealm(sql`a.district_code`)}`,
        sql`coalesce(a.ends_at, a.starts_at + interval '2 hours')`,
      ),
    })
    .from(sql`(select 1) as one`)
  return row as NonNullable<typeof row>
}
