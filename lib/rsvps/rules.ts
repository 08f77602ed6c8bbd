import type { RsvpStatus } from '@/db/vocabulary'
import { activityState, cancelDeadline } from '../activities/rules'
import type { ErrorCode } from '../errors'
import { addDays, instantOf, localParts } from '../time/zones'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What the decisions need to know of an activity. */
export type RsvpActivity = {
  status: Parameters<typeof activityState>[0]['status']
  startsAt: Date
  endsAt: Date | null
  capacity: number | null
  rsvpMode: 'open' | 'review' | 'lottery' | 'invite' | 'walk_in'
  rsvpOpensAt: Date | null
  rsvpClosesAt: Date | null
  cancelUntil: Date | null
  audience: 'public' | 'members' | 'invited'
  companionsAllowed: number
}
/** How many seats are held (going and offered, companions included), and the smallest party that waits (null: nobody). */
export type Places = { seatsTaken: number; smallestWaiting: number | null }
/** How the person stands to the hosts. */
export type Relation = { belongs: boolean; invited: boolean }
export type WaitingParty = { id: string; personId: string; seats: number }

export type RsvpDecision = { outcome: 'existing' | 'going' | 'waitlisted' | 'pending' } | { refused: ErrorCode }

/** Statuses that stand: the person comes, waits or is being asked. */
export const standing: readonly RsvpStatus[] = ['going', 'offered', 'waitlisted', 'pending']
export const isStanding = (status: RsvpStatus): boolean => standing.includes(status)

/** When RSVP closes: as set, by default and at the latest at the start; from then on who comes is a walk-in. */
export const rsvpClosing = (a: Pick<RsvpActivity, 'startsAt' | 'rsvpClosesAt'>): Date =>
  a.rsvpClosesAt && a.rsvpClosesAt < a.startsAt ? a.rsvpClosesAt : a.startsAt

/** Seats still free; null where there is no limit; below zero when the capacity was lowered under what is taken. */
export const freeSeats = (capacity: number | null, seatsTaken: number): number | null => (capacity === null ? null : capacity - seatsTaken)

/** By how many seats the activity is over its capacity after it was lowered. */
export const overBy = (capacity: number | null, seatsTaken: number): number => (capacity === null ? 0 : Math.max(0, seatsTaken - capacity))

/**
 * What becomes of an RSVP. A standing one is answered as it is. `byOrganizer`: an officer registers somebody, which
 * opening times, modes and audiences do not stop, but the places do.
 */
export function decideRsvp(input: {
  activity: RsvpActivity
  mine: { status: RsvpStatus } | null
  companions: number
  places: Places
  relation: Relation
  now: Date
  byOrganizer?: boolean
}): RsvpDecision {
  const { activity, mine, companions, places, relation, now, byOrganizer = false } = input
  if (mine && isStanding(mine.status)) return { outcome: 'existing' }
  const closed = refusedByState(activity, now) ?? (byOrganizer ? null : refusedByAccess(activity, mine, relation, now))
  if (closed) return { refused: closed }
  const seats = 1 + companions
  if (companions > activity.companionsAllowed || (activity.capacity !== null && seats > activity.capacity))
    return { refused: 'rsvp_companions_too_many' }
  if (!byOrganizer && (activity.rsvpMode === 'review' || activity.rsvpMode === 'lottery')) return { outcome: 'pending' }
  return { outcome: takesPlace(activity.capacity, places, seats) ? 'going' : 'waitlisted' }
}

/** Whether a newcomer's party takes a place: it fits, and nobody who waits would fit (they come first). */
export function takesPlace(capacity: number | null, places: Places, seats: number): boolean {
  const free = freeSeats(capacity, places.seatsTaken)
  return free === null || (seats <= free && (places.smallestWaiting === null || places.smallestWaiting > free))
}

function refusedByState(activity: RsvpActivity, now: Date): ErrorCode | null {
  if (activity.status === 'cancelled') return 'activity_cancelled'
  if (activity.status === 'finalised') return 'rsvp_closed'
  if (activity.status !== 'published') return 'activity_not_open'
  return now >= activity.startsAt ? 'rsvp_closed' : null
}

function refusedByAccess(activity: RsvpActivity, mine: { status: RsvpStatus } | null, relation: Relation, now: Date): ErrorCode | null {
  if (now >= rsvpClosing(activity)) return 'rsvp_closed'
  if (mine?.status === 'declined') return 'rsvp_declined'
  if (activity.rsvpMode === 'walk_in') return 'rsvp_walk_in_only'
  if ((activity.rsvpMode === 'invite' || activity.audience === 'invited') && !relation.invited) return 'rsvp_invited_only'
  if (activity.audience === 'members' && !relation.belongs) return 'rsvp_members_only'
  return activity.rsvpOpensAt && now < activity.rsvpOpensAt ? 'rsvp_not_yet_open' : null
}

/**
 * What becomes of a cancelling. Free until the deadline; later a place that was held is a late cancel, unless the
 * organizer takes it back. From the start on the door decides, not the RSVP.
 */
export function decideCancel(input: {
  activity: RsvpActivity
  mine: { status: RsvpStatus } | null
  byOrganizer: boolean
  now: Date
}): { status: 'cancelled' | 'late_cancelled' } | { refused: ErrorCode } {
  const { activity, mine, byOrganizer, now } = input
  if (!mine || !isStanding(mine.status)) return { refused: 'rsvp_none' }
  if (activity.status === 'cancelled') return { refused: 'activity_cancelled' }
  if (now >= activity.startsAt) return { refused: 'activity_started' }
  const late = mine.status === 'going' && !byOrganizer && now > cancelDeadline(activity)
  return { status: late ? 'late_cancelled' : 'cancelled' }
}

