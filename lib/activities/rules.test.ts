import { describe, expect, it } from 'vitest'
import {
  activityState,
  assumedEnd,
  cancelDeadline,
  datesOf,
  dayWarning,
  doorWindow,
  flagsOf,
  isPermitMissing,
  isPostponement,
  missingToPublish,
  nextTime,
  placesOf,
  zoneOf,
} from './rules'

const at = (text: string) => new Date(`${text}+08:00`)
const times = {
  startsAt: at('2026-11-18T19:00'),
  endsAt: at('2026-11-18T21:00') as Date | null,
  doorOpensMinutes: 30,
  doorClosesMinutes: 15,
  lateAfterMinutes: 15,
}

describe('where an activity stands', () => {
  it.each([
    ['2026-11-18T18:59', 'published'],
    ['2026-11-18T19:00', 'in_progress'],
    ['2026-11-18T20:59', 'in_progress'],
    ['2026-11-18T21:00', 'ended'],
  ])('at %s', (now, state) => expect(activityState({ ...times, status: 'published' }, at(now))).toBe(state))

  it('keeps its status when it is not published, and takes two hours for an unknown end', () => {
    expect(activityState({ ...times, status: 'cancelled' }, at('2026-11-18T19:30'))).toBe('cancelled')
    expect(assumedEnd({ ...times, endsAt: null })).toEqual(at('2026-11-18T21:00'))
  })

  it('opens its door 30 minutes before and closes it 15 after the end', () => {
    expect(doorWindow(times)).toEqual({
      opensAt: at('2026-11-18T18:30'),
      closesAt: at('2026-11-18T21:15'),
      lateAt: at('2026-11-18T19:15'),
    })
    expect(cancelDeadline({ ...times, cancelUntil: null })).toEqual(at('2026-11-18T17:00'))
  })
})

describe('words for days', () => {
  it.each([
    ['today', '2026-11-18', '2026-11-18', '2026-11-18'],
    ['tomorrow', '2026-12-31', '2027-01-01', '2027-01-01'],
    ['week', '2026-11-18', '2026-11-18', '2026-11-22'],
    ['week', '2026-11-22', '2026-11-22', '2026-11-22'],
    ['weekend', '2026-11-18', '2026-11-21', '2026-11-22'],
    ['weekend', '2026-11-21', '2026-11-21', '2026-11-22'],
    ['weekend', '2026-11-22', '2026-11-22', '2026-11-22'],
    ['month', '2026-11-18', '2026-11-18', '2026-11-30'],
    ['month', '2028-02-01', '2028-02-01', '2028-02-29'],
  ] as const)('%s on %s', (when, today, from, to) => expect(datesOf(when, today)).toEqual({ from, to }))
})

describe('places', () => {
  const activity = {
    ...times,
    status: 'published' as const,
    rsvpMode: 'open',
    capacity: 30 as number | null,
    seatsTaken: 18,
    waitlisted: 0,
  }
  const now = at('2026-11-18T12:00')
  it.each([
    [{}, { said: 'left', left: 12, capacity: 30, low: false }],
    [{ seatsTaken: 23 }, { said: 'left', left: 7, capacity: 30, low: false }],
    [{ seatsTaken: 24 }, { said: 'left', left: 6, capacity: 30, low: true }],
    [
      { seatsTaken: 30, waitlisted: 7 },
      { said: 'full', capacity: 30, waitlisted: 7, over: 0 },
    ],
    [{ seatsTaken: 33 }, { said: 'full', capacity: 30, waitlisted: 0, over: 3 }],
    [{ capacity: null }, { said: 'unlimited' }],
    [{ rsvpMode: 'walk_in' }, { said: 'walk_in' }],
    [{ status: 'cancelled' as const }, { said: 'cancelled' }],
    [{ status: 'finalised' as const }, { said: 'ended' }],
    [{ endsAt: at('2026-11-18T11:00') }, { said: 'ended' }],
  ])('%o', (over, expected) => expect(placesOf({ ...activity, ...over }, now)).toEqual(expected))
})

