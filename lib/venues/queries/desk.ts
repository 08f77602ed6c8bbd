import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { activities } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import { bookings, spaces, venuePhotos, venues } from '@/db/schema/venues'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getNetwork } from '../../network/queries'
import { authorize, can } from '../../policy/can'
import { addDays, instantOf, localDate } from '../../time/zones'
import { bookedHours } from '../queries'
import { dayFor, mondayOf, weekOf } from '../rules'

/** The venue as its keeper's pages show it, with its spaces; throws as the policy says (`venue:edit`). */
export async function getVenueDesk(ctx: Ctx, slug: string) {
  const [row] = await ctx.db.select().from(venues).where(eq(venues.slug, slug))
  if (!row) throw new AppError('not_found')
  authorize(ctx.actor, 'venue:edit', row)
  const { search: _, ...venue } = row
  return {
    venue,
    spaces: await ctx.db.select().from(spaces).where(eq(spaces.venueId, row.id)).orderBy(asc(spaces.position), asc(spaces.id)),
    zone: (await getNetwork(ctx)).zone,
    mayKeep: can(ctx.actor, 'venue:keep', row),
    mayAdminister: can(ctx.actor, 'venue:administer', row),
  }
}
/** The venue's photos as its keeper edits them, in their order. */
export const listPhotos = (ctx: Ctx, { venue }: VenueDesk) =>
  ctx.db
    .select({ fileId: venuePhotos.fileId, alts: venuePhotos.alts })
    .from(venuePhotos)
    .where(eq(venuePhotos.venueId, venue.id))
    .orderBy(asc(venuePhotos.position))
export type VenueDesk = Awaited<ReturnType<typeof getVenueDesk>>

const shown = {
  id: bookings.id,
  spaceId: bookings.spaceId,
  status: bookings.status,
  note: bookings.note,
  createdAt: bookings.createdAt,
  ...bookedHours,
  groupNames: groups.names,
  titles: activities.titles,
  activityId: bookings.activityId,
  kindCode: activities.kindCode,
  contact: activities.contact,
  mailbox: groups.roleMailbox,
  checkedIn: sql<number>`(select count(*)::int from attendances a where a.activity_id = ${bookings.activityId})`,
}

const selectShown = (ctx: Ctx) =>
  ctx.db
    .select(shown)
    .from(bookings)
    .innerJoin(spaces, eq(spaces.id, bookings.spaceId))
    .leftJoin(groups, eq(groups.id, bookings.groupId))
    .leftJoin(activities, eq(activities.id, bookings.activityId))

/** What waits for the keeper's word, the oldest first, each with what else is asked for or booked in the same hours. */
export async function listRequests(ctx: Ctx, { venue }: VenueDesk) {
  const waiting = await selectShown(ctx)
    .where(
      and(
        eq(spaces.venueId, venue.id),
        eq(bookings.status, 'requested'),
        sql`upper(${bookings.during}) > ${ctx.now.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(asc(bookings.createdAt), asc(bookings.id))
    .limit(100)
  const other = alias(bookings, 'other')
  const clashes = waiting.length
    ? await ctx.db
        .select({ of: bookings.id, id: other.id, status: other.status, groupNames: groups.names, note: other.note })
        .from(bookings)
        .innerJoin(
          other,
          and(
            eq(other.spaceId, bookings.spaceId),
            ne(other.id, bookings.id),
            inArray(other.status, ['requested', 'confirmed']),
            sql`${other.during} && ${bookings.during}`,
          ),
        )
        .leftJoin(groups, eq(groups.id, other.groupId))
        .where(
          inArray(
            bookings.id,
            waiting.map((w) => w.id),
          ),
        )
    : []
  return waiting.map((request) => ({ ...request, overlaps: clashes.filter((c) => c.of === request.id) }))
}
export type BookingRequest = Awaited<ReturnType<typeof listRequests>>[number]

/**
 * Every booking of a week that stands or waits, Monday to Sunday in the network's zone, by start; `sheet` holds those of
 * its chosen `day`. With each whom to call (the activity's contact, the group's mailbox) and how many have checked in.
 */
export async function getKeeperWeek(ctx: Ctx, { venue, zone }: VenueDesk, asked?: string) {
  const day = dayFor(asked, ctx.now, zone)
  const monday = mondayOf(day)
  const [from, to] = [instantOf(monday, '00:00', zone).toISOString(), instantOf(addDays(monday, 7), '00:00', zone).toISOString()]
  const spells = await selectShown(ctx)
    .where(
      and(
        eq(spaces.venueId, venue.id),
        inArray(bookings.status, ['requested', 'confirmed']),
        sql`${bookings.during} && tstzrange(${from}::timestamptz, ${to}::timestamptz)`,
      ),
    )
    .orderBy(sql`lower(${bookings.during})`, asc(bookings.id))
    .limit(500)
  const sheet = weekOf(monday, spells, zone).find(({ date }) => date === day)?.spells ?? []
  return { day, monday, today: localDate(ctx.now, zone), spells, sheet }
}
export type KeeperWeek = Awaited<ReturnType<typeof getKeeperWeek>>

/** Where the booking of an activity stands: the last one asked for, with what the keeper said; null when none was. */
export async function getActivityBooking(ctx: Ctx, activityId: string) {
  const [row] = await ctx.db
    .select({
      id: bookings.id,
      status: bookings.status,
      reason: bookings.declineReason,
      spaceNames: spaces.names,
      venueNames: venues.names,
      offeredId: bookings.offeredSpaceId,
      offeredNames: sql<typeof spaces.$inferSelect.names | null>`(select o.names from spaces o where o.id = ${bookings.offeredSpaceId})`,
    })
    .from(bookings)
    .innerJoin(spaces, eq(spaces.id, bookings.spaceId))
    .innerJoin(venues, eq(venues.id, spaces.venueId))
    .where(and(eq(bookings.activityId, activityId), ne(bookings.status, 'released')))
    .orderBy(sql`${bookings.createdAt} desc`, sql`${bookings.id} desc`)
    .limit(1)
  return row ?? null
}
export type ActivityBooking = NonNullable<Awaited<ReturnType<typeof getActivityBooking>>>
