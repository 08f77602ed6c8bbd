import { afterEach, describe, expect, it, vi } from 'vitest'
import { fieldHash, openField, sealField } from './secret'

afterEach(() => vi.unstubAllEnvs())

describe('a sealed field', () => {
  it('opens again, and looks different each time', () => {
    const [one, other] = [sealField('+8613800138000'), sealField('+8613800138000')]
    expect(one).not.toBe(other)
    expect(one).not.toContain('138')
    expect([openField(one), openField(other)]).toEqual(['+8613800138000', '+8613800138000'])
  })

  it('opens neither changed nor with another key', () => {
    const sealed = sealField('+8613800138000')
    const bytes = Buffer.from(sealed.slice(3), 'base64url')
    bytes[30] = (bytes[30] ?? 0) ^ 1
    expect(openField(`v1.${bytes.toString('base64url')}`)).toBeNull()
    vi.stubEnv('HUI_FIELD_KEY', 'another')
    expect(openField(sealed)).toBeNull()
  })

  it('is nothing where nothing readable is stored', () => {
    for (const stored of [null, '', 'v1.', 'v1.YQ', 'v0.abc']) expect(openField(stored)).toBeNull()
  })
})

describe('its fingerprint', () => {
  it('is the same for the same text under the same key only', () => {
    const before = fieldHash('+8613800138000')
    expect(fieldHash('+8613800138000')).toBe(before)
    expect(fieldHash('+8613800138001')).not.toBe(before)
    vi.stubEnv('HUI_FIELD_KEY', 'another')
    expect(fieldHash('+8613800138000')).not.toBe(before)
  })
})
