import { asc, eq, sql } from 'drizzle-orm'
import { activities } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import { bookings, spaces, venues } from '@/db/schema/venues'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { can, type Subjects } from '../policy/can'

export type SpaceRow = typeof spaces.$inferSelect
type VenueSubject = Subjects['venue']

export type VenuePhoto = { fileId: string; alts: LocalText; width: number | null; height: number | null }
/** The photos of the venue in the query, in their order, as JSON. */
export const photosOf = sql`select json_build_object('fileId', f.id, 'alts', p.alts, 'width', f.width, 'height', f.height) as photo from venue_photos p join files f on f.id = p.file_id where p.venue_id = venues.id order by p.position`

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

/** When a booking is used, its buffer left out; beside its space in the query. */
export const bookedHours = {
  startsAt: sql<Date>`lower(${bookings.during}) + make_interval(mins => ${spaces.bufferMinutes})`.mapWith(activities.startsAt),
  endsAt: sql<Date>`upper(${bookings.during}) - make_interval(mins => ${spaces.bufferMinutes})`.mapWith(activities.startsAt),
}

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
