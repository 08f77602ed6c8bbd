import { and, desc, eq, gt, inArray, isNotNull, isNull, lte } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { activities, postponements } from '@/db/schema/activities'
import { rsvps } from '@/db/schema/rsvps'
import { type ActivitySubject, lockActivity } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { record } from '../../history/record'
import { authorize } from '../../policy/can'
import { reconfirmTimes } from '../rules'
import { setRsvp, settlePlaces, tell } from './places'

/** What the clock brings: offers that expired, places nobody confirmed, offers that waited for the morning. */
export async function settleDue(ctx: Ctx): Promise<void> {
  await expireOffers(ctx)
  await askAgain(ctx)
  await releaseUnconfirmed(ctx)
  await offerWaiting(ctx)
}

/** Ends offers whose time is over and gives their places to the next. */
export async function expireOffers(ctx: Ctx): Promise<number> {
  const due = and(eq(rsvps.status, 'offered'), lte(rsvps.offerExpiresAt, ctx.now))
  const found = await ctx.db.selectDistinct({ id: rsvps.activityId }).from(rsvps).where(due)
  return forEach(ctx, found, async (ctx, activity) => {
    const expired = await ctx.db
      .select({ id: rsvps.id, personId: rsvps.personId })
      .from(rsvps)
      .where(and(due, eq(rsvps.activityId, activity.id)))
    await release(ctx, activity, expired, 'offer_expired')
    return expired.length
  })
}

/** After a postponement, asks for the second time those who have not confirmed. */
export async function askAgain(ctx: Ctx): Promise<number> {
  return forEach(ctx, await findUnconfirmed(ctx), async (ctx, activity) => {
    const times = await timesOf(ctx, activity)
    if (!times || ctx.now < times.askAgainAt || ctx.now >= times.releaseAt) return 0
    const rows = (await unconfirmed(ctx, activity.id)).filter((r) => r.askedAt !== null && r.askedAt < times.askAgainAt)
    if (rows.length === 0) return 0
    const ids = rows.map((r) => r.id)
    await ctx.db.update(rsvps).set({ reconfirmAskedAt: ctx.now, updatedAt: ctx.now }).where(inArray(rsvps.id, ids))
    await record(ctx, 'activity.reconfirm_asked', { type: 'activity', id: activity.id }, { people: rows.length })
    const people = rows.map((r) => r.personId)
    await tell(ctx, activity, 'rsvp_reconfirm', people, { startsAt: activity.startsAt.toISOString(), until: times.releaseAt.toISOString() })
    return rows.length
  })
}

/** Releases, 24 h before a postponed activity, the places that nobody confirmed. */
export async function releaseUnconfirmed(ctx: Ctx): Promise<number> {
  return forEach(ctx, await findUnconfirmed(ctx), async (ctx, activity) => {
    const times = await timesOf(ctx, activity)
    if (!times || ctx.now < times.releaseAt || ctx.now >= activity.startsAt) return 0
    const rows = await unconfirmed(ctx, activity.id)
    await release(ctx, activity, rows, 'not_reconfirmed')
    return rows.length
  })
}

/** Makes the offers that the quiet hours held back. */
export async function offerWaiting(ctx: Ctx): Promise<number> {
  const found = await ctx.db
    .selectDistinct({ id: activities.id })
    .from(activities)
    .innerJoin(rsvps, and(eq(rsvps.activityId, activities.id), eq(rsvps.status, 'waitlisted')))
    .where(
      and(
        eq(activities.status, 'published'),
        isNotNull(activities.offerMinutes),
        gt(activities.startsAt, ctx.now),
        lte(activities.startsAt, new Date(ctx.now.getTime() + 86_400_000)),
      ),
    )
  return forEach(ctx, found, settlePlaces)
}

const awaiting = and(eq(rsvps.status, 'going'), isNotNull(rsvps.reconfirmAskedAt), isNull(rsvps.reconfirmedAt))

/** Activities to come in which somebody has not answered the question after a postponement. */
function findUnconfirmed(ctx: Ctx) {
  return ctx.db
    .selectDistinct({ id: activities.id })
    .from(activities)
    .innerJoin(rsvps, and(eq(rsvps.activityId, activities.id), awaiting))
    .where(and(eq(activities.status, 'published'), gt(activities.startsAt, ctx.now)))
}

/** When is asked again and released, counted from the newest postponement; null where nobody loses a place. Under the activity's lock. */
async function timesOf(ctx: Ctx, { id, startsAt }: ActivitySubject) {
  const [newest] = await ctx.db
    .select({ askedAt: postponements.createdAt })
    .from(postponements)
    .where(eq(postponements.activityId, id))
    .orderBy(desc(postponements.createdAt))
    .limit(1)
  return newest ? reconfirmTimes(newest.askedAt, startsAt) : null
}

const unconfirmed = (ctx: Ctx, activityId: string) =>
  ctx.db
    .select({ id: rsvps.id, personId: rsvps.personId, askedAt: rsvps.reconfirmAskedAt })
    .from(rsvps)
    .where(and(eq(rsvps.activityId, activityId), awaiting))

async function release(
  ctx: Ctx,
  activity: ActivitySubject,
  rows: { id: string; personId: string }[],
  reason: 'offer_expired' | 'not_reconfirmed',
): Promise<void> {
  for (const row of rows) {
    await setRsvp(ctx, row.id, { status: 'cancelled', cancelledAt: ctx.now, cancelReason: reason })
    await record(ctx, 'rsvp.released', { type: 'rsvp', id: row.id }, { activityId: activity.id, reason })
  }
  const people = rows.map((r) => r.personId)
  await tell(ctx, activity, 'rsvp_released', people, { reason })
  await settlePlaces(ctx, activity)
}

/** Each activity in its own transaction, its row locked: what is due is read again under the lock. */
async function forEach(ctx: Ctx, found: { id: string }[], fn: (ctx: Ctx, activity: ActivitySubject) => Promise<number>): Promise<number> {
  let done = 0
  for (const { id } of found)
    done += await inTransaction(ctx, async (ctx) => {
      authorize(ctx.actor, 'job:run', null)
      return fn(ctx, await lockActivity(ctx, id))
    })
  return done
}
