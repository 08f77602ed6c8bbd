import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkInSources } from '@/db/vocabulary'
import {
  type CountingFacts,
  closingFigures,
  countedReason,
  creditedGroup,
  decideCheckIn,
  decideTick,
  type Entry,
  gradeOf,
  projectAttendance,
  proposeNoShows,
  secondsToNextCode,
  standingEntries,
  timelinessOf,
  wallMinute,
} from './rules'

const at = (time: string) => new Date(`2026-11-10T${time}:00Z`)
/** 19:00 to 21:00: door 18:30 to 21:15, late after 19:15. */
const activity = {
  status: 'published',
  startsAt: at('19:00'),
  endsAt: at('21:00'),
  doorOpensMinutes: 30,
  doorClosesMinutes: 15,
  lateAfterMinutes: 15,
  origin: 'here' as const,
}
const entry = (id: string, over: Partial<Entry> = {}): Entry => ({
  id,
  direction: 'in',
  source: 'roster',
  knownAt: at('18:52'),
  refersToId: null,
  ...over,
})

describe('decideCheckIn', () => {
  const self = (time: string, status = 'published') =>
    decideCheckIn({ ...activity, status }, { direction: 'in', source: 'wall_code', knownAt: at(time) }, null)

  it.each([
    ['18:29', 'door_not_open'],
    ['21:16', 'door_closed'],
  ])('refuses a self check-in at %s: %s', (time, code) => {
    expect(self(time)).toEqual({ refused: code })
  })

  it.each([
    ['18:30', 'on_time'],
    ['18:52', 'on_time'],
    ['19:15', 'on_time'],
    ['19:16', 'late'],
    ['21:15', 'late'],
  ])('takes a self check-in at %s as %s', (time, timeliness) => {
    expect(self(time)).toMatchObject({ refused: null, verdict: 'in', timeliness, door: 'open' })
  })

  it('refuses a self check-in to what was cancelled or is not published', () => {
    expect(self('18:52', 'cancelled')).toEqual({ refused: 'activity_cancelled' })
    expect(self('18:52', 'draft')).toEqual({ refused: 'activity_not_open' })
  })

  it('never refuses what a helper or a device saw: it is classified', () => {
    const arbitrary = fc.record({
      source: fc.constantFrom(...checkInSources.filter((s) => s !== 'wall_code' && s !== 'digits')),
      direction: fc.constantFrom('in' as const, 'out' as const),
      knownAt: fc.date({ min: at('00:00'), max: at('23:59'), noInvalidDate: true }),
      status: fc.constantFrom('published', 'cancelled', 'finalised', 'draft'),
      existing: fc.constantFrom(null, { inAt: at('18:52'), outAt: null }),
    })
    fc.assert(
      fc.property(arbitrary, ({ status, existing, ...scan }) => decideCheckIn({ ...activity, status }, scan, existing).refused === null),
    )
  })

  it('answers since when she is in, and what a check-out is', () => {
    const scan = { source: 'roster' as const, knownAt: at('20:00') }
    const inside = { inAt: at('18:52'), outAt: null }
    expect(decideCheckIn(activity, { ...scan, direction: 'in' }, inside)).toMatchObject({ verdict: 'already_in', since: at('18:52') })
    expect(decideCheckIn(activity, { ...scan, direction: 'out' }, inside)).toMatchObject({ verdict: 'out' })
    expect(decideCheckIn(activity, { ...scan, direction: 'out' }, { ...inside, outAt: at('19:30') })).toMatchObject({
      verdict: 'already_out',
    })
    expect(decideCheckIn(activity, { ...scan, direction: 'out' }, null)).toMatchObject({ verdict: 'out_without_in' })
    expect(decideCheckIn(activity, { ...scan, source: 'digits', direction: 'out' }, null)).toEqual({ refused: 'not_checked_in' })
  })
})

describe('decideTick', () => {
  it('is a roster entry of now until the door closes, then a correction whose time is the start', () => {
    expect(decideTick(activity, at('18:00'))).toEqual({ refused: null, source: 'roster', knownAt: at('18:00') })
    expect(decideTick(activity, at('21:15'))).toMatchObject({ source: 'roster' })
    expect(decideTick(activity, at('21:16'))).toEqual({ refused: null, source: 'correction', knownAt: at('19:00') })
  })

  it('is refused more than a day before, seven days after, and where there is no door', () => {
    expect(decideTick(activity, new Date('2026-11-09T18:59:00Z'))).toEqual({ refused: 'door_not_open' })
    expect(decideTick(activity, new Date('2026-11-17T21:00:00Z'))).toMatchObject({ refused: null })
    expect(decideTick(activity, new Date('2026-11-17T21:01:00Z'))).toEqual({ refused: 'correction_too_late' })
    expect(decideTick({ ...activity, status: 'cancelled' }, at('19:00'))).toEqual({ refused: 'activity_cancelled' })
    expect(decideTick({ ...activity, status: 'submitted' }, at('19:00'))).toEqual({ refused: 'activity_not_open' })
  })
})

