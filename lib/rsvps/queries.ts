import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { prepared } from '@/db/prepared'
import { invitations, people } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { rsvps } from '@/db/schema/rsvps'
import { venues } from '@/db/schema/venues'
import { ownIds } from '../accounts/queries'
import type { ActivitySubject } from '../activities/queries'
import { shownZone, venueTold } from '../activities/queries/conditions'
import type { Ctx } from '../ctx'
import { getNetwork } from '../network/queries'
import { type Actor, personIdOf } from '../policy/actor'
import { isVouched } from './queries/vouchers'
import type { Places, Relation } from './rules'

export type RsvpRow = typeof rsvps.$inferSelect
export type Seats = { going: number; seats: number; waitlisted: number; pending: number }

const taken = inArray(rsvps.status, ['going', 'offered'])
const seatsOf = sql<number>`(1 + ${rsvps.companions})`

/** Qualified by hand: in a query of one table Drizzle leaves the table's name out, and the inner one would be meant. */
const positionOf = sql<
  number | null
>`case when rsvps.status = 'waitlisted' then (select count(*)::int from rsvps w where w.activity_id = rsvps.activity_id and w.status = 'waitlisted' and w.sequence <= rsvps.sequence) end`
const attendedBy = sql<boolean>`exists (select 1 from attendances a where a.activity_id = rsvps.activity_id and a.person_id = rsvps.person_id)`

/** Whether this actor belongs to a host, and was invited by name (by account or verified address). */
export async function getRelation(
  ctx: Ctx,
  activity: Pick<ActivitySubject, 'id' | 'audience' | 'rsvpMode' | 'hostGroupIds' | 'invitedPersonIds'>,
): Promise<Relation> {
  const personId = personIdOf(ctx.actor)
  const belongs = ctx.actor.kind === 'person' && activity.hostGroupIds.some((id) => memberOf(ctx.actor).includes(id))
  if (!personId || (activity.audience !== 'invited' && activity.rsvpMode !== 'invite')) return { belongs, invited: false }
  if (activity.invitedPersonIds?.includes(personId)) return { belongs, invited: true }
  const found = await ctx.db
    .select({ id: invitations.id })
    .from(invitations)
    .innerJoin(
      people,
      or(eq(people.id, invitations.acceptedById), and(eq(people.email, invitations.email), isNotNull(people.emailVerifiedAt))),
    )
    .where(and(eq(invitations.activityId, activity.id), isNull(invitations.revokedAt), eq(people.id, personId)))
    .limit(1)
  return { belongs, invited: found.length > 0 }
}
export const memberOf = (actor: Actor): string[] => (actor.kind === 'person' ? actor.memberOf : [])

const oneRsvp = prepared((db) =>
  db
    .select()
    .from(rsvps)
    .where(and(eq(rsvps.activityId, sql.placeholder('activityId')), eq(rsvps.personId, sql.placeholder('personId')))),
)

/** This person's RSVP row of an activity, in whatever status. */
export async function findRsvp(ctx: Ctx, activityId: string, personId: string): Promise<RsvpRow | null> {
  const [row] = await oneRsvp(ctx.db, { activityId, personId })
  return row ?? null
}

const places = prepared((db) =>
  db
    .select({
      seatsTaken: sql<number>`coalesce(sum(${seatsOf}) filter (where ${taken}), 0)::int`,
      smallestWaiting: sql<number | null>`(min(${seatsOf}) filter (where ${rsvps.status} = 'waitlisted'))::int`,
      waitlisted: sql<number>`(count(*) filter (where ${rsvps.status} = 'waitlisted'))::int`,
    })
    .from(rsvps)
    .where(and(eq(rsvps.activityId, sql.placeholder('activityId')), inArray(rsvps.status, ['going', 'offered', 'waitlisted']))),
)

/** What is taken and who waits; in a command, read under the lock of the activity's row. */
export async function getPlaces(ctx: Ctx, activityId: string): Promise<Places & { waitlisted: number }> {
  const [row] = await places(ctx.db, { activityId })
  return row ?? { seatsTaken: 0, smallestWaiting: null, waitlisted: 0 }
}

/** People going, seats taken (companions and offers included), and parties waiting or pending, per activity. */
export async function getSeats(ctx: Ctx, activityIds: string[]): Promise<Map<string, Seats>> {
  if (activityIds.length === 0) return new Map()
  const rows = await ctx.db
    .select({
      activityId: rsvps.activityId,
      going: sql<number>`(count(*) filter (where ${rsvps.status} = 'going'))::int`,
      seats: sql<number>`coalesce(sum(${seatsOf}) filter (where ${taken}), 0)::int`,
      waitlisted: sql<number>`(count(*) filter (where ${rsvps.status} = 'waitlisted'))::int`,
      pending: sql<number>`(count(*) filter (where ${rsvps.status} = 'pending'))::int`,
    })
    .from(rsvps)
    .where(and(inArray(rsvps.activityId, activityIds), inArray(rsvps.status, ['going', 'offered', 'waitlisted', 'pending'])))
    .groupBy(rsvps.activityId)
  return new Map(rows.map(({ activityId, ...seats }) => [activityId, seats]))
}

/** The rank on the waitlist, from 1 without gaps: how many of those waiting have a sequence up to this one's. */
export async function getPosition(ctx: Ctx, rsvp: Pick<RsvpRow, 'activityId' | 'sequence'>): Promise<number> {
  const [row] = await ctx.db
    .select({ n: sql<number>`count(*)::int` })
    .from(rsvps)
    .where(and(eq(rsvps.activityId, rsvp.activityId), eq(rsvps.status, 'waitlisted'), sql`${rsvps.sequence} <= ${rsvp.sequence}`))
  return row?.n ?? 0
}

