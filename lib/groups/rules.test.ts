import { describe, expect, it } from 'vitest'
import { assertAcceptable, assertOfficerRemains, decideJoin, isDormant, maskedEmail } from './rules'

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

describe('decideJoin', () => {
  it.each([
    ['open', null, false, 'active'],
    ['review', null, false, 'applied'],
    ['review', 'left', false, 'applied'],
    ['review', 'refused', false, 'applied'],
    ['review', null, true, 'active'],
    ['review', 'applied', true, 'active'],
    ['invite', null, true, 'active'],
    ['invite', null, false, 'join_invited_only'],
    ['closed', null, true, 'join_closed'],
    ['open', 'active', false, 'already_member'],
    ['open', 'active', true, 'already_member'],
    ['review', 'applied', false, 'already_member'],
    ['open', 'suspended', true, 'join_closed'],
  ] as const)('%s, mine %s, invited %s: %s', (joinMode, mine, invited, expected) => {
    const decide = () => decideJoin({ joinMode, status: 'active' }, mine, invited)
    if (expected === 'active' || expected === 'applied') expect(decide()).toBe(expected)
    else expect(decide).toThrow(expected)
  })

  it('takes nobody into a group that is dissolved', () =>
    expect(() => decideJoin({ joinMode: 'open', status: 'dissolved' }, null)).toThrow('join_closed'))
})

describe('assertAcceptable', () => {
  const now = new Date('2026-11-01T00:00:00Z')
  const offer = { revokedAt: null, expiresAt: new Date('2026-11-02T00:00:00Z'), uses: 0, maxUses: 1, email: null as string | null }

  it.each([
    ['used up', { uses: 1 }],
    ['withdrawn', { revokedAt: now }],
    ['at its end', { expiresAt: now }],
  ])('refuses one that is %s', (_, over) => expect(() => assertAcceptable({ ...offer, ...over }, null, now)).toThrow('invitation_spent'))

  it('asks whose address it was sent to, whatever the case', () => {
    const mailed = { ...offer, email: 'a@example.org' }
    expect(() => assertAcceptable(mailed, 'A@Example.org', now)).not.toThrow()
    expect(() => assertAcceptable(mailed, 'b@example.org', now)).toThrow('invitation_other_address')
    expect(() => assertAcceptable(mailed, null, now)).toThrow('invitation_other_address')
    expect(maskedEmail('anna.keller@example.org')).toBe('a…@example.org')
  })
})

describe('assertOfficerRemains', () => {
  const at = new Date('2026-11-01T00:00:00Z')
  const term = (personId: string, role: string, over = {}) => ({
    personId,
    role,
    startsAt: new Date('2026-01-01T00:00:00Z'),
    endsAt: null,
    ...over,
  })

  it.each([
    ['the only secretary', [term('a', 'secretary')], false],
    ['with an organizer beside her', [term('a', 'secretary'), term('b', 'organizer')], false],
    ['with a president whose term is over', [term('a', 'secretary'), term('b', 'president', { endsAt: at })], false],
    [
      'with a president who begins later',
      [term('a', 'secretary'), term('b', 'president', { startsAt: new Date('2026-11-02T00:00:00Z') })],
      false,
    ],
    ['with a president', [term('a', 'secretary'), term('b', 'president')], true],
    ['an organizer where nobody is an officer', [term('a', 'organizer')], true],
  ])('%s', (_, terms, allowed) => {
    const check = expect(() => assertOfficerRemains(terms, 'a', at))
    if (allowed) check.not.toThrow()
    else check.toThrow('last_officer')
  })
})