it('grades each source, and everything of an activity that was entered afterwards', () => {
  const grades = Object.fromEntries(checkInSources.map((source) => [source, gradeOf(source)]))
  expect(grades).toEqual({
    wall_code: 'self',
    digits: 'self',
    pass: 'witnessed',
    roster: 'witnessed',
    paper: 'witnessed',
    correction: 'corrected',
    import: 'back_filled',
  })
  expect(gradeOf('roster', 'back_filled')).toBe('back_filled')
})

it('knows no time where the source tells none, and early before the door', () => {
  expect(timelinessOf(activity, at('18:00'), 'roster')).toBe('early')
  for (const source of ['paper', 'correction', 'import'] as const) expect(timelinessOf(activity, at('20:00'), source)).toBe('unknown')
})

describe('projectAttendance', () => {
  it('takes the earliest standing scan: two helpers, one attendance', () => {
    const entries = [entry('a', { knownAt: at('18:53') }), entry('b', { knownAt: at('18:52') })]
    expect(projectAttendance(entries, activity)).toEqual({
      inAt: at('18:52'),
      outAt: null,
      timeliness: 'on_time',
      grade: 'witnessed',
      source: 'roster',
    })
  })

  it('prefers what was seen to what was corrected, and that to what was imported', () => {
    const correction = entry('c', { source: 'correction', knownAt: at('18:00') })
    const imported = entry('i', { source: 'import', knownAt: at('17:00') })
    expect(projectAttendance([imported, correction, entry('a')], activity)?.source).toBe('roster')
    expect(projectAttendance([imported, correction], activity)?.grade).toBe('corrected')
  })

  it('voids what a void refers to; a re-record stands; an undone undo stands', () => {
    const gone = [entry('a'), entry('v', { direction: 'void', refersToId: 'a' })]
    expect(projectAttendance(gone, activity)).toBeNull()
    expect(projectAttendance([...gone, entry('b', { knownAt: at('19:20') })], activity)).toMatchObject({
      inAt: at('19:20'),
      timeliness: 'late',
    })
    expect(projectAttendance([...gone, entry('w', { direction: 'void', refersToId: 'v' })], activity)?.inAt).toEqual(at('18:52'))
  })

  it('takes the last check-out after the check-in, and none without one', () => {
    const out = entry('o', { direction: 'out', knownAt: at('21:00') })
    expect(projectAttendance([entry('a'), out, { ...out, id: 'p', knownAt: at('20:00') }], activity)?.outAt).toEqual(at('21:00'))
    expect(projectAttendance([entry('a'), { ...out, knownAt: at('18:00') }], activity)?.outAt).toBeNull()
    expect(projectAttendance([out], activity)).toBeNull()
  })

  it('does not depend on the order of arrival', () => {
    const logs = fc
      .array(
        fc.record({
          direction: fc.constantFrom('in' as const, 'in' as const, 'out' as const, 'void' as const),
          source: fc.constantFrom(...checkInSources),
          minute: fc.integer({ min: 0, max: 6 }),
          refersTo: fc.nat(),
        }),
        { maxLength: 12 },
      )
      .map((rows) =>
        rows.map((row, i) => {
          const isVoid = row.direction === 'void' && i > 0
          return entry(`e${String(i).padStart(2, '0')}`, {
            direction: row.direction === 'void' && !isVoid ? 'in' : row.direction,
            source: row.source,
            knownAt: new Date(at('18:50').getTime() + row.minute * 300_000),
            refersToId: isVoid ? `e${String(row.refersTo % i).padStart(2, '0')}` : null,
          })
        }),
      )
    const shuffled = logs.chain((log) =>
      fc.tuple(fc.constant(log), fc.shuffledSubarray(log, { minLength: log.length, maxLength: log.length })),
    )
    fc.assert(
      fc.property(shuffled, ([log, other]) => {
        expect(projectAttendance(other, activity)).toEqual(projectAttendance(log, activity))
      }),
      { numRuns: 1000 },
    )
  })

  it('ends on voids that refer to each other, which no command writes', () => {
    const loop = [entry('v', { direction: 'void', refersToId: 'w' }), entry('w', { direction: 'void', refersToId: 'v' })]
    expect(standingEntries(loop)).toEqual([])
  })
})

describe('creditedGroup', () => {
  it.each([
    ['the host she chose to represent', { representsId: 'B', primaryGroupId: 'A' }, { creditedGroupId: 'B', away: false }],
    ['her primary group, which hosts', { representsId: null, primaryGroupId: 'A' }, { creditedGroupId: 'A', away: false }],
    ['her primary group, away', { representsId: null, primaryGroupId: 'C' }, { creditedGroupId: 'C', away: true }],
    ['a choice that does not host counts for nothing', { representsId: 'C', primaryGroupId: 'A' }, { creditedGroupId: 'A', away: false }],
    ['nobody: unaffiliated', { representsId: null, primaryGroupId: null }, { creditedGroupId: null, away: false }],
  ])('credits %s', (_, facts, expected) => {
    expect(creditedGroup({ hostGroupIds: ['A', 'B'], ...facts })).toEqual(expected)
  })
})

