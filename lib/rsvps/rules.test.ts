import { describe, expect, it } from 'vitest'
import {
  decideCancel,
  decidePromotion,
  decideRsvp,
  mailAfter,
  overBy,
  panelState,
  quietUntil,
  type RsvpActivity,
  reconfirmTimes,
  unanswered,
  type WaitingParty,
} from './rules'

const at = (iso: string) => new Date(iso)
/** Starts Tuesday 10 November 2026, 19:00 in Shanghai. */
const startsAt = at('2026-11-10T11:00:00Z')
const now = at('2026-11-01T02:00:00Z')
const hoursBefore = (h: number) => new Date(startsAt.getTime() - h * 3_600_000)
const activity: RsvpActivity = {
  status: 'published',
  startsAt,
  endsAt: at('2026-11-10T13:00:00Z'),
  capacity: 10,
  rsvpMode: 'open',
  rsvpOpensAt: null,
  rsvpClosesAt: null,
  cancelUntil: null,
  audience: 'public',
  companionsAllowed: 0,
}
const base = {
  activity,
  mine: null,
  companions: 0,
  places: { seatsTaken: 3, smallestWaiting: null },
  relation: { belongs: false, invited: false },
  now,
}
const decide = (over: Partial<Parameters<typeof decideRsvp>[0]> = {}) => decideRsvp({ ...base, ...over })
const withActivity = (over: Partial<RsvpActivity>) => decide({ activity: { ...activity, ...over } })

