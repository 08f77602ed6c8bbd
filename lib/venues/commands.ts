import { and, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { grants } from '@/db/schema/accounts'
import { bookings } from '@/db/schema/venues'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { officersOf } from '../groups/commands'
import { getGroupSubject } from '../groups/queries'
import { record } from '../history/record'
import { type NoticeKind, notify } from '../notices/notify'
import { personIdOf } from '../policy/actor'
import { authorize, can } from '../policy/can'
import { lockSpace } from './queries'
import { assertRequested, bookingStatusFor, rangeWithBuffer } from './rules'
import { type BookingInput, type bookingDecisionSchema, type bookingDeclineSchema, bookingSchema } from './schema'

export type Booking = typeof bookings.$inferSelect

/**
 * Asks for a space, or takes it at once where nobody need answer (`bookingStatusFor`). Throws `space_taken` when a
 * confirmed booking overlaps, the buffer counted.
 */
export function requestBooking(ctx: Ctx, input: BookingInput): Promise<Booking> {
  const { spaceId, groupId, activityId, startsAt, endsAt, note } = bookingSchema.parse(input)
  return inTransaction(ctx, async (ctx) => {
    const space = await lockSpace(ctx, spaceId)
    const group = await getGroupSubject(ctx, groupId)
    authorize(ctx.actor, 'booking:request', { activityId, venue: space.venue, group })
    if (!space.bookable || space.venue.status !== 'listed') throw new AppError('invalid_input', { spaceId: 'invalid' })
    const during = rangeWithBuffer(startsAt, endsAt, space.bufferMinutes)
    await assertFree(ctx, spaceId, during)
    const byKeeper = can(ctx.actor, 'venue:keep', space.venue)
    const status = bookingStatusFor({ byKeeper, groupId, operatorGroupId: space.venue.operatorGroupId })
    const decided = status === 'confirmed' ? { decidedById: personIdOf(ctx.actor), decidedAt: ctx.now } : {}
    const [made] = await refusingOverlap(ctx, (ctx) =>
      ctx.db
        .insert(bookings)
        .values({
          spaceId,
          groupId,
          activityId,
          during,
          status,
          note,
          requestedById: personIdOf(ctx.actor),
          createdAt: ctx.now,
          ...decided,
        })
        .returning(),
    )
    const booking = made as Booking
    await record(ctx, `booking.${status}`, { type: 'booking', id: booking.id }, { spaceId, groupId, activityId })
    if (status === 'requested') await tellOfBooking(ctx, 'booking_asked', booking.id, await keepersOf(ctx, space.venueId))
    return booking
  })
}

/** The keeper's yes. Throws `space_taken` when another booking was confirmed first. */
export function confirmBooking(ctx: Ctx, { bookingId }: z.output<typeof bookingDecisionSchema>): Promise<Booking> {
  return inTransaction(ctx, async (ctx) => {
    const booking = await lockBooking(ctx, bookingId)
    authorize(ctx.actor, 'venue:keep', booking.venue)
    assertRequested(booking)
    const decided = { status: 'confirmed' as const, decidedById: personIdOf(ctx.actor), decidedAt: ctx.now }
    const [confirmed] = await refusingOverlap(ctx, (ctx) =>
      ctx.db.update(bookings).set(decided).where(eq(bookings.id, bookingId)).returning(),
    )
    await record(ctx, 'booking.confirmed', { type: 'booking', id: bookingId }, { spaceId: booking.spaceId, activityId: booking.activityId })
    await tellOfBooking(ctx, 'booking_confirmed', bookingId, await askersOf(ctx, booking))
    return confirmed as Booking
  })
}

/** The keeper's no, with a reason that the group reads. */
export function declineBooking(ctx: Ctx, { bookingId, reason }: z.output<typeof bookingDeclineSchema>): Promise<Booking> {
  return inTransaction(ctx, async (ctx) => {
    const booking = await lockBooking(ctx, bookingId)
    authorize(ctx.actor, 'venue:keep', booking.venue)
    assertRequested(booking)
    const [declined] = await ctx.db
      .update(bookings)
      .set({ status: 'declined', declineReason: reason, decidedById: personIdOf(ctx.actor), decidedAt: ctx.now })
      .where(eq(bookings.id, bookingId))
      .returning()
    await record(ctx, 'booking.declined', { type: 'booking', id: bookingId }, { spaceId: booking.spaceId, activityId: booking.activityId })
    await tellOfBooking(ctx, 'booking_declined', bookingId, await askersOf(ctx, booking))
    return declined as Booking
  })
}

/**
 * Gives back what an activity holds or asked for (it was cancelled or moved), and lets offers for the former plan fall;
 * keepers hear of what they had confirmed. Returns how many.
 */
export function releaseBookings(ctx: Ctx, activityId: string): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const held = await ctx.db
      .select()
      .from(bookings)
      .where(and(eq(bookings.activityId, activityId), inArray(bookings.status, ['requested', 'confirmed'])))
      .orderBy(bookings.id)
      .for('update')
    for (const booking of held) {
      const { venue } = await lockSpace(ctx, booking.spaceId)
      const group = booking.groupId ? await getGroupSubject(ctx, booking.groupId) : null
      authorize(ctx.actor, 'booking:release', { activityId, venue, group })
      await ctx.db.update(bookings).set({ status: 'released' }).where(eq(bookings.id, booking.id))
      await record(ctx, 'booking.released', { type: 'booking', id: booking.id }, { spaceId: booking.spaceId, activityId })
      if (booking.status === 'confirmed') await tellOfBooking(ctx, 'booking_given_back', booking.id, await keepersOf(ctx, venue.id))
    }
    await ctx.db
      .update(bookings)
      .set({ offeredSpaceId: null })
      .where(and(eq(bookings.activityId, activityId), eq(bookings.status, 'declined')))
    return held.length
  })
}

