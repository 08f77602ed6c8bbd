import { inTransaction } from '@/db/client'
import { updateActivity } from '../../activities/commands/plan'
import { lockActivity } from '../../activities/queries'
import { getPlan } from '../../activities/queries/plan'
import { isPostponement, zoneOf } from '../../activities/rules'
import { updateActivitySchema } from '../../activities/schema'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getNetwork } from '../../network/queries'
import { authorize } from '../../policy/can'
import { instantOf, localParts } from '../../time/zones'
import type { MoveActivityInput } from '../schema'
import { postponeActivity } from './postpone'

export type Moved = { as: 'edited' | 'postponed'; from: string; asked: number }

/**
 * Moves an activity to a wall clock of the network's zone, its length kept: a draft, and a published one by less than 30
 * minutes, is edited; more is a postponement, which is refused with `postpone_instead` until `postpone` says that it is
 * meant. `from` is where it stood.
 */
export function moveActivity(ctx: Ctx, { activityId, startsAt: to, postpone }: MoveActivityInput): Promise<Moved> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivity(ctx, activityId)
    authorize(ctx.actor, 'activity:postpone', activity)
    if (activity.status === 'cancelled') throw new AppError('activity_cancelled')
    if (activity.status === 'finalised') throw new AppError('activity_finalised')
    if (activity.startsAt <= ctx.now) throw new AppError('activity_started')
    const network = await getNetwork(ctx)
    const zone = zoneOf(activity, network.zone)
    const clock = (at: Date, inZone: string) => {
      const { date, time } = localParts(at, inZone)
      return `${date}T${time}`
    }
    const startsAt = instantOf(to.slice(0, 10), to.slice(11), network.zone)
    if (startsAt <= ctx.now) throw new AppError('starts_in_past')
    const from = clock(activity.startsAt, network.zone)
    if (activity.status === 'published' && isPostponement(activity.startsAt, startsAt)) {
      if (!postpone) throw new AppError('postpone_instead')
      const { asked } = await postponeActivity(ctx, { activityId, startsAt: clock(startsAt, zone) })
      return { as: 'postponed', from, asked }
    }
    const { values } = await getPlan(ctx, activityId)
    const endsAt = activity.endsAt && new Date(activity.endsAt.getTime() + startsAt.getTime() - activity.startsAt.getTime())
    const plan = { ...values, activityId, startsAt: clock(startsAt, zone), endsAt: endsAt ? clock(endsAt, zone) : undefined }
    const { told } = await updateActivity(ctx, updateActivitySchema.parse(plan))
    return { as: 'edited', from, asked: told }
  })
}