describe('decideRsvp', () => {
  it('takes a free place, and waits when full', () => {
    expect(decide()).toEqual({ outcome: 'going' })
    expect(decide({ places: { seatsTaken: 9, smallestWaiting: null } })).toEqual({ outcome: 'going' })
    expect(decide({ places: { seatsTaken: 10, smallestWaiting: null } })).toEqual({ outcome: 'waitlisted' })
    expect(withActivity({ capacity: null })).toEqual({ outcome: 'going' })
  })

  it('does not overtake somebody who waits and would fit, and passes a party that does not', () => {
    expect(decide({ places: { seatsTaken: 8, smallestWaiting: 2 } })).toEqual({ outcome: 'waitlisted' })
    expect(decide({ places: { seatsTaken: 9, smallestWaiting: 2 } })).toEqual({ outcome: 'going' })
  })

  it('counts companions as seats, and refuses more than are allowed or than there is room for', () => {
    const allowed = { ...activity, companionsAllowed: 3 }
    expect(decide({ activity: allowed, companions: 2, places: { seatsTaken: 8, smallestWaiting: null } })).toEqual({
      outcome: 'waitlisted',
    })
    expect(decide({ activity: allowed, companions: 2, places: { seatsTaken: 7, smallestWaiting: null } })).toEqual({ outcome: 'going' })
    expect(decide({ activity: allowed, companions: 4 })).toEqual({ refused: 'rsvp_companions_too_many' })
    expect(decide({ activity: { ...allowed, capacity: 2 }, companions: 2, places: { seatsTaken: 0, smallestWaiting: null } })).toEqual({
      refused: 'rsvp_companions_too_many',
    })
  })

  it.each(['going', 'waitlisted', 'offered', 'pending'] as const)('answers a standing RSVP (%s) as it is', (status) => {
    expect(decide({ mine: { status } })).toEqual({ outcome: 'existing' })
  })

  it.each(['cancelled', 'late_cancelled'] as const)('takes back who had %s', (status) => {
    expect(decide({ mine: { status } })).toEqual({ outcome: 'going' })
  })

  it('leaves a review and a lottery pending, even when full', () => {
    const full = { seatsTaken: 10, smallestWaiting: 1 }
    expect(decide({ activity: { ...activity, rsvpMode: 'review' }, places: full })).toEqual({ outcome: 'pending' })
    expect(decide({ activity: { ...activity, rsvpMode: 'lottery' }, places: full })).toEqual({ outcome: 'pending' })
  })

  it.each([
    [{ status: 'draft' }, 'activity_not_open'],
    [{ status: 'submitted' }, 'activity_not_open'],
    [{ status: 'cancelled' }, 'activity_cancelled'],
    [{ status: 'finalised' }, 'rsvp_closed'],
    [{ rsvpMode: 'walk_in' }, 'rsvp_walk_in_only'],
    [{ rsvpMode: 'invite' }, 'rsvp_invited_only'],
    [{ audience: 'invited' }, 'rsvp_invited_only'],
    [{ audience: 'members' }, 'rsvp_members_only'],
    [{ rsvpOpensAt: at('2026-11-01T02:00:01Z') }, 'rsvp_not_yet_open'],
    [{ rsvpClosesAt: at('2026-11-01T02:00:00Z') }, 'rsvp_closed'],
  ] as [Partial<RsvpActivity>, string][])('refuses %j with %s', (over, refused) => {
    expect(withActivity(over)).toEqual({ refused })
  })

  it('lets in members and the invited, and opens and closes to the second', () => {
    const belongs = { belongs: true, invited: false }
    const invited = { belongs: false, invited: true }
    expect(decide({ activity: { ...activity, audience: 'members' }, relation: belongs })).toEqual({ outcome: 'going' })
    expect(decide({ activity: { ...activity, rsvpMode: 'invite' }, relation: invited })).toEqual({ outcome: 'going' })
    expect(withActivity({ rsvpOpensAt: now })).toEqual({ outcome: 'going' })
    expect(withActivity({ rsvpClosesAt: at('2026-11-01T02:00:01Z') })).toEqual({ outcome: 'going' })
  })

  it('closes at the start by default, and never later', () => {
    expect(decide({ now: new Date(startsAt.getTime() - 1) })).toEqual({ outcome: 'going' })
    expect(decide({ now: startsAt })).toEqual({ refused: 'rsvp_closed' })
    expect(decide({ now: startsAt, activity: { ...activity, rsvpClosesAt: at('2026-11-10T12:00:00Z') } })).toEqual({
      refused: 'rsvp_closed',
    })
  })

  it('refuses who was declined, but lets the organizer place her', () => {
    expect(decide({ mine: { status: 'declined' } })).toEqual({ refused: 'rsvp_declined' })
    expect(decide({ mine: { status: 'declined' }, byOrganizer: true })).toEqual({ outcome: 'going' })
  })

  it('lets an organizer past modes and times, not past the capacity or the start', () => {
    const closed = { ...activity, rsvpMode: 'review' as const, audience: 'members' as const, rsvpClosesAt: now }
    expect(decide({ activity: closed, byOrganizer: true })).toEqual({ outcome: 'going' })
    expect(decide({ activity: closed, byOrganizer: true, places: { seatsTaken: 10, smallestWaiting: null } })).toEqual({
      outcome: 'waitlisted',
    })
    expect(decide({ byOrganizer: true, now: startsAt })).toEqual({ refused: 'rsvp_closed' })
  })
})

describe('decideCancel', () => {
  const going = { status: 'going' as const }
  const cancel = (when: Date, over: Partial<Parameters<typeof decideCancel>[0]> = {}) =>
    decideCancel({ activity, mine: going, byOrganizer: false, now: when, ...over })

  it('is free until two hours before, then late, and refused from the start on', () => {
    expect(cancel(hoursBefore(2))).toEqual({ status: 'cancelled' })
    expect(cancel(new Date(hoursBefore(2).getTime() + 1))).toEqual({ status: 'late_cancelled' })
    expect(cancel(startsAt)).toEqual({ refused: 'activity_started' })
  })

  it('keeps to the deadline that the organizer set', () => {
    const strict = { ...activity, cancelUntil: hoursBefore(48) }
    expect(cancel(hoursBefore(47), { activity: strict })).toEqual({ status: 'late_cancelled' })
    expect(cancel(hoursBefore(49), { activity: strict })).toEqual({ status: 'cancelled' })
  })

  it('is never late for who only waited, or when the organizer does it', () => {
    expect(cancel(hoursBefore(1), { mine: { status: 'waitlisted' } })).toEqual({ status: 'cancelled' })
    expect(cancel(hoursBefore(1), { mine: { status: 'offered' } })).toEqual({ status: 'cancelled' })
    expect(cancel(hoursBefore(1), { byOrganizer: true })).toEqual({ status: 'cancelled' })
  })

  it('refuses what does not stand', () => {
    expect(cancel(now, { mine: null })).toEqual({ refused: 'rsvp_none' })
    expect(cancel(now, { mine: { status: 'cancelled' } })).toEqual({ refused: 'rsvp_none' })
    expect(cancel(now, { activity: { ...activity, status: 'cancelled' } })).toEqual({ refused: 'activity_cancelled' })
  })
})

