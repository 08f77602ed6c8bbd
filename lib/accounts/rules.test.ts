import { describe, expect, it } from 'vitest'
import { arePersonasOpen, decideCode } from './rules'
import { codeSchema, emailSchema, personas } from './schema'

const now = new Date('2026-11-01T02:00:00Z')
const open = { codeHash: 'h', tries: 0, usedAt: null, expiresAt: new Date('2026-11-01T02:10:00Z') }

describe('a code', () => {
  it.each([
    [open, 'h', 'ok'],
    [open, 'x', 'code_wrong'],
    [{ ...open, tries: 4 }, 'h', 'ok'],
    [{ ...open, tries: 5 }, 'h', 'code_spent'],
    [{ ...open, usedAt: now }, 'h', 'code_expired'],
    [{ ...open, expiresAt: now }, 'h', 'code_expired'],
  ] as const)('%o with %s: %s', (request, typed, verdict) => expect(decideCode(request, typed, now)).toBe(verdict))

  it.each([' 482 915 ', '482-915', '４８２９１５', '482\n915', '验证码：482915'])('is read from “%s”', (typed) => {
    expect(codeSchema.parse(typed)).toBe('482915')
  })
  it.each(['48291', '4829150', 'abc', ''])('is not read from “%s”', (typed) => expect(codeSchema.safeParse(typed).success).toBe(false))
})

describe('a mailbox', () => {
  it('is trimmed and in small letters', () => expect(emailSchema.parse('  Ada@Example.ORG ')).toBe('ada@example.org'))
  it.each(['ada', 'ada@', '@example.org', 'a b@example.org', 'ada@example.org\nbcc: x@example.org'])('is not “%s”', (typed) =>
    expect(emailSchema.safeParse(typed).success).toBe(false),
  )
})

describe('personas', () => {
  it.each([
    [{ demoSeededAt: now }, true, false, true],
    [{ demoSeededAt: now }, false, false, false],
    [{ demoSeededAt: now }, false, true, true],
    [{ demoSeededAt: null }, true, true, false],
    [null, true, true, false],
  ])('of %o, loopback %s, public %s: open %s', (network, loopback, demoPublic, answer) =>
    expect(arePersonasOpen(network, loopback, demoPublic)).toBe(answer),
  )
  it('are eight, each with an address of its own', () => {
    expect(personas).toHaveLength(8)
    expect(new Set(personas.map(({ email }) => email)).size).toBe(8)
  })
})
