import { and, eq, inArray, sql } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { activities } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import { rsvps } from '@/db/schema/rsvps'
import { bookings } from '@/db/schema/venues'
import { type ActivitySubject, lockActivity } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { record } from '../../history/record'
import { authorize } from '../../policy/can'
import { type Booking, confirmBooking } from '../../venues/commands'
import { acceptOfferedSpace, releaseBooking } from '../../venues/commands/keep'
import { tell } from './places'

type BookingId = { bookingId: string }

/** The keeper's yes; where the booking is an activity's, its venue is confirmed and those going are told. Throws `space_taken`. */
export function acceptBooking(ctx: Ctx, input: BookingId): Promise<Booking> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivityOf(ctx, input)
    const booking = await confirmBooking(ctx, input)
    if (activity) await settleVenue(ctx, activity, booking)
    return booking
  })
}

/** The organizer takes the space that the keeper offered: the activity moves there, confirmed. Throws `space_taken`. */
export function acceptOffer(ctx: Ctx, input: BookingId): Promise<Booking> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivityOf(ctx, input)
    const booking = await acceptOfferedSpace(ctx, input)
    if (activity) await settleVenue(ctx, activity, booking)
    return booking
  })
}

/** Ends a booking; the venue of its activity is to be confirmed again. */
export function endBooking(ctx: Ctx, input: BookingId): Promise<Booking> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivityOf(ctx, input)
    const booking = await releaseBooking(ctx, input)
    if (activity) await ctx.db.update(activities).set({ venueConfirmedAt: null, updatedAt: ctx.now }).where(eq(activities.id, activity.id))
    return booking
  })
}

/** Gives back what a dissolved group has booked or asked for and is not over, with an activity or without one; the keepers are told. */
export async function releaseGroupBookings(ctx: Ctx, { groupId }: { groupId: string }): Promise<{ released: number }> {
  authorize(ctx.actor, 'job:run', null)
  const held = await ctx.db
    .select({ id: bookings.id })
    .from(bookings)
    .innerJoin(groups, and(eq(groups.id, bookings.groupId), eq(groups.status, 'dissolved')))
    .where(
      and(
        eq(bookings.groupId, groupId),
        inArray(bookings.status, ['requested', 'confirmed']),
        sql`upper(${bookings.during}) > ${ctx.now.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(bookings.id)
  for (const { id } of held) await endBooking(ctx, { bookingId: id })
  return { released: held.length }
}

/** The activity is locked before its booking, as everywhere: two that meet wait for each other in one order. */
async function lockActivityOf(ctx: Ctx, { bookingId }: BookingId): Promise<ActivitySubject | null> {
  const [booking] = await ctx.db.select({ activityId: bookings.activityId }).from(bookings).where(eq(bookings.id, bookingId))
  return booking?.activityId ? lockActivity(ctx, booking.activityId) : null
}

async function settleVenue(ctx: Ctx, activity: ActivitySubject, { spaceId }: Booking): Promise<void> {
  await ctx.db.update(activities).set({ spaceId, venueConfirmedAt: ctx.now, updatedAt: ctx.now }).where(eq(activities.id, activity.id))
  await record(ctx, 'activity.venue_confirmed', { type: 'activity', id: activity.id }, { spaceId })
  if (activity.status !== 'published') return
  const going = await ctx.db
    .select({ personId: rsvps.personId })
    .from(rsvps)
    .where(and(eq(rsvps.activityId, activity.id), eq(rsvps.status, 'going')))
  await tell(
    ctx,
    activity,
    'activity_venue_confirmed',
    going.map((r) => r.personId),
  )
}
