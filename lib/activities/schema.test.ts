import { describe, expect, it } from 'vitest'
import { fieldErrorsOf } from '../parse'
import { activityFilterSchema, createActivitySchema, filterHref, type PlanInput, planSchema } from './schema'

describe('the filter of the URL', () => {
  it('reads what fits', () => {
    const filter = activityFilterSchema.parse({
      q: ' 夜读 ',
      when: 'week',
      part: 'evening',
      district: '330106',
      kind: 'LEARN',
      places: '1',
    })
    expect(filter).toMatchObject({ q: '夜读', when: 'week', part: 'evening', district: '330106', kind: 'LEARN', places: true })
    expect(filterHref(filter)).toBe('?q=%E5%A4%9C%E8%AF%BB&when=week&part=evening&district=330106&kind=LEARN&places=1')
  })

  it.each([
    [{ when: 'sometime' }],
    [{ from: '2026-13-40' }],
    [{ to: 'tomorrow' }],
    [{ from: '0001-01-01' }],
    [{ district: "'; drop" }],
    [{ kind: 'a b' }],
    [{ cursor: '1.x' }],
    [{ cursor: '99999999999999.01a209e2-ceff-78c9-a8b7-68e0e26df4e0' }],
    [{ group: '../etc' }],
    [{ places: 'yes' }],
    [{ q: 'x'.repeat(101) }],
    [{ q: '' }],
    [{ language: [] }],
  ])('leaves out what does not: %o', (params) => {
    expect(filterHref(activityFilterSchema.parse(params))).toBe('')
  })

  it('takes the first of a repeated value', () => {
    expect(activityFilterSchema.parse({ kind: ['LEARN', 'TALK'] }).kind).toBe('LEARN')
  })
})

describe('the form', () => {
  const plan: PlanInput = { titles: { zh: '夜读' }, kindCode: 'LEARN', mode: 'onsite', startsAt: '2026-11-18T19:00' }
  const errors = (over: Record<string, unknown>) => {
    const parsed = planSchema.safeParse({ ...plan, ...over })
    return parsed.success ? {} : fieldErrorsOf(parsed.error)
  }

  it('fills in the usual, and keeps no empty text', () => {
    expect(planSchema.parse({ ...plan, cost: { zh: '  ', en: '' } })).toMatchObject({
      audience: 'public',
      languages: ['zh'],
      rsvpMode: 'open',
      companionsAllowed: 0,
      flags: [],
      coHostIds: [],
      cost: null,
      titles: { zh: '夜读' },
    })
  })

  it.each([
    [{ titles: { zh: '' } }, { titles: 'text_required' }],
    [{ titles: undefined }, { titles: 'text_required' }],
    [{ titles: { zh: '字'.repeat(121) } }, { 'titles.zh': 'too_long' }],
    [{ titles: { zh: 'a\0b' } }, { 'titles.zh': 'invalid' }],
    [{ kindCode: undefined }, { kindCode: 'required' }],
    [{ mode: 'telepathy' }, { mode: 'required' }],
    [{ startsAt: undefined }, { startsAt: 'required' }],
    [{ startsAt: '2026-11-18' }, { startsAt: 'date' }],
    [{ startsAt: '2026-02-30T10:00' }, { startsAt: 'date' }],
    [{ startsAt: '2026-11-18T19:00Z' }, { startsAt: 'date' }],
    [{ startsAt: '2026-11-18T24:00' }, { startsAt: 'date' }],
    [{ zone: 'Mars/Olympus' }, { zone: 'invalid' }],
    [{ capacity: '0' }, { capacity: 'too_small' }],
    [{ capacity: '1.5' }, { capacity: 'invalid' }],
    [{ capacity: 'many' }, { capacity: 'invalid' }],
    [{ capacity: '100001' }, { capacity: 'too_big' }],
    [{ companionsAllowed: 11 }, { companionsAllowed: 'too_big' }],
    [{ joiningLink: 'javascript:alert(1)' }, { joiningLink: 'url' }],
    [{ joiningLink: 'meet.example.org' }, { joiningLink: 'url' }],
    [{ languages: [] }, { languages: 'required' }],
    [{ venueId: 'x' }, { venueId: 'invalid' }],
    [{ flags: ['over_200'] }, { 'flags.0': 'invalid' }],
  ])('names what does not fit: %o', (over, expected) => expect(errors(over)).toEqual(expected))

  it('wants a group for a new one', () => {
    const parsed = createActivitySchema.safeParse(plan)
    expect(parsed.success ? {} : fieldErrorsOf(parsed.error)).toEqual({ groupId: 'invalid' })
  })
})
