import { describe, expect, it } from 'vitest'
import { isDormant } from './rules'

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
