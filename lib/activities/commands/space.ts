import { eq } from 'drizzle-orm'
import { activities } from '@/db/schema/activities'
import type { Ctx } from '../../ctx'
import { releaseBookings, requestBooking } from '../../venues/commands'
import { assumedEnd } from '../rules'

type Booked = { id: string; spaceId: string | null; startsAt: Date; endsAt: Date | null }

/** Asks for the activity's space, giving back what it held; the venue is confirmed when the booking is. Throws `space_taken`. */
export async function bookSpace(ctx: Ctx, activity: Booked, leadGroupId: string): Promise<void> {
  await releaseBookings(ctx, activity.id)
  let venueConfirmedAt: Date | null = null
  if (activity.spaceId) {
    const booking = await requestBooking(ctx, {
      spaceId: activity.spaceId,
      groupId: leadGroupId,
      activityId: activity.id,
      startsAt: activity.startsAt,
      endsAt: assumedEnd(activity),
    })
    if (booking.status === 'confirmed') venueConfirmedAt = ctx.now
  }
  await ctx.db.update(activities).set({ venueConfirmedAt }).where(eq(activities.id, activity.id))
}
