import { randomBytes } from 'node:crypto'
import { and, asc, eq, sql } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { rsvps } from '@/db/schema/rsvps'
import { lockActivity } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { authorize } from '../../policy/can'
import { getPlaces } from '../queries'
import { freeSeats } from '../rules'
import { drawLots } from '../rules/lots'
import type { DrawLotsInput } from '../schema'
import { setRsvp, tell } from './places'

/**
 * Draws lots among everybody who applied: places in the order drawn while the party fits, the others wait in that order,
 * and all are told. The seed is drawn too and stands in the history, so that anybody can draw again and see the same.
 * Throws `lots_too_early` before RSVP closes.
 */
export function drawActivityLots(ctx: Ctx, { activityId }: DrawLotsInput): Promise<{ going: number; waitlisted: number; seed: string }> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivity(ctx, activityId)
    authorize(ctx.actor, 'activity:drawLots', activity)
    if (activity.status === 'cancelled') throw new AppError('activity_cancelled')
    if (activity.status !== 'published' || activity.rsvpMode !== 'lottery') throw new AppError('activity_not_open')
    if (ctx.now >= activity.startsAt) throw new AppError('activity_started')
    if (activity.rsvpClosesAt && ctx.now < activity.rsvpClosesAt) throw new AppError('lots_too_early')
    const parties = await ctx.db
      .select({ id: rsvps.id, personId: rsvps.personId, seats: sql<number>`(1 + ${rsvps.companions})` })
      .from(rsvps)
      .where(and(eq(rsvps.activityId, activityId), eq(rsvps.status, 'pending')))
      .orderBy(asc(rsvps.sequence))
    if (parties.length === 0) throw new AppError('rsvp_none')
    const seed = randomBytes(16).toString('hex')
    const free = freeSeats(activity.capacity, (await getPlaces(ctx, activityId)).seatsTaken)
    const { going, waiting } = drawLots(seed, parties, free)
    for (const party of going) await setRsvp(ctx, party.id, { status: 'going' })
    for (const party of waiting) await setRsvp(ctx, party.id, { status: 'waitlisted', sequence: sql`nextval('rsvp_sequence')` as never })
    const told = { going: going.length, waitlisted: waiting.length }
    await record(ctx, 'activity.drawn', { type: 'activity', id: activityId }, { seed, parties: parties.length, ...told })
    for (const { id, personId } of going) await tell(ctx, activity, 'rsvp_going', [personId], { rsvpId: id })
    for (const [i, { id, personId }] of waiting.entries())
      await tell(ctx, activity, 'rsvp_waitlisted', [personId], { rsvpId: id, position: i + 1 })
    return { ...told, seed }
  })
}
