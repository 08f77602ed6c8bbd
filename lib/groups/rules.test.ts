import { describe, expect, it } from 'vitest'
import { cursorOf, isDormant, placeOf, publicCount } from './rules'

describe('isDormant', () => {
  const group = { status: 'active', approvedOn: '2025-01-01', lastCountedOn: null }

  it('begins on the 181st day without a counted activity', () => {
    expect(isDormant({ ...group, lastCountedOn: '2026-01-01' }, '2026-06-30')).toBe(false)
    expect(isDormant({ ...group, lastCountedOn: '2026-01-01' }, '2026-07-01')).toBe(true)
  })

  it('counts from the approval where nothing was counted yet, and from the later of the two', () => {
    expect(isDormant(group, '2025-06-30')).toBe(false)
    expect(isDormant(group, '2025-07-01')).toBe(true)
    expect(isDormant({ ...group, approvedOn: '2026-06-01', lastCountedOn: '2025-01-01' }, '2026-07-01')).toBe(false)
  })

  it('is not said of a dissolved group, nor of one without any date', () => {
    expect(isDormant({ ...group, status: 'dissolved' }, '2026-07-01')).toBe(false)
    expect(isDormant({ ...group, approvedOn: null }, '2026-07-01')).toBe(false)
  })
})

it.each([
  [0, 0],
  [1, null],
  [4, null],
  [5, 5],
])('tells %i people as %s', (count, shown) => expect(publicCount(count)).toBe(shown))

describe('cursor', () => {
  const place = { sortKey: "ting1 song1 o'", id: '0192f0c0-0000-7000-8000-000000000001' }

  it('reads what it wrote', () => expect(placeOf(cursorOf(place))).toEqual(place))

  it.each([
    '',
    'x',
    '%%%',
    Buffer.from('[]').toString('base64url'),
    Buffer.from('null').toString('base64url'),
    Buffer.from('["a","b"]').toString('base64url'),
    Buffer.from(JSON.stringify([1, place.id])).toString('base64url'),
    Buffer.from(JSON.stringify(['a\u0000', place.id])).toString('base64url'),
    Buffer.from(JSON.stringify(['a', place.id, 'more'])).toString('base64url'),
  ])('takes %j for none', (cursor) => expect(placeOf(cursor)).toBeNull())
})
