import { describe, expect, it } from 'vitest'
import { assertRequested, bookingStatusFor, mondayOf, project, rangeWithBuffer, weekOf } from './rules'

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

describe('project', () => {
  it('sets the north up, the east right, all inside the margin', () => {
    const { dots } = project([
      { lng: 119, lat: 29 },
      { lng: 120, lat: 30 },
      { lng: 119.5, lat: 29.5 },
    ])
    expect(dots[0]).toEqual({ x: 8, y: 92 })
    expect(dots[1]).toEqual({ x: 92, y: 8 })
    expect(dots[2]?.x).toBeCloseTo(50)
  })

  it('stands one place in, and none out', () => {
    expect(project([{ lng: 120, lat: 30 }]).dots).toEqual([{ x: 8, y: 8 }])
    expect(project([]).dots).toEqual([])
  })
})
