import { describe, expect, it } from 'vitest'
import { arePersonasOpen, decideCode, e164Of, isFieldShown, shownFields, shownPhone } from './rules'
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

describe('a phone number', () => {
  const shanghai = (text: string) => e164Of(text, 'Asia/Shanghai')
  it.each([
    ['138 0013 8000', '+8613800138000'],
    ['１３８００１３８０００', '+8613800138000'],
    ['8613800138000', '+8613800138000'],
    ['0086 138-0013-8000', '+8613800138000'],
    ['(0571) 8700 0000', '+8657187000000'],
    ['+49 30 123456', '+4930123456'],
  ])('%s is %s', (typed, e164) => expect(shanghai(typed)).toBe(e164))
  it.each(['', '12345', '23800138000', '87000000', 'abc', '+0123456789', '138001380001'])('%s is none', (typed) =>
    expect(shanghai(typed)).toBeNull(),
  )
  it('is one of the network’s zone, and needs its country where that says none', () => {
    expect(e164Of('030 123456', 'Europe/Berlin')).toBe('+4930123456')
    expect(e164Of('030 123456', 'UTC')).toBeNull()
    expect(e164Of('+4930123456', 'UTC')).toBe('+4930123456')
  })
  it('is shown as it is read aloud', () => {
    expect(shownPhone('+8613800138000')).toBe('138 0013 8000')
    expect(shownPhone('+4930123456')).toBe('+4930123456')
  })
})

describe('who sees a field', () => {
  const person = {
    homeDistrictCode: '330106',
    interests: ['读书'],
    skills: ['摄影'],
    visibility: { homeDistrict: 'groups', interests: 'network' } as const,
  }
  it.each([
    ['self', ['330106', 1, 1]],
    ['groups', ['330106', 1, 0]],
    ['network', [null, 1, 0]],
    ['visitor', [null, 0, 0]],
  ] as const)('%s', (viewer, seen) => {
    const { homeDistrictCode, interests, skills } = shownFields(person, viewer)
    expect([homeDistrictCode, interests.length, skills.length]).toEqual(seen)
  })
  it('is herself alone unless she says otherwise', () => {
    expect(isFieldShown({}, 'skills', 'groups')).toBe(false)
    expect(isFieldShown({}, 'skills', 'self')).toBe(true)
  })
})
