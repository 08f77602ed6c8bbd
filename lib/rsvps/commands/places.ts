import { and, asc, eq, sql } from 'drizzle-orm'
import { prepared } from '@/db/prepared'
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

type Placing = Pick<RsvpRow, 'activityId' | 'personId' | 'status' | 'placedById' | 'companions'> &
  Partial<Pick<RsvpRow, 'representsId' | 'companionNames' | 'answers'>>

const { placeholder } = sql
const insertRsvp = prepared((db) =>
  db.insert(rsvps).values({
    id: placeholder('id'),
    activityId: placeholder('activityId'),
    personId: placeholder('personId'),
    status: placeholder('status'),
    placedById: placeholder('placedById'),
    representsId: placeholder('representsId'),
    companions: placeholder('companions'),
    companionNames: placeholder('companionNames'),
    answers: placeholder('answers'),
    createdAt: placeholder('at'),
    updatedAt: placeholder('at'),
  }),
)

/** Makes the RSVP with this id, or places the cancelled one that has it anew, at the end of the order. */
export async function placeRsvp(ctx: Ctx, mine: RsvpRow | null, id: string, placing: Placing): Promise<void> {
  if (!mine) return void (await insertRsvp(ctx.db, { representsId: null, companionNames: [], answers: {}, ...placing, id, at: ctx.now }))
  await ctx.db
    .update(rsvps)
    .set({
      ...placing,
      sequence: sql`nextval('rsvp_sequence')`,
      cancelledAt: null,
      cancelReason: null,
      offerExpiresAt: null,
      reconfirmAskedAt: null,
      reconfirmedAt: null,
      updatedAt: ctx.now,
    })
    .where(eq(rsvps.id, id))
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
