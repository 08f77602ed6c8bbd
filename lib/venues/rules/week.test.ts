import { describe, expect, it } from 'vitest'
import { gridOf } from './week'

const zone = 'Asia/Shanghai'
const monday = '2026-11-16'
const spell = (id: string, spaceId: string | null, from: string, to: string) => ({
  id,
  spaceId,
  startsAt: new Date(`${from}:00+08:00`),
  endsAt: new Date(`${to}:00+08:00`),
})
const rowsOf = (grid: ReturnType<typeof gridOf<ReturnType<typeof spell>>>, day: number) =>
  grid.days[day]?.rows.map((row) => [row.spaceId, row.lanes, row.blocks.map((b) => [b.spell.id, b.from / 60, b.to / 60, b.lane])])

describe('gridOf', () => {
  it('has a row for every space of every day, with what is there at its hours', () => {
    const grid = gridOf(
      monday,
      [spell('a', 'hall', '2026-11-18T19:00', '2026-11-18T21:00'), spell('b', 'tea', '2026-11-18T09:30', '2026-11-18T11:00')],
      { spaces: ['hall', 'tea'], hours: null },
      zone,
    )
    expect(grid.days.map((day) => day.rows.length)).toEqual(Array(7).fill(2))
    expect(rowsOf(grid, 2)).toEqual([
      ['hall', 1, [['a', 19, 21, 0]]],
      ['tea', 1, [['b', 9.5, 11, 0]]],
    ])
    expect([grid.from, grid.to]).toEqual([9, 21])
    expect(grid.days[0]?.open).toBeNull()
  })

  it('gives the whole venue and spaces that are gone a row of their own, where there are such', () => {
    const at = ['2026-11-16T10:00', '2026-11-16T12:00'] as const
    const grid = gridOf(monday, [spell('all', null, ...at), spell('old', 'gone', ...at)], { spaces: ['hall'], hours: null }, zone)
    expect(rowsOf(grid, 0)).toEqual([
      [
        null,
        2,
        [
          ['all', 10, 12, 0],
          ['old', 10, 12, 1],
        ],
      ],
      ['hall', 1, []],
    ])
  })

  it('cuts what runs over midnight, and lays overlaps side by side, not what only touches', () => {
    const grid = gridOf(
      monday,
      [
        spell('night', 'hall', '2026-11-17T22:00', '2026-11-18T01:30'),
        spell('a', 'hall', '2026-11-18T01:00', '2026-11-18T03:00'),
        spell('b', 'hall', '2026-11-18T01:30', '2026-11-18T02:00'),
      ],
      { spaces: ['hall'], hours: null },
      zone,
    )
    expect(rowsOf(grid, 1)).toEqual([['hall', 1, [['night', 22, 24, 0]]]])
    expect(rowsOf(grid, 2)).toEqual([
      [
        'hall',
        2,
        [
          ['night', 0, 1.5, 0],
          ['a', 1, 3, 1],
          ['b', 1.5, 2, 0],
        ],
      ],
    ])
  })

  it('spans the opening hours, closed days empty; without anything the day from 8 to 22', () => {
    const open = gridOf(
      monday,
      [],
      {
        spaces: [],
        hours: {
          1: [
            ['09:30', '12:00'],
            ['14:00', '20:30'],
          ],
        },
      },
      zone,
    )
    expect([open.from, open.to]).toEqual([9, 21])
    expect(open.days[0]?.open).toEqual([
      [570, 720],
      [840, 1230],
    ])
    expect(open.days[1]?.open).toEqual([])
    const none = gridOf(monday, [], { spaces: [], hours: null }, zone)
    expect([none.from, none.to]).toEqual([8, 22])
  })
})