export type MyRsvp = Pick<
  RsvpRow,
  'id' | 'status' | 'companions' | 'offerExpiresAt' | 'reconfirmAskedAt' | 'reconfirmedAt' | 'representsId'
> & {
  /** 1 for the first on the waitlist; null when not waiting. */
  position: number | null
  attended: boolean
}

/** The actor's own RSVP of an activity with the place on the waitlist, and whether they came; null for a visitor or none. */
export async function getMyRsvp(ctx: Ctx, activityId: string): Promise<MyRsvp | null> {
  const personId = personIdOf(ctx.actor)
  if (!personId) return null
  const [row] = await ctx.db
    .select({
      id: rsvps.id,
      status: rsvps.status,
      companions: rsvps.companions,
      offerExpiresAt: rsvps.offerExpiresAt,
      reconfirmAskedAt: rsvps.reconfirmAskedAt,
      reconfirmedAt: rsvps.reconfirmedAt,
      representsId: rsvps.representsId,
      position: positionOf,
      attended: attendedBy,
    })
    .from(rsvps)
    .where(and(eq(rsvps.activityId, activityId), inArray(rsvps.personId, ownIds(ctx, personId))))
    .orderBy(sql`${rsvps.personId} <> ${personId}::uuid`)
    .limit(1)
  return row ?? null
}

const mineColumns = {
  id: rsvps.id,
  status: rsvps.status,
  companions: rsvps.companions,
  offerExpiresAt: rsvps.offerExpiresAt,
  reconfirmAskedAt: rsvps.reconfirmAskedAt,
  reconfirmedAt: rsvps.reconfirmedAt,
  activityId: activities.id,
  slug: activities.slug,
  titles: activities.titles,
  startsAt: activities.startsAt,
  endsAt: activities.endsAt,
  mode: activities.mode,
  place: activities.place,
  cancelUntil: activities.cancelUntil,
  activityStatus: activities.status,
  statusReason: activities.statusReason,
  venueNames: venues.names,
}
export type MyRsvpItem = Awaited<ReturnType<typeof selectMine>>[number]

const selectMine = (ctx: Ctx, zone: string) =>
  ctx.db
    .select({
      ...mineColumns,
      /** The zone to show its time in. */
      zone: shownZone(zone),
      position: positionOf,
      attended: attendedBy,
      /** For whom, where it is somebody without an account. */
      forName: sql<string | null>`case when ${people.status} = 'provisional' then ${people.displayName} end`,
    })
    .from(rsvps)
    .innerJoin(people, eq(people.id, rsvps.personId))
    .innerJoin(activities, eq(activities.id, rsvps.activityId))
    .leftJoin(venues, and(eq(venues.id, activities.venueId), venueTold))
    .$dynamic()

const PAST_PAGE = 20

/**
 * What the actor signed up for: `next` (going, to come), `waiting` (waitlisted, offered, pending), `vouched` (to come, for
 * people without an account for whom she vouches) and the newest `past` ones; `before` (from `older`) pages back through these.
 */
export async function listMyRsvps(ctx: Ctx, { before }: { before?: string } = {}) {
  const personId = personIdOf(ctx.actor)
  if (!personId) return { next: [], waiting: [], vouched: [], past: [], older: null }
  const { zone } = await getNetwork(ctx)
  const own = inArray(rsvps.personId, ownIds(ctx, personId))
  const coming = gte(
    sql`coalesce(${activities.endsAt}, ${activities.startsAt} + interval '2 hours')`,
    sql`${ctx.now.toISOString()}::timestamptz`,
  )
  const listAhead = (whose: SQL | undefined) =>
    selectMine(ctx, zone)
      .where(and(whose, inArray(rsvps.status, ['going', 'waitlisted', 'offered', 'pending']), coming, ne(activities.status, 'finalised')))
      .orderBy(asc(activities.startsAt), asc(activities.id))
      .limit(200)
  const ahead = await listAhead(own)
  const [at, id] = cursorOf(before)
  const past = await selectMine(ctx, zone)
    .where(
      and(
        own,
        or(eq(rsvps.status, 'going'), eq(rsvps.status, 'late_cancelled')),
        lt(activities.startsAt, ctx.now),
        or(
          lt(sql`coalesce(${activities.endsAt}, ${activities.startsAt} + interval '2 hours')`, sql`${ctx.now.toISOString()}::timestamptz`),
          eq(activities.status, 'finalised'),
        ),
        at ? or(lt(activities.startsAt, at), and(eq(activities.startsAt, at), lt(activities.id, id))) : undefined,
      ),
    )
    .orderBy(desc(activities.startsAt), desc(activities.id))
    .limit(PAST_PAGE + 1)
  const last = past.length > PAST_PAGE ? past[PAST_PAGE - 1] : undefined
  return {
    next: ahead.filter((r) => r.status === 'going'),
    waiting: ahead.filter((r) => r.status !== 'going'),
    vouched: await listAhead(and(eq(rsvps.placedById, personId), eq(people.status, 'provisional'), isVouched(ctx))),
    past: past.slice(0, PAST_PAGE),
    older: last ? `${last.startsAt.toISOString()}~${last.activityId}` : null,
  }
}

function cursorOf(before: string | undefined): [Date | null, string] {
  const [at = '', id = ''] = before?.split('~') ?? []
  const parsed = z.tuple([z.iso.datetime(), z.uuid()]).safeParse([at, id])
  return parsed.success ? [new Date(at), id] : [null, '']
}
