import { eq } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { activities } from '@/db/schema/activities'
import { type ActivitySubject, lockActivity } from '../../activities/queries'
import { needsPermit } from '../../activities/rules'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { authorize } from '../../policy/can'
import { getPlaces } from '../queries'
import { overBy } from '../rules'
import type { ChangeCapacityInput } from '../schema'
import { settlePlaces } from './places'

/** Changes the capacity: raising it promotes those who wait, lowering it evicts nobody and answers by how many it is over. */
export function changeCapacity(
  ctx: Ctx,
  input: ChangeCapacityInput,
): Promise<{ capacity: number | null; promoted: number; overBy: number }> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivity(ctx, input.activityId)
    authorize(ctx.actor, 'activity:edit', activity)
    if (activity.status === 'cancelled') throw new AppError('activity_cancelled')
    if (activity.status === 'finalised') throw new AppError('activity_finalised')
    const { capacity } = input
    if (needsReview(activity, capacity)) throw new AppError('review_needed', { capacity: 'review_needed' })
    if (activity.status === 'published' && needsPermit(activity, { ...activity, capacity })) throw new AppError('permit_missing')
    await ctx.db.update(activities).set({ capacity, updatedAt: ctx.now }).where(eq(activities.id, activity.id))
    await record(ctx, 'activity.capacity_changed', { type: 'activity', id: activity.id }, { from: activity.capacity, to: capacity })
    const promoted = await settlePlaces(ctx, { ...activity, capacity })
    const { seatsTaken } = await getPlaces(ctx, activity.id)
    return { capacity, promoted, overBy: overBy(capacity, seatsTaken) }
  })
}

/** What is open to over 200 people is reviewed before it is published; raising the capacity later does not walk around that. */
const needsReview = (activity: ActivitySubject, capacity: number | null): boolean =>
  activity.status === 'published' &&
  activity.audience === 'public' &&
  (capacity ?? 0) > 200 &&
  (capacity ?? 0) > (activity.capacity ?? 0) &&
  !activity.riskFlags.includes('over_200')
