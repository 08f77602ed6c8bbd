import { and, asc, eq, sql } from 'drizzle-orm'
import { rsvps } from '@/db/schema/rsvps'
import type { ActivitySubject } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { record } from '../../history/record'
import { getNetwork } from '../../network/queries'
import { type NoticeKind, notify } from '../../notices/notify'
import type { RsvpRow } from '../queries'
import { getPlaces } from '../queries'
import { decidePromotion, freeSeats, mailAfter, quietUntil } from '../rules'

/**
 * Gives free places to those who wait, derived from state under the lock of the activity's row, which the caller holds
 * and whose newest values `activity` has. Every command that frees or adds places ends with it. Returns how many moved.
 */
export async function settlePlaces(ctx: Ctx, activity: ActivitySubject): Promise<number> {
  let moved = 0
  for (;;) {
    const { seatsTaken, smallestWaiting } = await getPlaces(ctx, activity.id)
    const free = freeSeats(activity.capacity, seatsTaken)
    if (smallestWaiting === null || (free !== null && smallestWaiting > free)) return moved
    const { zone } = await getNetwork(ctx)
    const { going, offers } = decidePromotion({
      activity,
      seatsTaken,
      waiting: await readWaiting(ctx, activity.id, free),
      quiet: quietUntil(ctx.now, zone) !== null,
      now: ctx.now,
    })
    if (going.length + offers.length === 0) return moved
    for (const party of going) {
      await setRsvp(ctx, party.id, { status: 'going' })
      await record(ctx, 'rsvp.promoted', { type: 'rsvp', id: party.id }, { activityId: activity.id })
      await tell(ctx, activity, 'rsvp_promoted', [party.personId], { rsvpId: party.id })
    }
    for (const { party, expiresAt } of offers) {
      await setRsvp(ctx, party.id, { status: 'offered', offerExpiresAt: expiresAt })
      await record(ctx, 'rsvp.offered', { type: 'rsvp', id: party.id }, { activityId: activity.id, expiresAt: expiresAt.toISOString() })
      await tell(ctx, activity, 'rsvp_offered', [party.personId], { rsvpId: party.id, expiresAt: expiresAt.toISOString() })
    }
    moved += going.length + offers.length
  }
}

/** The first of those waiting whose party fits on its own; with `free` rows at most as many as can be served. */
function readWaiting(ctx: Ctx, activityId: string, free: number | null) {
  const rows = ctx.db
    .select({ id: rsvps.id, personId: rsvps.personId, seats: sql<number>`(1 + ${rsvps.companions})` })
    .from(rsvps)
    .where(
      and(
        eq(rsvps.activityId, activityId),
        eq(rsvps.status, 'waitlisted'),
        free === null ? undefined : sql`1 + ${rsvps.companions} <= ${free}`,
      ),
    )
    .orderBy(asc(rsvps.sequence))
    .limit(Math.min(free ?? 1000, 1000))
  return rows
}

type Change = Partial<Omit<typeof rsvps.$inferInsert, 'id' | 'activityId' | 'personId'>>

/** Writes a change to an RSVP; an offer's end goes with every other status than `offered`. */
export async function setRsvp(ctx: Ctx, id: string, change: Change): Promise<void> {
  await ctx.db
    .update(rsvps)
    .set({ ...(change.status && change.status !== 'offered' ? { offerExpiresAt: null } : {}), ...change, updatedAt: ctx.now })
    .where(eq(rsvps.id, id))
}

/** Makes the RSVP, or places a cancelled one anew at the end of the order. */
export async function placeRsvp(
  ctx: Ctx,
  mine: RsvpRow | null,
  values: Pick<typeof rsvps.$inferInsert, 'id' | 'activityId' | 'personId' | 'status' | 'placedById'> & Change,
): Promise<RsvpRow> {
  const [row] = mine
    ? await ctx.db
        .update(rsvps)
        .set({
          ...values,
          sequence: sql`nextval('rsvp_sequence')`,
          cancelledAt: null,
          cancelReason: null,
          offerExpiresAt: null,
          reconfirmAskedAt: null,
          reconfirmedAt: null,
          updatedAt: ctx.now,
        })
        .where(eq(rsvps.id, mine.id))
        .returning()
    : await ctx.db
        .insert(rsvps)
        .values({ ...values, createdAt: ctx.now, updatedAt: ctx.now })
        .returning()
  return row as RsvpRow
}

/** Tells people of an activity; their mail waits for the end of the quiet hours unless it starts within 24 hours. */
export async function tell(
  ctx: Ctx,
  activity: Pick<ActivitySubject, 'id' | 'startsAt'>,
  kind: NoticeKind,
  to: string[],
  ids: Record<string, string | number | null> = {},
): Promise<void> {
  if (to.length === 0) return
  const { zone } = await getNetwork(ctx)
  await notify(ctx, { to, kind, about: { type: 'activity', id: activity.id }, ids, notBefore: mailAfter(ctx.now, activity.startsAt, zone) })
}