describe('decidePromotion', () => {
  const party = (id: string, seats = 1): WaitingParty => ({ id, personId: id, seats })
  const promote = (over: Partial<Parameters<typeof decidePromotion>[0]> & { offerMinutes?: number | null; capacity?: number | null }) => {
    const { offerMinutes = null, capacity = 10, ...rest } = over
    const decided = decidePromotion({
      activity: { ...activity, capacity, offerMinutes },
      seatsTaken: 8,
      waiting: [party('a'), party('b'), party('c')],
      quiet: false,
      now,
      ...rest,
    })
    return { going: decided.going.map((p) => p.id), offers: decided.offers.map((o) => [o.party.id, o.expiresAt.toISOString()]) }
  }

  it('gives the free places to the first who wait', () => {
    expect(promote({})).toEqual({ going: ['a', 'b'], offers: [] })
    expect(promote({ seatsTaken: 10 })).toEqual({ going: [], offers: [] })
    expect(promote({ seatsTaken: 12 })).toEqual({ going: [], offers: [] })
    expect(promote({ capacity: null })).toEqual({ going: ['a', 'b', 'c'], offers: [] })
  })

  it('passes over a party that does not fit and takes the next who does', () => {
    expect(promote({ waiting: [party('three', 3), party('two', 2), party('one')] })).toEqual({ going: ['two'], offers: [] })
    expect(promote({ waiting: [party('one'), party('two', 2), party('last')] })).toEqual({ going: ['one', 'last'], offers: [] })
  })

  it('promotes nobody once it started, or when it is cancelled', () => {
    expect(promote({ now: startsAt })).toEqual({ going: [], offers: [] })
    expect(
      decidePromotion({
        activity: { ...activity, status: 'cancelled', offerMinutes: null },
        seatsTaken: 0,
        waiting: [party('a')],
        quiet: false,
        now,
      }),
    ).toEqual({ going: [], offers: [] })
  })

  it('offers only where the activity sets it and it starts within 24 h', () => {
    expect(promote({ offerMinutes: 120, now: hoursBefore(24.1) }).going).toEqual(['a', 'b'])
    expect(promote({ offerMinutes: 120, now: hoursBefore(24) })).toEqual({
      going: [],
      offers: [
        ['a', '2026-11-09T13:00:00.000Z'],
        ['b', '2026-11-09T13:00:00.000Z'],
      ],
    })
    expect(promote({ offerMinutes: null, now: hoursBefore(5) }).going).toEqual(['a', 'b'])
  })

  it('ends an offer an hour before the start, and gives the place at once when no time is left', () => {
    expect(promote({ offerMinutes: 120, now: hoursBefore(2) }).offers[0]).toEqual(['a', '2026-11-10T10:00:00.000Z'])
    expect(promote({ offerMinutes: 120, now: hoursBefore(1) })).toEqual({ going: ['a', 'b'], offers: [] })
  })

  it('makes no offer in quiet hours, but promotes at once where no offer is asked for', () => {
    expect(promote({ offerMinutes: 120, now: hoursBefore(20), quiet: true })).toEqual({ going: [], offers: [] })
    expect(promote({ quiet: true }).going).toEqual(['a', 'b'])
  })
})

