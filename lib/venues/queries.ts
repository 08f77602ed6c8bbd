import { and, asc, eq, inArray, isNotNull, notInArray, type SQL, sql } from 'drizzle-orm'
import { activities } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import { bookings, spaces, venues } from '@/db/schema/venues'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { getNetwork } from '../network/queries'
import { can, type Subjects } from '../policy/can'
import { searchQuery } from '../search/bigrams'
import { cursorOf, placeOf } from '../search/cursor'
import { addDays, instantOf } from '../time/zones'
import { mondayFor } from './rules'
import { PAGE_OF_VENUES, type VenueFilter } from './schema'

export type SpaceRow = typeof spaces.$inferSelect
type VenueSubject = Subjects['venue']

function matching(filter: Partial<VenueFilter>): SQL | undefined {
  const search = filter.q ? searchQuery(filter.q) : undefined
  return and(
    eq(venues.status, 'listed'),
    search === null ? sql`false` : search && sql`${venues.search} @@ ${search}`,
    filter.district ? eq(venues.districtCode, filter.district) : undefined,
    filter.category ? eq(venues.categoryCode, filter.category) : undefined,
    filter.level ? eq(venues.level, filter.level) : undefined,
    filter.facility?.length
      ? sql`${venues.facilities} @> array[${sql.join(
          filter.facility.map((f) => sql`${f}`),
          sql`, `,
        )}]::text[]`
      : undefined,
  )
}

export type VenuePhoto = { fileId: string; alts: LocalText; width: number | null; height: number | null }
/** The photos of the venue in the query, in their order, as JSON. */
export const photosOf = sql`select json_build_object('fileId', f.id, 'alts', p.alts, 'width', f.width, 'height', f.height) as photo from venue_photos p join files f on f.id = p.file_id where p.venue_id = venues.id order by p.position`

const inOrder = sql`${venues.sortKey} collate "C"`

