import { eq } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { rsvps } from '@/db/schema/rsvps'
import { type ActivitySubject, lockActivity } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { notify } from '../../notices/notify'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import type { RsvpRow } from '../queries'
import { decideCancel } from '../rules'
import type { CancelRsvpInput } from '../schema'
import { setRsvp, settlePlaces, tell } from './places'

/** Cancels an RSVP, one's own or (an organizer) somebody's; who waits moves up in the same transaction. */
export function cancelRsvp(ctx: Ctx, input: CancelRsvpInput): Promise<{ status: RsvpRow['status'] }> {
  return inTransaction(ctx, async (ctx) => {
    const { rsvp, activity } = await lockRsvp(ctx, input.rsvpId)
    authorize(ctx.actor, 'rsvp:cancel', { personId: rsvp.personId, activity })
    const own = rsvp.personId === personIdOf(ctx.actor)
    const decision = decideCancel({ activity, mine: rsvp, byOrganizer: !own, now: ctx.now })
    if ('refused' in decision) throw new AppError(decision.refused)
    await setRsvp(ctx, rsvp.id, { status: decision.status, cancelledAt: ctx.now, cancelReason: input.reason || null })
    await record(ctx, 'rsvp.cancelled', { type: 'rsvp', id: rsvp.id }, { activityId: activity.id, status: decision.status, own })
    if (own)
      await notify(ctx, { to: [rsvp.personId], kind: 'rsvp_cancelled', about: { type: 'activity', id: activity.id }, ids: { own: 1 } })
    else await tell(ctx, activity, 'rsvp_cancelled', [rsvp.personId], { own: 0 })
    await settlePlaces(ctx, activity)
    return { status: decision.status }
  })
}

/** The RSVP and its activity, whose row is locked first: the RSVP is read again under the lock. */
export async function lockRsvp(ctx: Ctx, rsvpId: string): Promise<{ rsvp: RsvpRow; activity: ActivitySubject }> {
  const [found] = await ctx.db.select({ activityId: rsvps.activityId }).from(rsvps).where(eq(rsvps.id, rsvpId))
  if (!found) throw new AppError('not_found')
  const activity = await lockActivity(ctx, found.activityId)
  const [rsvp] = await ctx.db.select().from(rsvps).where(eq(rsvps.id, rsvpId))
  if (!rsvp) throw new AppError('not_found')
  return { rsvp, activity }
}
