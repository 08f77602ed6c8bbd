import { inTransaction } from '@/db/client'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { authorize } from '../../policy/can'
import { getPlaces, getPosition, type RsvpRow } from '../queries'
import { takesPlace } from '../rules'
import type { RsvpIdInput } from '../schema'
import { lockRsvp } from './cancel'
import { setRsvp, tell } from './places'

/** Accepts a pending RSVP: a place where one is free, else the waitlist in the order of asking. */
export function acceptRsvp(ctx: Ctx, input: RsvpIdInput): Promise<{ status: RsvpRow['status'] }> {
  return inTransaction(ctx, async (ctx) => {
    const { rsvp, activity } = await lockRsvp(ctx, input.rsvpId)
    authorize(ctx.actor, 'rsvp:decide', { personId: rsvp.personId, activity })
    if (rsvp.status === 'going' || rsvp.status === 'waitlisted') return { status: rsvp.status }
    if (activity.status === 'cancelled') throw new AppError('activity_cancelled')
    if (ctx.now >= activity.startsAt) throw new AppError('activity_started')
    if (rsvp.status !== 'pending') throw new AppError('rsvp_none')
    const places = await getPlaces(ctx, activity.id)
    const status = takesPlace(activity.capacity, places, 1 + rsvp.companions) ? 'going' : 'waitlisted'
    await setRsvp(ctx, rsvp.id, { status })
    await record(ctx, 'rsvp.accepted', { type: 'rsvp', id: rsvp.id }, { activityId: activity.id, status })
    const position = status === 'waitlisted' ? await getPosition(ctx, rsvp) : null
    await tell(ctx, activity, status === 'going' ? 'rsvp_going' : 'rsvp_waitlisted', [rsvp.personId], { rsvpId: rsvp.id, position })
    return { status }
  })
}

/** Declines a pending RSVP; the person is told. */
export function declineRsvp(ctx: Ctx, input: RsvpIdInput): Promise<{ status: 'declined' }> {
  return inTransaction(ctx, async (ctx) => {
    const { rsvp, activity } = await lockRsvp(ctx, input.rsvpId)
    authorize(ctx.actor, 'rsvp:decide', { personId: rsvp.personId, activity })
    if (rsvp.status === 'declined') return { status: 'declined' }
    if (rsvp.status !== 'pending') throw new AppError('rsvp_none')
    await setRsvp(ctx, rsvp.id, { status: 'declined' })
    await record(ctx, 'rsvp.declined', { type: 'rsvp', id: rsvp.id }, { activityId: activity.id })
    await tell(ctx, activity, 'rsvp_declined', [rsvp.personId], { rsvpId: rsvp.id })
    return { status: 'declined' }
  })
}
