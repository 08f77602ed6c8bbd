import { describe, expect, it } from 'vitest'
import { addWorkingDays, workingDaysBefore } from './working-days'

/** The National Day week of 2026: holidays 1 to 7 October, Saturday 10 October is made up for. */
const days = [
  ...[1, 2, 3, 4, 5, 6, 7].map((n) => ({ day: `2026-10-0${n}`, working: false })),
  { day: '2026-09-20', working: true },
  { day: '2026-10-10', working: true },
]

describe('addWorkingDays', () => {
  it.each([
    ['2026-11-06', 1, '2026-11-09'],
    ['2026-11-02', 5, '2026-11-09'],
    ['2026-11-07', 1, '2026-11-09'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-09-18', 1, '2026-09-20'],
    ['2026-11-06', 0, '2026-11-06'],
  ])('%s + %i = %s', (date, n, expected) => expect(addWorkingDays(date, n, days)).toBe(expected))
})

describe('workingDaysBefore', () => {
  it('is the latest date from which that many working days have passed', () => {
    for (let i = 0; i < 60; i++) {
      const today = new Date(Date.UTC(2026, 8, 10 + i)).toISOString().slice(0, 10)
      const due = workingDaysBefore(today, 5, days)
      const next = new Date(Date.parse(due) + 86_400_000).toISOString().slice(0, 10)
      expect([addWorkingDays(due, 5, days) <= today, addWorkingDays(next, 5, days) > today]).toEqual([true, true])
    }
  })
})
