import { describe, expect, it } from 'vitest'
import {
  assertRequested,
  bookingStatusFor,
  dayFor,
  isOpenAt,
  levelOn,
  mapHref,
  mondayOf,
  openingLines,
  rangeWithBuffer,
  weekOf,
} from './rules'

it('takes the buffer on both sides of a booking', () =>
  expect(rangeWithBuffer(new Date('2026-11-01T10:00:00Z'), new Date('2026-11-01T12:00:00Z'), 15)).toBe(
    '[2026-11-01T09:45:00.000Z,2026-11-01T12:15:00.000Z)',
  ))

it.each([
  [{ byKeeper: true, groupId: 'a', operatorGroupId: null }, 'confirmed'],
  [{ byKeeper: false, groupId: 'a', operatorGroupId: 'a' }, 'confirmed'],
  [{ byKeeper: false, groupId: 'a', operatorGroupId: 'b' }, 'requested'],
  [{ byKeeper: false, groupId: 'a', operatorGroupId: null }, 'requested'],
])('a booking %j is %s', (booking, status) => expect(bookingStatusFor(booking)).toBe(status))

it('decides a booking once', () => {
  expect(() => assertRequested({ status: 'requested' })).not.toThrow()
  for (const status of ['confirmed', 'declined', 'released'] as const) expect(() => assertRequested({ status })).toThrow('conflict')
})

describe('weekOf', () => {
  it('begins on Monday', () => expect(['2026-11-16', '2026-11-18', '2026-11-22'].map(mondayOf)).toEqual(Array(3).fill('2026-11-16')))

  it('takes the asked day, else today in the zone', () => {
    const now = new Date('2026-11-22T17:00:00Z')
    expect(dayFor('2026-12-03', now, 'Asia/Shanghai')).toBe('2026-12-03')
    for (const asked of [undefined, '0001-01-01', '9999-12-31']) expect(dayFor(asked, now, 'Asia/Shanghai')).toBe('2026-11-23')
  })

  it('puts a spell into the local day, and into both when it runs over midnight', () => {
    const spells = [
      { id: 'late', startsAt: new Date('2026-11-18T15:30:00Z'), endsAt: new Date('2026-11-18T16:30:00Z') },
      { id: 'early', startsAt: new Date('2026-11-17T23:00:00Z'), endsAt: new Date('2026-11-18T00:30:00Z') },
      { id: 'to midnight', startsAt: new Date('2026-11-20T14:00:00Z'), endsAt: new Date('2026-11-20T16:00:00Z') },
    ]
    const days = weekOf('2026-11-16', spells, 'Asia/Shanghai').map((d) => d.spells.map((s) => s.id))
    expect(days).toEqual([[], [], ['early', 'late'], ['late'], ['to midnight'], [], []])
  })
})

it('tells days with the same hours as one line, and closed days too', () => {
  const day: [string, string][] = [['09:00', '21:00']]
  expect(openingLines({ 1: day, 2: day, 3: day, 4: day, 5: day, 6: [['10:00', '12:00']] })).toEqual([
    { from: 1, to: 5, hours: day },
    { from: 6, to: 6, hours: [['10:00', '12:00']] },
    { from: 7, to: 7, hours: [] },
  ])
})

it('opens a position in a map app with its datum', () => {
  const place = { lng: 120.1, lat: 30.2, datum: 'WGS84' as const, names: { zh: '书房' } }
  expect(mapHref(place)).toBe('https://uri.amap.com/marker?position=120.1%2C30.2&name=%E4%B9%A6%E6%88%BF&coordinate=wgs84')
  expect(mapHref({ ...place, datum: 'GCJ02' })).toContain('coordinate=gaode')
  expect(mapHref({ ...place, datum: 'BD09' })).toBeNull()
  expect(mapHref({ ...place, lng: null })).toBeNull()
})

it('has a level until its last day', () => {
  const venue = { level: 'PROVINCIAL' as const, levelEndsOn: '2026-11-18' }
  expect([levelOn(venue, '2026-11-18'), levelOn(venue, '2026-11-19'), levelOn({ ...venue, levelEndsOn: null }, '2099-01-01')]).toEqual([
    'PROVINCIAL',
    'NONE',
    'PROVINCIAL',
  ])
})

it.each([
  ['2026-11-16T01:00:00Z', true],
  ['2026-11-16T03:59:00Z', true],
  ['2026-11-16T04:00:00Z', false],
  ['2026-11-17T01:00:00Z', false],
])('is open at %s: %s', (now, open) => expect(isOpenAt({ 1: [['09:00', '12:00']] }, new Date(now), 'Asia/Shanghai')).toBe(open))

it('does not say whether it is open without hours', () => expect(isOpenAt(null, new Date('2026-11-16T01:00:00Z'), 'UTC')).toBeNull())