describe('the clock', () => {
  it.each([
    ['2026-11-01T13:29:00Z', null],
    ['2026-11-01T13:30:00Z', '2026-11-02T00:00:00.000Z'],
    ['2026-11-01T16:10:00Z', '2026-11-02T00:00:00.000Z'],
    ['2026-11-01T23:59:00Z', '2026-11-02T00:00:00.000Z'],
    ['2026-11-02T00:00:00Z', null],
  ])('knows the quiet hours of Shanghai at %s', (instant, until) => {
    expect(quietUntil(at(instant), 'Asia/Shanghai')?.toISOString() ?? null).toBe(until)
  })

  it('keeps mails for the morning, unless the activity starts within 24 h', () => {
    const night = at('2026-11-08T14:00:00Z')
    expect(mailAfter(night, startsAt, 'Asia/Shanghai')).toEqual(at('2026-11-09T00:00:00Z'))
    expect(mailAfter(at('2026-11-09T14:00:00Z'), startsAt, 'Asia/Shanghai')).toEqual(at('2026-11-09T14:00:00Z'))
  })

  it('asks twice and releases 24 h before, and takes no place where there is no time to answer', () => {
    expect(reconfirmTimes(now, startsAt)).toEqual({ askAgainAt: hoursBefore(48), releaseAt: hoursBefore(24) })
    expect(reconfirmTimes(hoursBefore(44), startsAt)).toEqual({ askAgainAt: hoursBefore(34), releaseAt: hoursBefore(24) })
    expect(reconfirmTimes(hoursBefore(35), startsAt)).toBeNull()
  })
})

describe('answers and figures', () => {
  const questions = [
    { id: 'diet', required: true, type: 'text' as const },
    { id: 'size', required: false, type: 'choice' as const, choices: ['S', 'M'] },
  ]
  it('asks for required answers and for choices that exist', () => {
    expect(unanswered(questions, { diet: 'none' })).toEqual([])
    expect(unanswered(questions, { diet: '  ', size: 'XXL' })).toEqual(['diet', 'size'])
  })
  it('says by how many it is over', () => {
    expect([overBy(10, 12), overBy(10, 8), overBy(null, 99)]).toEqual([2, 0, 0])
  })
})

describe('panelState', () => {
  const panel = (over: Partial<Parameters<typeof panelState>[0]>) => panelState({ ...base, attended: false, ...over })
  const ended = at('2026-11-10T14:00:00Z')
  it.each([
    ['open', {}],
    ['full', { places: { seatsTaken: 10, smallestWaiting: 1 } }],
    ['apply', { activity: { ...activity, rsvpMode: 'review' } }],
    ['members_only', { activity: { ...activity, audience: 'members' } }],
    ['invited_only', { activity: { ...activity, audience: 'invited' } }],
    ['walk_in', { activity: { ...activity, rsvpMode: 'walk_in' } }],
    ['not_yet', { activity: { ...activity, rsvpOpensAt: at('2026-11-02T00:00:00Z') } }],
    ['closed', { now: at('2026-11-10T12:00:00Z') }],
    ['closed', { activity: { ...activity, rsvpClosesAt: now } }],
    ['cancelled', { activity: { ...activity, status: 'cancelled' }, mine: { status: 'going' } }],
    ['not_open', { activity: { ...activity, status: 'draft' } }],
    ['ended', { now: ended, mine: { status: 'going' } }],
    ['came', { now: ended, mine: { status: 'going' }, attended: true }],
    ['came', { activity: { ...activity, status: 'finalised' }, attended: true }],
    ['going', { mine: { status: 'going' } }],
    ['waitlisted', { mine: { status: 'waitlisted' } }],
    ['offered', { mine: { status: 'offered' } }],
    ['pending', { mine: { status: 'pending' } }],
    ['declined', { mine: { status: 'declined' } }],
    ['open', { mine: { status: 'cancelled' } }],
  ] as [string, Partial<Parameters<typeof panelState>[0]>][])('says %s for %j', (state, over) => {
    expect(panel(over)).toBe(state)
  })
})
