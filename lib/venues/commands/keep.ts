import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { bookings, spaces } from '@/db/schema/venues'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getGroupSubject } from '../../groups/queries'
import { record } from '../../history/record'
import { getNetwork } from '../../network/queries'
import { personIdOf } from '../../policy/actor'
import { authorize, can } from '../../policy/can'
import { instantOf } from '../../time/zones'
import { askersOf, assertFree, type Booking, keepersOf, lockBooking, refusingOverlap, tellOfBooking } from '../commands'
import { bookedHours, getSpace, lockSpace } from '../queries'
import { assertRequested, rangeWithBuffer } from '../rules'
import type { blockHoursSchema, bookForGroupSchema, bookingDecisionSchema, offerSpaceSchema } from '../schema'

/**
 * The keeper's no that offers another space of the venue for the same hours: the group takes it in one act
 * (`acceptOfferedSpace`). Throws `space_taken` when a confirmed booking holds it.
 */
export function offerSpace(ctx: Ctx, { bookingId, spaceId, reason }: z.output<typeof offerSpaceSchema>): Promise<Booking> {
  return inTransaction(ctx, async (ctx) => {
    const booking = await lockBooking(ctx, bookingId, getSpace)
    authorize(ctx.actor, 'venue:keep', booking.venue)
    assertRequested(booking)
    const offered = await getSpace(ctx, spaceId)
    if (offered.venueId !== booking.venue.id || !offered.bookable || spaceId === booking.spaceId)
      throw new AppError('invalid_input', { spaceId: 'invalid' })
    await assertFree(ctx, spaceId, await duringIn(ctx, booking, offered.bufferMinutes))
    const decided = { decidedById: personIdOf(ctx.actor), decidedAt: ctx.now, declineReason: reason ?? null }
    const [answered] = await ctx.db
      .update(bookings)
      .set({ status: 'declined', offeredSpaceId: spaceId, ...decided })
      .where(eq(bookings.id, bookingId))
      .returning()
    await record(ctx, 'booking.offered', { type: 'booking', id: bookingId }, { spaceId, activityId: booking.activityId })
    await tellOfBooking(ctx, 'booking_offered', bookingId, await askersOf(ctx, booking))
    return answered as Booking
  })
}

/** The group takes the space offered: the booking stands there, confirmed. Throws `space_taken` when another was faster. */
export function acceptOfferedSpace(ctx: Ctx, { bookingId }: z.output<typeof bookingDecisionSchema>): Promise<Booking> {
  return inTransaction(ctx, async (ctx) => {
    const [booking] = await ctx.db.select().from(bookings).where(eq(bookings.id, bookingId)).for('update')
    if (!booking?.offeredSpaceId) throw new AppError(booking && (await isAnswered(ctx, booking)) ? 'conflict' : 'not_found')
    const offered = await lockSpace(ctx, booking.offeredSpaceId)
    const group = booking.groupId ? await getGroupSubject(ctx, booking.groupId) : null
    authorize(ctx.actor, 'booking:acceptOffer', { activityId: booking.activityId, venue: offered.venue, group })
    if (booking.status !== 'declined' || !offered.bookable || offered.venue.status !== 'listed') throw new AppError('conflict')
    const during = await duringIn(ctx, booking, offered.bufferMinutes)
    const [confirmed] = await refusingOverlap(ctx, (ctx) =>
      ctx.db
        .update(bookings)
        .set({ status: 'confirmed', spaceId: offered.id, offeredSpaceId: null, declineReason: null, during })
        .where(eq(bookings.id, bookingId))
        .returning(),
    )
    await record(ctx, 'booking.offer_taken', { type: 'booking', id: bookingId }, { spaceId: offered.id, activityId: booking.activityId })
    await tellOfBooking(ctx, 'booking_offer_taken', bookingId, await keepersOf(ctx, offered.venueId))
    return confirmed as Booking
  })
}

/** Whether somebody of the group asks twice: then it is a conflict, to everybody else a missing one. */
async function isAnswered(ctx: Ctx, booking: Booking): Promise<boolean> {
  const { venue } = await getSpace(ctx, booking.spaceId)
  const group = booking.groupId ? await getGroupSubject(ctx, booking.groupId) : null
  return can(ctx.actor, 'booking:acceptOffer', { activityId: booking.activityId, venue, group })
}

