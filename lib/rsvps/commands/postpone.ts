import { and, eq, inArray } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { activities, postponements } from '@/db/schema/activities'
import { rsvps } from '@/db/schema/rsvps'
import { type ActivitySubject, lockActivity } from '../../activities/queries'
import { assumedEnd, zoneOf } from '../../activities/rules'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { getNetwork } from '../../network/queries'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { instantOf, localDate } from '../../time/zones'
import { releaseBookings, requestBooking } from '../../venues/commands'
import { POSTPONED_FROM_MS, reconfirmTimes, rsvpClosing } from '../rules'
import type { PostponeActivityInput, RsvpIdInput } from '../schema'
import { lockRsvp } from './cancel'
import { setRsvp, settlePlaces, tell } from './places'

/**
 * Moves an activity by 30 minutes or more: who goes is asked to confirm, its booking moves along (`space_taken` when
 * the space is not free then), and the times of its RSVP shift with it. A smaller shift is an edit.
 */
export function postponeActivity(ctx: Ctx, input: PostponeActivityInput): Promise<{ asked: number; until: Date | null }> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivity(ctx, input.activityId)
    authorize(ctx.actor, 'activity:postpone', activity)
    if (activity.status === 'cancelled') throw new AppError('activity_cancelled')
    if (activity.status !== 'published') throw new AppError('activity_not_open')
    if (ctx.now >= activity.startsAt) throw new AppError('activity_started')
    const { zone } = await getNetwork(ctx)
    const moved = await move(ctx, activity, newTimes(ctx, activity, input, zone), zone)
    const reason = input.reason || null
    await ctx.db.insert(postponements).values({
      activityId: activity.id,
      fromStartsAt: activity.startsAt,
      toStartsAt: moved.startsAt,
      reason,
      decidedById: personIdOf(ctx.actor),
      createdAt: ctx.now,
    })
    await record(
      ctx,
      'activity.postponed',
      { type: 'activity', id: activity.id },
      { from: activity.startsAt.toISOString(), to: moved.startsAt.toISOString() },
    )
    const until = reconfirmTimes(ctx.now, moved.startsAt)?.releaseAt ?? null
    const asked = await askAll(ctx, activity, moved, until)
    await settlePlaces(ctx, moved)
    return { asked, until }
  })
}

type NewTimes = { startsAt: Date; endsAt: Date | null; shift: number }

/** The instants of the wall clocks, in the activity's zone; refused where they make no postponement. */
function newTimes(ctx: Ctx, activity: ActivitySubject, input: PostponeActivityInput, networkZone: string): NewTimes {
  const zone = zoneOf(activity, networkZone)
  const instant = (wall: string) => instantOf(wall.slice(0, 10), wall.slice(11), zone)
  const startsAt = instant(input.startsAt)
  const shift = startsAt.getTime() - activity.startsAt.getTime()
  if (!Number.isFinite(shift)) throw new AppError('invalid_input', { startsAt: 'invalid' })
  if (Math.abs(shift) < POSTPONED_FROM_MS) throw new AppError('postponed_too_little', { startsAt: 'too_small' })
  if (startsAt <= ctx.now) throw new AppError('starts_in_past', { startsAt: 'starts_in_past' })
  const endsAt = input.endsAt ? instant(input.endsAt) : activity.endsAt && new Date(activity.endsAt.getTime() + shift)
  if (endsAt && !(endsAt > startsAt)) throw new AppError('ends_before_start', { endsAt: 'ends_before_start' })
  return { startsAt, endsAt, shift }
}

async function move(ctx: Ctx, activity: ActivitySubject, { startsAt, endsAt, shift }: NewTimes, zone: string): Promise<ActivitySubject> {
  const shifted = (at: Date | null) => at && new Date(at.getTime() + shift)
  const rsvpClosesAt = shifted(activity.rsvpClosesAt)
  // People count on the day on which it opens; it moves only where it would be too late.
  const isOpenedLate = activity.rsvpOpensAt !== null && activity.rsvpOpensAt >= rsvpClosing({ startsAt, rsvpClosesAt })
  const times = {
    startsAt,
    endsAt,
    reportedOn: localDate(startsAt, zone),
    rsvpOpensAt: isOpenedLate ? shifted(activity.rsvpOpensAt) : activity.rsvpOpensAt,
    rsvpClosesAt,
    cancelUntil: shifted(activity.cancelUntil),
    venueConfirmedAt: await moveBooking(ctx, activity, { startsAt, endsAt }),
  }
  await ctx.db
    .update(activities)
    .set({ ...times, updatedAt: ctx.now })
    .where(eq(activities.id, activity.id))
  return { ...activity, ...times }
}

/** Gives the booked space back and asks for it at the new time; answers when the venue is confirmed then. */
async function moveBooking(ctx: Ctx, activity: ActivitySubject, to: { startsAt: Date; endsAt: Date | null }): Promise<Date | null> {
  const held = await releaseBookings(ctx, activity.id)
  if (held === 0 || !activity.spaceId) return activity.venueConfirmedAt
  const booking = await requestBooking(ctx, {
    spaceId: activity.spaceId,
    groupId: activity.leadGroupId,
    activityId: activity.id,
    startsAt: to.startsAt,
    endsAt: assumedEnd(to),
  })
  return booking.status === 'confirmed' ? ctx.now : null
}

async function askAll(ctx: Ctx, before: ActivitySubject, moved: ActivitySubject, until: Date | null): Promise<number> {
  const rows = await ctx.db
    .select({ personId: rsvps.personId, status: rsvps.status })
    .from(rsvps)
    .where(and(eq(rsvps.activityId, moved.id), inArray(rsvps.status, ['going', 'offered', 'waitlisted', 'pending'])))
  const going = rows.filter((r) => r.status === 'going').map((r) => r.personId)
  const others = rows.filter((r) => r.status !== 'going').map((r) => r.personId)
  await ctx.db
    .update(rsvps)
    .set({ reconfirmAskedAt: ctx.now, reconfirmedAt: null, updatedAt: ctx.now })
    .where(and(eq(rsvps.activityId, moved.id), eq(rsvps.status, 'going')))
  const nearer = before.startsAt < moved.startsAt ? before : moved
  const ids = { from: before.startsAt.toISOString(), startsAt: moved.startsAt.toISOString(), until: until?.toISOString() ?? null }
  await tell(ctx, nearer, 'rsvp_reconfirm', going, ids)
  await tell(ctx, nearer, 'activity_postponed', others, ids)
  return going.length
}

/** Confirms one's place for the new time. */
export function reconfirmRsvp(ctx: Ctx, input: RsvpIdInput): Promise<{ reconfirmedAt: Date }> {
  return inTransaction(ctx, async (ctx) => {
    const { rsvp, activity, subject } = await lockRsvp(ctx, input.rsvpId)
    authorize(ctx.actor, 'rsvp:cancel', subject)
    if (activity.status === 'cancelled') throw new AppError('activity_cancelled')
    if (rsvp.status !== 'going') throw new AppError('rsvp_none')
    if (rsvp.reconfirmedAt) return { reconfirmedAt: rsvp.reconfirmedAt }
    await setRsvp(ctx, rsvp.id, { reconfirmedAt: ctx.now })
    await record(ctx, 'rsvp.reconfirmed', { type: 'rsvp', id: rsvp.id }, { activityId: activity.id })
    return { reconfirmedAt: ctx.now }
  })
}
