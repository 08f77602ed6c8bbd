import { and, eq, inArray } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { activities } from '@/db/schema/activities'
import { rsvps } from '@/db/schema/rsvps'
import { lockActivity } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { authorize } from '../../policy/can'
import { releaseBookings } from '../../venues/commands'
import { standing } from '../rules'
import type { CancelActivityInput } from '../schema'
import { tell } from './places'

/**
 * Cancels an activity with a reason that stays visible: everybody is told, its bookings are released, who waits stops
 * waiting. Who was going stays so, as a fact; there are no no-shows.
 */
export function cancelActivity(ctx: Ctx, input: CancelActivityInput): Promise<{ told: number }> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivity(ctx, input.activityId)
    authorize(ctx.actor, 'activity:cancel', activity)
    if (activity.status === 'cancelled') return { told: 0 }
    if (activity.status === 'finalised') throw new AppError('activity_finalised')
    await ctx.db
      .update(activities)
      .set({ status: 'cancelled', statusReason: input.reason, cancelledAt: ctx.now, countedReason: 'cancelled', updatedAt: ctx.now })
      .where(eq(activities.id, activity.id))
    await releaseBookings(ctx, activity.id)
    const concerned = await ctx.db
      .select({ personId: rsvps.personId })
      .from(rsvps)
      .where(and(eq(rsvps.activityId, activity.id), inArray(rsvps.status, [...standing])))
    await ctx.db
      .update(rsvps)
      .set({ status: 'cancelled', cancelledAt: ctx.now, cancelReason: 'activity_cancelled', offerExpiresAt: null, updatedAt: ctx.now })
      .where(and(eq(rsvps.activityId, activity.id), inArray(rsvps.status, ['waitlisted', 'offered', 'pending'])))
    await record(ctx, 'activity.cancelled', { type: 'activity', id: activity.id }, { people: concerned.length })
    const people = concerned.map((r) => r.personId)
    await tell(ctx, activity, 'activity_cancelled', people, { startsAt: activity.startsAt.toISOString() })
    return { told: concerned.length }
  })
}