export type Promotion = { going: WaitingParty[]; offers: { party: WaitingParty; expiresAt: Date }[] }

/** Within this time before the start a freed place is an offer, where the activity asks for offers. */
const OFFERS_WITHIN_MS = 24 * HOUR

/**
 * Who of those waiting gets the free places: first come first served, in the given order; a party that does not fit is
 * passed over and keeps its rank (docs/decisions/006-waitlist-order.md). At once, or as an offer where the activity sets
 * `offerMinutes` and starts within 24 hours. An offer ends an hour before the start at the latest and is not made in
 * quiet hours (`quiet`); where there is no time left for one, the place is given at once.
 */
export function decidePromotion(input: {
  activity: Pick<RsvpActivity, 'status' | 'startsAt' | 'capacity'> & { offerMinutes: number | null }
  seatsTaken: number
  waiting: WaitingParty[]
  quiet: boolean
  now: Date
}): Promotion {
  const { activity, seatsTaken, waiting, quiet, now } = input
  if (activity.status !== 'published' || now >= activity.startsAt) return { going: [], offers: [] }
  const fitting = thoseWhoFit(freeSeats(activity.capacity, seatsTaken), waiting)
  const lastOffer = activity.startsAt.getTime() - HOUR
  const offered =
    activity.offerMinutes !== null && activity.startsAt.getTime() - now.getTime() <= OFFERS_WITHIN_MS && now.getTime() < lastOffer
  if (!offered) return { going: fitting, offers: [] }
  if (quiet) return { going: [], offers: [] }
  const expiresAt = new Date(Math.min(now.getTime() + (activity.offerMinutes ?? 0) * MINUTE, lastOffer))
  return { going: [], offers: fitting.map((party) => ({ party, expiresAt })) }
}

function thoseWhoFit(free: number | null, waiting: WaitingParty[]): WaitingParty[] {
  if (free === null) return waiting
  let left = free
  return waiting.filter((party) => {
    if (party.seats > left) return false
    left -= party.seats
    return true
  })
}

/** The end of the quiet hours (21:30–08:00 on the network's clock) in which `now` lies, or null outside them. */
export function quietUntil(now: Date, zone: string): Date | null {
  const { date, hour, minute } = localParts(now, zone)
  const minutes = hour * 60 + minute
  if (minutes >= 21 * 60 + 30) return instantOf(addDays(date, 1), '08:00', zone)
  return minutes < 8 * 60 ? instantOf(date, '08:00', zone) : null
}

/** From when a mail about an activity may be sent: at once within 24 h of its start, else not in quiet hours. */
export const mailAfter = (now: Date, startsAt: Date, zone: string): Date =>
  startsAt.getTime() - now.getTime() <= 24 * HOUR ? now : (quietUntil(now, zone) ?? now)

/** A shift of this much or more is a postponement; a smaller one is an edit. */
export const POSTPONED_FROM_MS = 30 * MINUTE

/**
 * After a postponement decided at `askedAt`: until when people confirm (24 h before the new start), and when they are
 * asked a second time. Null where fewer than 12 hours would be left to answer: then nobody loses a place.
 */
export function reconfirmTimes(askedAt: Date, startsAt: Date): { askAgainAt: Date; releaseAt: Date } | null {
  const releaseAt = startsAt.getTime() - 24 * HOUR
  const span = releaseAt - askedAt.getTime()
  if (span < 12 * HOUR) return null
  return { releaseAt: new Date(releaseAt), askAgainAt: new Date(releaseAt - Math.min(24 * HOUR, span / 2)) }
}

export type Question = { id: string; required: boolean; type: 'text' | 'choice'; choices?: string[] }

/** Ids of questions without a valid answer. */
export const unanswered = (questions: Question[], answers: Record<string, string>): string[] =>
  questions
    .filter((q) => {
      const answer = answers[q.id]?.trim()
      return answer ? q.type === 'choice' && !q.choices?.includes(answer) : q.required
    })
    .map((q) => q.id)

export type PanelState =
  | 'going'
  | 'waitlisted'
  | 'offered'
  | 'pending'
  | 'declined'
  | 'cancelled'
  | 'came'
  | 'ended'
  | 'not_open'
  | 'closed'
  | 'walk_in'
  | 'invited_only'
  | 'members_only'
  | 'not_yet'
  | 'apply'
  | 'open'
  | 'full'

/** What the RSVP panel says to this person now; signing in is the panel's own matter. */
export function panelState(input: {
  activity: RsvpActivity
  mine: { status: RsvpStatus } | null
  attended: boolean
  places: Places
  relation: Relation
  now: Date
}): PanelState {
  const { activity, mine, now } = input
  const state = activityState(activity, now)
  if (state === 'cancelled') return 'cancelled'
  if (input.attended) return 'came'
  if (state === 'ended' || state === 'finalised') return 'ended'
  if (mine && isStanding(mine.status)) return mine.status as PanelState
  const decision = decideRsvp({ ...input, companions: 0 })
  if ('outcome' in decision)
    return decision.outcome === 'pending' ? 'apply' : decision.outcome === 'waitlisted' ? 'full' : ('open' as PanelState)
  const byCode: Partial<Record<ErrorCode, PanelState>> = {
    rsvp_declined: 'declined',
    rsvp_walk_in_only: 'walk_in',
    rsvp_invited_only: 'invited_only',
    rsvp_members_only: 'members_only',
    rsvp_not_yet_open: 'not_yet',
    activity_not_open: 'not_open',
  }
  return byCode[decision.refused] ?? 'closed'
}