/** The keeper books for a group that telephoned; confirmed at once. Times are the network's wall clock. Throws `space_taken`. */
export const bookForGroup = (ctx: Ctx, input: z.output<typeof bookForGroupSchema>): Promise<Booking> => take(ctx, input, input.groupId)

/** The keeper keeps hours free of bookings (cleaning, a repair), with a note that says why. Throws `space_taken`. */
export const blockHours = (ctx: Ctx, input: z.output<typeof blockHoursSchema>): Promise<Booking> => take(ctx, input, null)

function take(ctx: Ctx, input: Omit<z.output<typeof bookForGroupSchema>, 'groupId'>, groupId: string | null): Promise<Booking> {
  return inTransaction(ctx, async (ctx) => {
    const space = await lockSpace(ctx, input.spaceId)
    authorize(ctx.actor, 'venue:keep', space.venue)
    if (groupId && (await getGroupSubject(ctx, groupId)).status !== 'active') throw new AppError('invalid_input', { groupId: 'invalid' })
    const { zone } = await getNetwork(ctx)
    const instant = (wall: string) => instantOf(wall.slice(0, 10), wall.slice(11), zone)
    const [startsAt, endsAt] = [instant(input.startsAt), instant(input.endsAt)]
    if (!(endsAt > startsAt)) throw new AppError('ends_before_start', { endsAt: 'ends_before_start' })
    const me = personIdOf(ctx.actor)
    const [made] = await refusingOverlap(ctx, (ctx) =>
      ctx.db
        .insert(bookings)
        .values({
          spaceId: space.id,
          groupId,
          during: rangeWithBuffer(startsAt, endsAt, space.bufferMinutes),
          status: 'confirmed',
          note: input.note,
          requestedById: me,
          decidedById: me,
          decidedAt: ctx.now,
          createdAt: ctx.now,
        })
        .returning(),
    )
    const booking = made as Booking
    await record(
      ctx,
      groupId ? 'booking.confirmed' : 'booking.blocked',
      { type: 'booking', id: booking.id },
      { spaceId: space.id, groupId },
    )
    return booking
  })
}

/** Gives a confirmed or requested booking back, or frees blocked hours; whoever asked for it, or keeps the venue, is told. */
export function releaseBooking(ctx: Ctx, { bookingId }: z.output<typeof bookingDecisionSchema>): Promise<Booking> {
  return inTransaction(ctx, async (ctx) => {
    const [booking] = await ctx.db.select().from(bookings).where(eq(bookings.id, bookingId)).for('update')
    if (!booking) throw new AppError('not_found')
    const { venue } = await getSpace(ctx, booking.spaceId)
    const group = booking.groupId ? await getGroupSubject(ctx, booking.groupId) : null
    const subject = { activityId: booking.activityId, venue, group }
    if (!can(ctx.actor, 'booking:release', subject)) throw new AppError('not_found')
    authorize(ctx.actor, 'booking:release', subject)
    if (booking.status !== 'confirmed' && booking.status !== 'requested') throw new AppError('conflict')
    const [released] = await ctx.db.update(bookings).set({ status: 'released' }).where(eq(bookings.id, bookingId)).returning()
    await record(ctx, 'booking.released', { type: 'booking', id: bookingId }, { spaceId: booking.spaceId, activityId: booking.activityId })
    if (can(ctx.actor, 'venue:keep', venue)) await tellOfBooking(ctx, 'booking_released', bookingId, await askersOf(ctx, booking))
    else if (booking.status === 'confirmed') await tellOfBooking(ctx, 'booking_given_back', bookingId, await keepersOf(ctx, venue.id))
    return released as Booking
  })
}

/** The booking's own hours, in a space with another buffer. */
async function duringIn(ctx: Ctx, booking: Booking, bufferMinutes: number): Promise<string> {
  const [hours] = await ctx.db
    .select(bookedHours)
    .from(bookings)
    .innerJoin(spaces, eq(spaces.id, bookings.spaceId))
    .where(eq(bookings.id, booking.id))
  const { startsAt, endsAt } = hours as NonNullable<typeof hours>
  return rangeWithBuffer(startsAt, endsAt, bufferMinutes)
}