describe('flags', () => {
  const plan = {
    audience: 'public',
    capacity: 200 as number | null,
    expectedSize: null as number | null,
    cost: null,
    stated: [] as never[],
    hostDistricts: ['330106', null],
  }
  it('none for a usual evening', () => expect(flagsOf(plan)).toEqual([]))
  it('names each reason once, whatever was stated of those that follow from the plan', () => {
    expect(flagsOf({ ...plan, capacity: 201 })).toEqual(['over_200'])
    expect(flagsOf({ ...plan, capacity: null, expectedSize: 500 })).toEqual(['over_200'])
    expect(flagsOf({ ...plan, capacity: 201, audience: 'members' })).toEqual([])
    expect(flagsOf({ ...plan, stated: ['fee', 'minors', 'over_200', 'several_districts'] })).toEqual(['minors', 'fee'])
    expect(flagsOf({ ...plan, hostDistricts: ['330106', '330110', '330106'] })).toEqual(['several_districts'])
  })
  it.each([
    ['免费', false],
    ['0 元', false],
    ['Free', false],
    ['AA 制，人均约 30 元', true],
    ['二十元材料费', true],
    ['about 5 yuan', true],
  ])('an amount in the cost is a fee: %s', (zh, fee) => expect(flagsOf({ ...plan, cost: { zh } })).toEqual(fee ? ['fee'] : []))
  it('a permit is asked for in public over 1,000 people', () => {
    const size = { audience: 'public', capacity: 1001, expectedSize: null, permitReference: null }
    expect(isPermitMissing(size)).toBe(true)
    expect(isPermitMissing({ ...size, permitReference: 'A-1' })).toBe(false)
    expect(isPermitMissing({ ...size, capacity: 1000 })).toBe(false)
    expect(isPermitMissing({ ...size, capacity: null, expectedSize: 1200 })).toBe(true)
    expect(isPermitMissing({ ...size, audience: 'members' })).toBe(false)
  })
})

describe('what is missing to publish', () => {
  const complete = {
    titles: { en: 'Reading' },
    mode: 'onsite',
    startsAt: at('2026-11-18T19:00'),
    venueId: 'v' as string | null,
    place: null as { zh?: string } | null,
    joiningLink: null as string | null,
  }
  const now = at('2026-11-18T18:59')
  it.each([
    [{}, {}],
    [{ titles: { zh: '' } }, { titles: 'text_required' }],
    [{ venueId: null }, { place: 'required' }],
    [{ venueId: null, place: { zh: '' } }, { place: 'required' }],
    [{ venueId: null, place: { zh: '湖边' } }, {}],
    [{ mode: 'online', venueId: null }, { joiningLink: 'required' }],
    [{ mode: 'online', venueId: null, joiningLink: 'https://x.example' }, {}],
    [
      { mode: 'hybrid', venueId: null },
      { place: 'required', joiningLink: 'required' },
    ],
    [{ startsAt: now }, { startsAt: 'starts_in_past' }],
  ])('%o', (over, missing) => expect(missingToPublish({ ...complete, ...over }, now)).toEqual(missing))
})

describe('times', () => {
  it('30 minutes either way are a postponement, 29 are not', () => {
    const from = at('2026-11-18T19:00')
    expect(isPostponement(from, at('2026-11-18T19:29'))).toBe(false)
    expect(isPostponement(from, at('2026-11-18T19:30'))).toBe(true)
    expect(isPostponement(from, at('2026-11-18T18:30'))).toBe(true)
  })

  it('holds it again four weeks on at the same wall clock, also over a change of the clocks', () => {
    expect(nextTime(at('2026-11-18T19:00'), 'Asia/Shanghai', at('2026-11-19T00:00'))).toEqual(at('2026-12-16T19:00'))
    expect(nextTime(new Date('2026-10-20T19:00+02:00'), 'Europe/Berlin', at('2026-10-21T00:00'))).toEqual(
      new Date('2026-11-17T19:00+01:00'),
    )
  })

  it('and not in the past when that is long ago', () => {
    const next = nextTime(at('2025-11-19T19:00'), 'Asia/Shanghai', at('2026-11-18T19:00'))
    expect(next).toEqual(at('2026-11-25T19:00'))
  })

  it('shows an activity without a zone in that of its offset', () => {
    expect(zoneOf({ zone: 'Asia/Tokyo', utcOffsetMinutes: null }, 'Asia/Shanghai')).toBe('Asia/Tokyo')
    expect(zoneOf({ zone: null, utcOffsetMinutes: -300 }, 'Asia/Shanghai')).toBe('Etc/GMT+5')
    expect(zoneOf({ zone: null, utcOffsetMinutes: 60 }, 'Asia/Shanghai')).toBe('Etc/GMT-1')
    expect(zoneOf({ zone: null, utcOffsetMinutes: 330 }, 'Asia/Shanghai')).toBe('Asia/Shanghai')
    expect(zoneOf({ zone: null, utcOffsetMinutes: null }, 'Asia/Shanghai')).toBe('Asia/Shanghai')
  })
})

describe('a word on the day', () => {
  const days = [
    { day: '2026-10-01', names: { zh: '国庆节' }, working: false },
    { day: '2026-10-10', names: { zh: '国庆节调休' }, working: true },
  ]
  it('warns of a holiday, of a weekend day that is worked, of a year not yet published', () => {
    expect(dayWarning('2026-10-01', days)).toEqual({ kind: 'holiday', names: { zh: '国庆节' } })
    expect(dayWarning('2026-10-10', days)).toEqual({ kind: 'working_weekend', names: { zh: '国庆节调休' } })
    expect(dayWarning('2026-10-11', days)).toBeNull()
    expect(dayWarning('2027-01-03', days)).toEqual({ kind: 'unpublished', year: 2027 })
  })
})