/** Listed venues by sort key; `nextCursor` is null on the last page. A cursor that is none starts from the beginning. */
export async function listVenues(ctx: Ctx, { limit = PAGE_OF_VENUES, ...filter }: Partial<VenueFilter> & { limit?: number } = {}) {
  const after = filter.cursor ? placeOf(filter.cursor) : null
  const rows = await ctx.db
    .select({
      id: venues.id,
      slug: venues.slug,
      names: venues.names,
      categoryCode: venues.categoryCode,
      level: venues.level,
      districtCode: venues.districtCode,
      addresses: venues.addresses,
      capacity: venues.capacity,
      facilities: venues.facilities,
      face: sql<VenuePhoto | null>`(${photosOf} limit 1)`,
      sortKey: venues.sortKey,
    })
    .from(venues)
    .where(
      and(
        matching(filter),
        after ? sql`(${venues.sortKey} collate "C", ${venues.id}) > (${after.sortKey} collate "C", ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(inOrder, venues.id)
    .limit(limit + 1)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(({ sortKey: _, ...row }) => row),
    nextCursor: rows.length > limit && last ? cursorOf(last) : null,
  }
}
export type ListedVenue = Awaited<ReturnType<typeof listVenues>>['items'][number]

/** How many venues the filter finds, whatever the page. */
export async function countVenues(ctx: Ctx, filter: Partial<VenueFilter> = {}): Promise<number> {
  const [row] = await ctx.db.select({ n: sql<number>`count(*)::int` }).from(venues).where(matching(filter))
  return row?.n ?? 0
}

const DOTS_SHOWN = 400

/** Where the filter's venues lie, for the schematic; at most 400. Those whose position is unknown are left out. */
export async function listVenueDots(ctx: Ctx, filter: Partial<VenueFilter> = {}) {
  const rows = await ctx.db
    .select({ slug: venues.slug, names: venues.names, level: venues.level, lng: venues.lng, lat: venues.lat })
    .from(venues)
    .where(and(matching(filter), isNotNull(venues.lng)))
    .orderBy(inOrder, venues.id)
    .limit(DOTS_SHOWN)
  return rows.map(({ lng, lat, ...row }) => ({ ...row, lng: lng ?? 0, lat: lat ?? 0 }))
}

const operatorShown = {
  id: groups.id,
  slug: groups.slug,
  names: groups.names,
  shortName: groups.shortName,
  districtCode: groups.districtCode,
  status: groups.status,
  visibility: groups.visibility,
}

/** A venue's page: the venue, its spaces and the group that runs it. Throws `not_found` for what the actor may not see. */
export async function getVenue(ctx: Ctx, slug: string) {
  const [row] = await ctx.db
    .select({
      venue: venues,
      operator: operatorShown,
      photos: sql<VenuePhoto[]>`(select coalesce(json_agg(one.photo), '[]') from (${photosOf}) one)`,
    })
    .from(venues)
    .leftJoin(groups, eq(groups.id, venues.operatorGroupId))
    .where(eq(venues.slug, slug))
  if (!row || !can(ctx.actor, 'venue:view', row.venue)) throw new AppError('not_found')
  const { search: _, ...shown } = row.venue
  return {
    ...shown,
    photos: row.photos,
    operator: row.operator && can(ctx.actor, 'group:view', row.operator) ? row.operator : null,
    spaces: await ctx.db.select().from(spaces).where(eq(spaces.venueId, row.venue.id)).orderBy(asc(spaces.position), asc(spaces.id)),
  }
}
export type VenueDetail = Awaited<ReturnType<typeof getVenue>>

/**
 * What happens at a venue in a week, Monday to Sunday in the network's zone: the one that holds `asked` (a date), or
 * the current one. Its published activities, and confirmed bookings without one. A title stands only on what everybody
 * may see; the rest is a taken time.
 */
export async function getWeek(ctx: Ctx, venueId: string, asked?: string) {
  const { zone } = await getNetwork(ctx)
  const monday = mondayFor(asked, ctx.now, zone)
  const [from, to] = [instantOf(monday, '00:00', zone).toISOString(), instantOf(addDays(monday, 7), '00:00', zone).toISOString()]
  const ends = sql<Date>`coalesce(${activities.endsAt}, ${activities.startsAt} + interval '2 hours')`.mapWith(activities.startsAt)
  const happening = await ctx.db
    .select({
      id: activities.id,
      slug: activities.slug,
      titles: activities.titles,
      spaceId: activities.spaceId,
      startsAt: activities.startsAt,
      endsAt: ends,
      kindCode: activities.kindCode,
      audience: activities.audience,
    })
    .from(activities)
    .where(
      and(
        eq(activities.venueId, venueId),
        inArray(activities.status, ['published', 'finalised']),
        sql`${activities.startsAt} < ${to}::timestamptz and ${activities.startsAt} > ${from}::timestamptz - interval '14 days' and ${ends} > ${from}::timestamptz`,
      ),
    )
    .orderBy(activities.startsAt)
    .limit(300)
  const taken = await ctx.db
    .select({
      id: bookings.id,
      spaceId: bookings.spaceId,
      ...bookedHours,
    })
    .from(bookings)
    .innerJoin(spaces, eq(spaces.id, bookings.spaceId))
    .where(
      and(
        eq(spaces.venueId, venueId),
        eq(bookings.status, 'confirmed'),
        sql`${bookings.during} && tstzrange(${from}::timestamptz, ${to}::timestamptz)`,
        sql`(${bookings.activityId} is null or ${notShown(happening.map((h) => h.id))})`,
      ),
    )
    .limit(300)
  const spells = [
    ...happening.map(({ audience, slug, titles, ...h }) => ({
      ...h,
      ...(audience === 'public' ? { slug, titles } : { slug: null, titles: null }),
    })),
    ...taken.map((t) => ({ ...t, slug: null, titles: null, kindCode: null })),
  ]
  return { monday, zone, spells: spells.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()) }
}
export type Week = Awaited<ReturnType<typeof getWeek>>
export type WeekSpell = Week['spells'][number]

/** When a booking is used, its buffer left out; beside its space in the query. */
export const bookedHours = {
  startsAt: sql<Date>`lower(${bookings.during}) + make_interval(mins => ${spaces.bufferMinutes})`.mapWith(activities.startsAt),
  endsAt: sql<Date>`upper(${bookings.during}) - make_interval(mins => ${spaces.bufferMinutes})`.mapWith(activities.startsAt),
}

const notShown = (ids: string[]): SQL => (ids.length === 0 ? sql`true` : (notInArray(bookings.activityId, ids) as SQL))

const CHOICES = 20

/** Listed venues with their bookable spaces, for the form of an activity; what was typed narrows them. */
export async function listVenueChoices(ctx: Ctx, search = '') {
  const found = await ctx.db
    .select({
      id: venues.id,
      slug: venues.slug,
      names: venues.names,
      addresses: venues.addresses,
      districtCode: venues.districtCode,
      capacity: venues.capacity,
    })
    .from(venues)
    .where(matching({ q: search.trim() || undefined }))
    .orderBy(inOrder, venues.id)
    .limit(CHOICES)
  if (found.length === 0) return []
  const rooms = await ctx.db
    .select({ id: spaces.id, venueId: spaces.venueId, names: spaces.names, capacity: spaces.capacity })
    .from(spaces)
    .where(
      and(
        inArray(
          spaces.venueId,
          found.map((v) => v.id),
        ),
        eq(spaces.bookable, true),
      ),
    )
    .orderBy(asc(spaces.position), asc(spaces.id))
  return found.map((venue) => ({ ...venue, spaces: rooms.filter((s) => s.venueId === venue.id) }))
}
export type VenueChoice = Awaited<ReturnType<typeof listVenueChoices>>[number]

const subject = { id: venues.id, districtCode: venues.districtCode, operatorGroupId: venues.operatorGroupId, status: venues.status }

/** The space with its venue, the space's row locked until the transaction ends (call inside `inTransaction`); throws `not_found`. */
export async function lockSpace(ctx: Ctx, id: string): Promise<SpaceRow & { venue: VenueSubject }> {
  const [row] = await ctx.db
    .select({ space: spaces, venue: subject })
    .from(spaces)
    .innerJoin(venues, eq(venues.id, spaces.venueId))
    .where(eq(spaces.id, id))
    .for('update', { of: spaces })
  if (!row) throw new AppError('not_found')
  return { ...row.space, venue: row.venue }
}

/** As `lockSpace`, without the lock. */
export async function getSpace(ctx: Ctx, id: string): Promise<SpaceRow & { venue: VenueSubject }> {
  const [row] = await ctx.db
    .select({ space: spaces, venue: subject })
    .from(spaces)
    .innerJoin(venues, eq(venues.id, spaces.venueId))
    .where(eq(spaces.id, id))
  if (!row) throw new AppError('not_found')
  return { ...row.space, venue: row.venue }
}

/** A venue as the policy asks of it; throws `not_found`. */
export async function getVenueSubject(ctx: Ctx, id: string): Promise<VenueSubject> {
  const [row] = await ctx.db.select(subject).from(venues).where(eq(venues.id, id))
  if (!row) throw new AppError('not_found')
  return row
}