/** Throws `space_taken` when a confirmed booking overlaps `during`. */
export async function assertFree(ctx: Ctx, spaceId: string, during: string): Promise<void> {
  const [taken] = await ctx.db
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.spaceId, spaceId), eq(bookings.status, 'confirmed'), sql`${bookings.during} && ${during}::tstzrange`))
    .limit(1)
  if (taken) throw new AppError('space_taken')
}

/** The keeper's booking to decide, its row locked, and its space too unless `find` only reads it. To anybody else it is a missing one. */
export async function lockBooking(ctx: Ctx, bookingId: string, find = lockSpace) {
  const [booking] = await ctx.db.select().from(bookings).where(eq(bookings.id, bookingId)).for('update')
  if (!booking) throw new AppError('not_found')
  const { venue } = await find(ctx, booking.spaceId)
  if (!can(ctx.actor, 'venue:keep', venue)) throw new AppError('not_found')
  return { ...booking, venue }
}

/** Writes in a savepoint; the exclusion constraint's refusal becomes `space_taken` and leaves the transaction usable. */
export async function refusingOverlap<T>(ctx: Ctx, write: (ctx: Ctx) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(ctx, write)
  } catch (error) {
    const { code, cause } = error as { code?: string; cause?: { code?: string } }
    if ((cause?.code ?? code) === '23P01') throw new AppError('space_taken')
    throw error
  }
}

/** Who keeps the venue now. */
export async function keepersOf(ctx: Ctx, venueId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectDistinct({ personId: grants.personId })
    .from(grants)
    .where(
      and(
        eq(grants.role, 'keeper'),
        eq(grants.scopeType, 'venue'),
        eq(grants.scopeId, venueId),
        lte(grants.startsAt, ctx.now),
        or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now)),
      ),
    )
  return rows.map((row) => row.personId)
}

/** Who asked for a booking; where she no longer plans for its group, or the keeper asked for it, the group's officers as well. */
export async function askersOf(ctx: Ctx, { requestedById, groupId, activityId }: Booking): Promise<(string | null)[]> {
  if (!groupId) return [requestedById]
  const [still] = await ctx.db
    .select({ id: grants.id })
    .from(grants)
    .where(
      and(
        eq(grants.personId, requestedById ?? NOBODY),
        inArray(grants.role, ['president', 'secretary', 'organizer']),
        inArray(grants.scopeId, activityId ? [groupId, activityId] : [groupId]),
        lte(grants.startsAt, ctx.now),
        or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now)),
      ),
    )
    .limit(1)
  return still ? [requestedById] : [requestedById, ...(await officersOf(ctx, groupId))]
}
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Tells people of a booking, but not the one who acts: she knows. */
export async function tellOfBooking(ctx: Ctx, kind: NoticeKind, bookingId: string, to: (string | null)[]): Promise<void> {
  const me = personIdOf(ctx.actor)
  const others = to.filter((id): id is string => id !== null && id !== me)
  await notify(ctx, { to: others, kind, about: { type: 'booking', id: bookingId } })
}