describe('countedReason', () => {
  const counted: CountingFacts = {
    cancelled: false,
    finalised: true,
    kindCountable: true,
    excluded: false,
    recapFiled: true,
    attendances: 3,
    guests: 0,
    minimumHeadCount: 3,
    publishedAt: at('09:00'),
    startsAt: at('19:00'),
    origin: 'here',
    reportedOn: '2026-11-10',
    leadHost: { approvedOn: '2026-11-10', dissolvedOn: null, suspensions: [] },
  }
  /** Each rule of R-COUNT v1 in its order, with what makes it fail. */
  const rules: [string, Partial<CountingFacts>][] = [
    ['cancelled', { cancelled: true }],
    ['not_finalised', { finalised: false }],
    ['kind_not_countable', { kindCountable: false }],
    ['excluded', { excluded: true }],
    ['no_recap', { recapFiled: false }],
    ['too_few', { attendances: 2 }],
    ['published_late', { publishedAt: at('19:00') }],
    ['host_inactive', { leadHost: null }],
  ]

  it.each(rules)('says %s when that alone fails', (reason, fails) => {
    expect(countedReason({ ...counted, ...fails })).toBe(reason)
  })

  it.each(rules.map(([reason], i) => [reason, i] as const))('says %s when it and all later ones fail', (reason, i) => {
    const facts = Object.assign({}, counted, ...rules.slice(i).map(([, fails]) => fails)) as CountingFacts
    expect(countedReason(facts)).toBe(reason)
  })

  it.each<[string, Partial<CountingFacts>]>([
    ['counted', {}],
    ['counted', { attendances: 1, guests: 2 }],
    ['too_few', { attendances: 0, guests: 50 }],
    ['counted', { attendances: 1, minimumHeadCount: 1 }],
    ['too_few', { attendances: 0, minimumHeadCount: 0 }],
    ['published_late', { publishedAt: null }],
    ['published_late', { origin: 'back_filled' }],
    ['published_late', { origin: 'imported' }],
    ['host_inactive', { leadHost: { approvedOn: '2026-11-11', dissolvedOn: null, suspensions: [] } }],
    ['host_inactive', { leadHost: { approvedOn: null, dissolvedOn: null, suspensions: [] } }],
    ['host_inactive', { leadHost: { approvedOn: '2025-01-01', dissolvedOn: '2026-11-10', suspensions: [] } }],
    ['counted', { leadHost: { approvedOn: '2025-01-01', dissolvedOn: '2026-11-11', suspensions: [] } }],
    [
      'host_inactive',
      { leadHost: { approvedOn: '2025-01-01', dissolvedOn: null, suspensions: [{ fromOn: '2026-11-10', toOn: '2026-11-11' }] } },
    ],
    ['host_inactive', { leadHost: { approvedOn: '2025-01-01', dissolvedOn: null, suspensions: [{ fromOn: '2026-01-01', toOn: null }] } }],
    ['counted', { leadHost: { approvedOn: '2025-01-01', dissolvedOn: null, suspensions: [{ fromOn: '2026-11-01', toOn: '2026-11-10' }] } }],
  ])('says %s for %j', (reason, over) => {
    expect(countedReason({ ...counted, ...over })).toBe(reason)
  })
})

describe('proposeNoShows', () => {
  const going = (attended: number, excused: number, absent: number) => [
    ...Array.from({ length: attended }, (_, i) => ({ personId: `a${i}`, attended: true, excused: false })),
    ...Array.from({ length: excused }, (_, i) => ({ personId: `e${i}`, attended: false, excused: true })),
    ...Array.from({ length: absent }, (_, i) => ({ personId: `n${i}`, attended: false, excused: false })),
  ]

  it('proposes who was going and is neither here nor excused: 31 going, 26 present, 4 no-shows, 1 excused', () => {
    expect(closingFigures(going(26, 1, 4), 26)).toEqual({
      going: 31,
      present: 26,
      attendedGoing: 26,
      noShows: 4,
      excused: 1,
      enoughCheckedIn: true,
    })
    expect(proposeNoShows(going(2, 0, 2))).toEqual(['n0', 'n1'])
  })

  it('proposes nobody when under half were checked in', () => {
    expect(proposeNoShows(going(4, 0, 5))).toEqual([])
    expect(proposeNoShows([])).toEqual([])
  })
})

it('turns the wall code over each minute', () => {
  expect(wallMinute(at('18:53')) - wallMinute(at('18:52'))).toBe(1)
  expect(secondsToNextCode(at('18:52'))).toBe(60)
  expect(secondsToNextCode(new Date('2026-11-10T18:52:59.500Z'))).toBe(1)
})
