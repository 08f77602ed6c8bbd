import { inTransaction } from '@/db/client'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { notify } from '../../notices/notify'
import { authorize } from '../../policy/can'
import type { RsvpIdInput } from '../schema'
import { lockRsvp } from './cancel'
import { setRsvp, settlePlaces } from './places'

/** Takes the offered place; refused once it has expired. */
export function confirmOffer(ctx: Ctx, input: RsvpIdInput): Promise<{ status: 'going' }> {
  return inTransaction(ctx, async (ctx) => {
    const { rsvp, activity, subject } = await lockRsvp(ctx, input.rsvpId)
    authorize(ctx.actor, 'rsvp:cancel', subject)
    if (rsvp.status === 'going') return { status: 'going' }
    if (activity.status === 'cancelled') throw new AppError('activity_cancelled')
    if (rsvp.status !== 'offered' || !rsvp.offerExpiresAt || ctx.now >= rsvp.offerExpiresAt) throw new AppError('rsvp_offer_expired')
    await setRsvp(ctx, rsvp.id, { status: 'going' })
    await record(ctx, 'rsvp.offer_confirmed', { type: 'rsvp', id: rsvp.id }, { activityId: activity.id })
    await notify(ctx, { to: [rsvp.personId], kind: 'rsvp_going', about: { type: 'activity', id: activity.id }, ids: { rsvpId: rsvp.id } })
    return { status: 'going' }
  })
}

/** Passes the offered place on to the next who waits. */
export function declineOffer(ctx: Ctx, input: RsvpIdInput): Promise<{ status: 'cancelled' }> {
  return inTransaction(ctx, async (ctx) => {
    const { rsvp, activity, subject } = await lockRsvp(ctx, input.rsvpId)
    authorize(ctx.actor, 'rsvp:cancel', subject)
    if (rsvp.status !== 'offered') throw new AppError('rsvp_none')
    await setRsvp(ctx, rsvp.id, { status: 'cancelled', cancelledAt: ctx.now, cancelReason: 'offer_declined' })
    await record(ctx, 'rsvp.offer_declined', { type: 'rsvp', id: rsvp.id }, { activityId: activity.id })
    await settlePlaces(ctx, activity)
    return { status: 'cancelled' }
  })
}
