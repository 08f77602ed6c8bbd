import { describe, expect, it } from 'vitest'
import { assertNotOwn, assertWaiting, isEditable, waitsFor } from './rules'
import { groupApplicationSchema, saveDraftSchema, venueApplicationSchema } from './schema'

describe('waitsFor', () => {
  it.each([
    ['submitted', '330110', true, false, 'district'],
    ['submitted', '330110', true, true, 'network'],
    ['submitted', '330110', false, false, 'network'],
    ['submitted', null, true, false, 'network'],
    ['recommended', '330110', true, false, 'network'],
    ['sent_back', '330110', true, false, null],
    ['approved', '330110', true, true, null],
    ['draft', null, false, false, null],
  ] as const)('%s in %s (administrator: %s, overdue: %s) waits for %s', (status, districtCode, hasAdministrator, isOverdue, expected) =>
    expect(waitsFor({ status, districtCode }, { hasAdministrator, isOverdue })).toBe(expected),
  )
})

it('is written on only as a draft or when it was sent back', () => {
  const all = ['draft', 'submitted', 'recommended', 'sent_back', 'approved', 'refused', 'withdrawn'] as const
  expect(all.filter(isEditable)).toEqual(['draft', 'sent_back'])
  expect(() => assertWaiting({ status: 'approved' })).toThrow('registration_closed')
})

it('is nobody’s own to decide', () => {
  expect(() => assertNotOwn({ applicantId: 'a' }, 'a')).toThrow('own_registration')
  expect(() => assertNotOwn({ applicantId: 'a' }, 'b')).not.toThrow()
})

describe('what an application may say', () => {
  const whole = { type: 'association', names: { zh: '沐桥联谊会' }, shortName: '沐', purpose: { zh: '一起做事' } }
  const missing = (value: unknown) => {
    const parsed = groupApplicationSchema.safeParse(value)
    return parsed.success ? {} : Object.fromEntries(parsed.error.issues.map((i) => [i.path.join('.'), i.message]))
  }

  it('says at which field something is missing', () => {
    expect(missing(whole)).toEqual({})
    expect(missing({ names: {}, shortName: '三个字', joinMode: 'maybe', chapters: [{ names: { en: 'A' } }] })).toMatchObject({
      type: 'required',
      names: 'text_required',
      shortName: 'too_long',
      purpose: 'text_required',
      joinMode: 'required',
      'chapters.0.shortName': 'required',
    })
    expect(missing({ ...whole, type: 'chapter' })).toEqual({ parentId: 'required' })
    expect(missing({ ...whole, officers: [{ email: 'x', role: 'president' }] })).toEqual({ 'officers.0.email': 'email_invalid' })
  })

  it('keeps chapters for associations and a parent for chapters', () => {
    const parentId = '01931f00-0000-7000-8000-000000000001'
    const chapters = [{ names: { zh: '甲' }, shortName: '甲' }]
    expect(groupApplicationSchema.parse({ ...whole, parentId, chapters })).toMatchObject({
      parentId: undefined,
      chapters: [{ shortName: '甲' }],
    })
    expect(groupApplicationSchema.parse({ ...whole, type: 'alliance', chapters }).chapters).toEqual([])
    expect(groupApplicationSchema.parse({ ...whole, type: 'chapter', parentId }).parentId).toBe(parentId)
  })

  it('takes a position whole or not at all', () => {
    const venue = { names: { zh: '沐桥书房' }, addresses: { zh: '沐桥路 1 号' } }
    const issues = (over: object) =>
      venueApplicationSchema.safeParse({ venues: [{ ...venue, ...over }] }).error?.issues.map((i) => i.path.join('.'))
    expect(issues({ lng: '120.1' })).toEqual(['venues.0.lat'])
    expect(issues({ lng: '120.1', lat: '91' })).toEqual(['venues.0.lat'])
    expect(venueApplicationSchema.parse({ venues: [{ ...venue, lng: '120.1', lat: '30.2' }] }).venues[0]).toMatchObject({
      lng: 120.1,
      datum: 'WGS84',
    })
    expect(venueApplicationSchema.safeParse({ venues: [] }).success).toBe(false)
  })

  it('keeps drafts small and free of what no database takes', () => {
    const registrationId = '01931f00-0000-7000-8000-000000000001'
    const fits = (draft: Record<string, unknown>) => saveDraftSchema.safeParse({ registrationId, draft }).success
    expect([fits({ names: { zh: '半' } }), fits({ a: '\u0000' }), fits({ a: '\ud800' }), fits({ a: 'x'.repeat(130_000) })]).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})
