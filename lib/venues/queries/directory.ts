import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { spaces, venues } from '@/db/schema/venues'
import type { VenueLevel } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'
import { getReference } from '../../network/queries'
import { searchQuery } from '../../search/bigrams'
import { cursorOf, placeOf } from '../../search/cursor'
import { localParts, weekdayOf } from '../../time/zones'
import { photosOf, type VenuePhoto } from '../queries'
import { levelOn } from '../rules'
import { PAGE_OF_VENUES, type VenueFilter } from '../schema'

/** Whose hours say that they are open, at a wall clock of the network. */
function isOpen({ date, time }: { date: string; time: string }): SQL {
  const spells = sql`jsonb_array_elements(${venues.openingHours} -> ${String(weekdayOf(date))}::text)`
  return sql`exists (select 1 from ${spells} spell where spell ->> 0 <= ${time} and spell ->> 1 > ${time})`
}

/** Who has this level on a day: an awarded one until its end, none afterwards. */
function hasLevel(level: VenueLevel, today: string): SQL | undefined {
  const holds = or(isNull(venues.levelEndsOn), gte(venues.levelEndsOn, today))
  return level === 'NONE' ? or(eq(venues.level, 'NONE'), lt(venues.levelEndsOn, today)) : and(eq(venues.level, level), holds)
}

const clockOf = async (ctx: Ctx) => localParts(ctx.now, (await getReference(ctx)).network?.zone ?? 'UTC')

async function asked(ctx: Ctx, filter: Partial<VenueFilter>): Promise<SQL | undefined> {
  const clock = await clockOf(ctx)
  const level = filter.level ? hasLevel(filter.level, clock.date) : undefined
  return and(matching(filter), level, filter.open ? isOpen(clock) : undefined)
}

function matching(filter: Partial<VenueFilter>): SQL | undefined {
  const search = filter.q ? searchQuery(filter.q) : undefined
  return and(
    eq(venues.status, 'listed'),
    search === null ? sql`false` : search && sql`${venues.search} @@ ${search}`,
    filter.district ? eq(venues.districtCode, filter.district) : undefined,
    filter.category ? eq(venues.categoryCode, filter.category) : undefined,
    filter.facility?.length
      ? sql`${venues.facilities} @> array[${sql.join(
          filter.facility.map((f) => sql`${f}`),
          sql`, `,
        )}]::text[]`
      : undefined,
  )
}

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
      levelEndsOn: venues.levelEndsOn,
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
        await asked(ctx, filter),
        after ? sql`(${venues.sortKey} collate "C", ${venues.id}) > (${after.sortKey} collate "C", ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(inOrder, venues.id)
    .limit(limit + 1)
  const items = rows.slice(0, limit)
  const { date } = await clockOf(ctx)
  const last = items.at(-1)
  return {
    items: items.map(({ sortKey: _, levelEndsOn, ...row }) => ({ ...row, level: levelOn({ level: row.level, levelEndsOn }, date) })),
    nextCursor: rows.length > limit && last ? cursorOf(last) : null,
  }
}
export type ListedVenue = Awaited<ReturnType<typeof listVenues>>['items'][number]

/** How many venues the filter finds, whatever the page. */
export async function countVenues(ctx: Ctx, filter: Partial<VenueFilter> = {}): Promise<number> {
  const [row] = await ctx.db
    .select({ n: sql<number>`count(*)::int` })
    .from(venues)
    .where(await asked(ctx, filter))
  return row?.n ?? 0
}

/** How many venues the filter finds in each district, whichever district it names; those without one under null. */
export async function countByDistrict(ctx: Ctx, { district: _, ...filter }: Partial<VenueFilter> = {}) {
  return ctx.db
    .select({ code: venues.districtCode, count: sql<number>`count(*)::int` })
    .from(venues)
    .where(await asked(ctx, filter))
    .groupBy(venues.districtCode)
}

const DOTS_SHOWN = 400

/** Where the filter's venues lie, for the map, as stored with their datum; at most 400. Those whose position is unknown are left out. */
export async function listVenueDots(ctx: Ctx, filter: Partial<VenueFilter> = {}) {
  const rows = await ctx.db
    .select({
      slug: venues.slug,
      names: venues.names,
      districtCode: venues.districtCode,
      lng: venues.lng,
      lat: venues.lat,
      datum: venues.datum,
    })
    .from(venues)
    .where(and(await asked(ctx, filter), isNotNull(venues.lng)))
    .orderBy(inOrder, venues.id)
    .limit(DOTS_SHOWN)
  return rows.map(({ lng, lat, ...row }) => ({ ...row, lng: lng ?? 0, lat: lat ?? 0 }))
}

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
