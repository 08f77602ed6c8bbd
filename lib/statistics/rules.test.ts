import { describe, expect, it } from 'vitest'
import { asOfDate, decideLock, monthsOf, periodOf, publicCount, rate } from './rules'

describe('periodOf', () => {
  const today = '2026-11-18'
  it('is the 12 full months before this one by default', () =>
    expect(periodOf({}, today)).toEqual({ fromOn: '2025-11-01', toOn: '2026-11-01' }))
  it('takes both months inclusive', () =>
    expect(periodOf({ from: '2026-01', to: '2026-03' }, today)).toEqual({ fromOn: '2026-01-01', toOn: '2026-04-01' }))
  it('ends with the last full month when only a start is given', () =>
    expect(periodOf({ from: '2026-09' }, today)).toEqual({ fromOn: '2026-09-01', toOn: '2026-11-01' }))
  it('is the current month when that is the start', () =>
    expect(periodOf({ from: '2026-11' }, today)).toEqual({ fromOn: '2026-11-01', toOn: '2026-12-01' }))
  it('takes a year up to the end when only that is given', () =>
    expect(periodOf({ to: '2026-03' }, today)).toEqual({ fromOn: '2025-04-01', toOn: '2026-04-01' }))
  it('puts swapped ends right', () =>
    expect(periodOf({ from: '2026-05', to: '2026-02' }, today)).toEqual({ fromOn: '2026-02-01', toOn: '2026-06-01' }))
  it('holds at most ten years', () => expect(monthsOf(periodOf({ from: '1900-01', to: '2026-02' }, today))).toHaveLength(120))
})

it('counts members on the last day, or today where it has not come', () => {
  expect(asOfDate({ fromOn: '2026-10-01', toOn: '2026-11-01' }, '2026-11-18')).toBe('2026-10-31')
  expect(asOfDate({ fromOn: '2026-11-01', toOn: '2026-12-01' }, '2026-11-18')).toBe('2026-11-18')
})

it('knows no rate of nobody', () => {
  expect(rate(0, 0)).toBeNull()
  expect(rate(7, 8)).toBe(0.875)
})

it.each([
  [0, 0],
  [1, null],
  [4, null],
  [5, 5],
])('shows %i people to the public as %s', (people, shown) => expect(publicCount(people)).toBe(shown))

describe('decideLock', () => {
  it.each([
    ['2026-10', '2026-10-31', 'month_not_over'],
    ['2026-10', '2026-11-07', 'month_lock_too_early'],
    ['2026-12', '2026-12-31', 'month_not_over'],
  ])('%s on %s: %s', (month, today, code) => expect(decideLock(month, today, 8, false)).toEqual({ ok: false, code }))
  it('locks from the 8th, once', () => {
    expect(decideLock('2026-10', '2026-11-08', 8, false)).toEqual({ ok: true })
    expect(decideLock('2025-12', '2026-01-08', 8, false)).toEqual({ ok: true })
    expect(decideLock('2026-10', '2026-11-08', 8, true)).toEqual({ ok: false, code: 'month_locked' })
  })
})
