import { describe, expect, it } from 'vitest'
import { eventDraft, groupDraft, isOnline, readChapter, readDuration, readEvent, readInstant } from './meetup'

const room = {
  id: '11',
  name: 'Kafeterija',
  address: 'Kralja Petra 16',
  city: 'Beograd',
  state: '',
  country: 'rs',
  lat: 44.8,
  lon: 20.4,
  venueType: '',
}
const event = {
  id: '267377404',
  title: 'Coffee Time',
  description: 'Hello',
  status: 'PAST',
  dateTime: '2019-12-28T16:00:00+01:00',
  duration: 'PT2H',
  rsvps: { yesCount: 13, waitlistCount: 2, totalCount: 13 },
  venues: [room],
  group: { name: 'Belgrade', urlname: 'belgrade' },
  createdTime: '2019-12-23T10:44:36-05:00',
}
const now = new Date('2026-11-01T00:00:00Z')
const around = { zone: 'Europe/Belgrade', reportingZone: 'Asia/Shanghai', now }
const draft = (over: object = {}, surroundings: object = {}) => {
  const read = readEvent(JSON.stringify({ ...event, ...over }))
  return read.bad ? { bad: read.bad } : eventDraft(read.value, { ...around, ...surroundings })
}
const activity = (over: object = {}, surroundings: object = {}) => draft(over, surroundings).value?.activity

describe('eventDraft', () => {
  it('reads an event as it is', () => {
    expect(activity()).toMatchObject({
      key: '267377404',
      slug: 'coffee-time-267377404',
      titles: { und: 'Coffee Time' },
      body: { und: 'Hello' },
      status: 'finalised',
      mode: 'onsite',
      startsAt: new Date('2019-12-28T15:00:00Z'),
      endsAt: new Date('2019-12-28T17:00:00Z'),
      zone: 'Europe/Belgrade',
      utcOffsetMinutes: null,
      reportedOn: '2019-12-28',
      publishedAt: new Date('2019-12-23T15:44:36Z'),
      going: 13,
      waitlisted: 2,
      groupKey: 'belgrade',
      venueKey: '11',
    })
  })

  it('counts by the date in the reporting zone', () =>
    expect(activity({ dateTime: '2019-12-28T20:00:00+01:00' })?.reportedOn).toBe('2019-12-29'))

  it('keeps the offset where no zone is known', () =>
    expect(activity({ dateTime: '2019-12-28T16:00:00+05:30' }, { zone: null })).toMatchObject({
      zone: null,
      utcOffsetMinutes: 330,
      startsAt: new Date('2019-12-28T10:30:00Z'),
    }))

  it('knows no end of a duration of zero, or of none', () => {
    for (const duration of ['PT0S', null, undefined]) expect(activity({ duration })?.endsAt).toBeNull()
  })

  it.each([
    ['CANCELLED', 'cancelled'],
    ['cancelled', 'cancelled'],
    ['PAST', 'finalised'],
    ['ACTIVE', 'finalised'],
  ])('takes %s for %s', (status, is) => expect(activity({ status })?.status).toBe(is))

  it('takes what is still to come for published', () =>
    expect(activity({ status: 'ACTIVE', dateTime: '2027-01-01T10:00:00Z' })?.status).toBe('published'))

  it('is online by the type of its venues, in any case, never by a name', () => {
    for (const venueType of ['online', 'Online', 'ONLINE']) {
      const read = draft({ venues: [{ ...room, venueType }] })
      expect(read.value).toMatchObject({ venues: [], activity: { mode: 'online', venueKey: null } })
    }
    expect(activity({ venues: [{ ...room, name: 'Online event', venueType: '' }] })).toMatchObject({ mode: 'onsite', venueKey: '11' })
    expect(activity({ venues: [{ ...room, venueType: 'Library' }] })?.mode).toBe('onsite')
    expect(isOnline({})).toBe(false)
  })

  it('takes the first venue that is not online', () => {
    const venues = [
      { ...room, id: '1', venueType: 'online' },
      { ...room, id: '2' },
      { ...room, id: '3' },
    ]
    expect(activity({ venues })).toMatchObject({ venueKey: '2', mode: 'hybrid' })
    expect(draft({ venues }).value?.venues.map((v) => v.key)).toEqual(['2', '3'])
  })

  it('has no venue where none is told, and a place in words where it has no id', () => {
    for (const venues of [[], null, undefined]) expect(activity({ venues })).toMatchObject({ venueKey: null, mode: 'onsite', place: null })
    expect(activity({ venues: [{ ...room, id: null }] })).toMatchObject({
      venueKey: null,
      place: { und: 'Kafeterija, Kralja Petra 16, Beograd, RS' },
    })
  })

  it('reads a venue by its id, whatever its name', () => {
    const [venue] = draft().value?.venues ?? []
    expect(venue).toMatchObject({
      key: '11',
      slug: 'kafeterija-11',
      names: { und: 'Kafeterija' },
      addresses: { und: 'Kralja Petra 16, Beograd, RS' },
      position: { lng: 20.4, lat: 44.8 },
    })
    const [bare] = draft({ venues: [{ id: 11, lat: 0, lon: 0 }] }).value?.venues ?? []
    expect(bare).toMatchObject({ key: '11', names: { und: '11' }, addresses: null, position: null })
    expect(draft({ venues: [{ ...room, lat: 'x', lon: 999 }] }).value?.venues[0]?.position).toBeNull()
  })

  it('changes its hash with what is read, not with the rest', () => {
    const hash = activity()?.hash
    expect(activity({ eventUrl: 'https://example.org', featuredEventPhoto: {} })?.hash).toBe(hash)
    for (const over of [
      { title: 'Tea' },
      { rsvps: { yesCount: 14 } },
      { status: 'CANCELLED' },
      { venues: [] },
      { dateTime: '2019-12-28T16:01:00+01:00' },
    ])
      expect(activity(over)?.hash).not.toBe(hash)
    expect(activity({}, { zone: 'Europe/Vienna' })?.hash).not.toBe(hash)
  })

  it('cleans what a database cannot keep', () =>
    expect(activity({ title: ' a\u0000b\ud800 ', description: '' })).toMatchObject({ titles: { und: 'ab\uFFFD' }, body: null }))

  it.each([
    ['no_id', { id: undefined }],
    ['no_id', { id: '' }],
    ['no_id', { id: null }],
    ['no_id', { id: {} }],
    ['no_title', { title: '  ' }],
    ['no_title', { title: 7 }],
    ['no_group', { group: undefined }],
    ['no_group', { group: { name: 'x' } }],
    ['bad_date', { dateTime: 'soon' }],
    ['bad_date', { dateTime: undefined }],
    ['bad_date', { dateTime: '2019-02-30T10:00:00Z' }],
    ['bad_duration', { duration: 'two hours' }],
    ['bad_duration', { duration: 7200 }],
    ['bad_status', { status: 'DRAFT' }],
    ['bad_status', { status: undefined }],
    ['bad_venue', { venues: 'here' }],
    ['bad_venue', { venues: ['here'] }],
    ['bad_count', { rsvps: { yesCount: -1 } }],
    ['bad_count', { rsvps: { yesCount: '13' } }],
    ['bad_count', { rsvps: { waitlistCount: 1.5 } }],
    ['bad_count', { rsvps: [] }],
  ])('refuses with %s: %j', (reason, over) => expect(draft(over)).toEqual({ bad: reason }))

  it.each(['7', 'null', '[]', '"x"'])('refuses %s, which is no record', (text) => expect(readEvent(text)).toEqual({ bad: 'not_an_object' }))
  it('refuses what is no JSON', () => expect(readEvent('{"id": 1')).toEqual({ bad: 'not_json' }))

  it('takes counts that are not told for unknown', () => {
    expect(activity({ rsvps: undefined })).toMatchObject({ going: null, waitlisted: null })
    expect(activity({ rsvps: { yesCount: 0 } })).toMatchObject({ going: 0, waitlisted: null })
  })
})

describe('chapters', () => {
  it('reads name, urlname and a zone that this runtime knows', () => {
    const chapter = { urlname: 'a', name: 'A', timezone: 'Asia/Kolkata', members: 3 }
    expect(readChapter(JSON.stringify(chapter)).value).toEqual({ urlname: 'a', name: 'A', timezone: 'Asia/Kolkata' })
    for (const timezone of ['+05:30', 'Mars/Base', '', 7, null])
      expect(readChapter(JSON.stringify({ ...chapter, timezone })).value?.timezone ?? null).toBeNull()
  })

  it.each([
    ['no_id', { name: 'A' }],
    ['no_name', { urlname: 'a', name: '' }],
    ['not_an_object', 'a'],
  ])('refuses with %s: %j', (reason, chapter) => expect(readChapter(JSON.stringify(chapter))).toEqual({ bad: reason }))

  it('makes an ASCII slug of any urlname', () => {
    expect(groupDraft({ urlname: 'muhq_deleted@4633@rladies-ushuaia', name: 'U' })).toMatchObject({
      slug: 'muhq-deleted-4633-rladies-ushuaia',
      names: { und: 'U' },
      shortName: 'U',
    })
    expect(groupDraft({ urlname: '@@', name: null })).toMatchObject({ slug: 'x', names: { und: '@@' }, shortName: '?' })
  })
})

it.each([
  ['R-Ladies Genève', 'RG'],
  ['RLadies+ Albany', 'RA'],
  ['ελλάδα', 'ΕΛ'],
  ['R-Ladies 台北', '台北'],
  ['R Ladies Ørsta', 'RØ'],
])('seals %s with %s', (name, seal) => expect(groupDraft({ urlname: 'a', name }).shortName).toBe(seal))

describe('readInstant', () => {
  it.each([
    ['2019-12-28T16:00:00+01:00', '2019-12-28T15:00:00.000Z', 60],
    ['2019-12-28T16:00:00Z', '2019-12-28T16:00:00.000Z', 0],
    ['2019-12-28T16:00-03:30', '2019-12-28T19:30:00.000Z', -210],
    ['2019-12-28T16:00:00.123+0530', '2019-12-28T10:30:00.000Z', 330],
  ])('%s', (stamp, at, offset) => expect(readInstant(stamp, null)).toEqual({ at: new Date(at), offset }))

  it('takes a time without offset in the zone', () =>
    expect(readInstant('2019-07-01T18:00:00', 'Europe/Belgrade')).toEqual({ at: new Date('2019-07-01T16:00:00Z'), offset: 120 }))

  it.each([
    '2019-12-28',
    '2019-13-01T10:00Z',
    '2019-01-01T25:00Z',
    '2019-01-01T24:00Z',
    '2019-01-01T10:00+15:00',
    '0000-01-01T00:00Z',
    '2019-01-01T10:00',
    '',
  ])('refuses %j', (stamp) => expect(readInstant(stamp, null)).toBeNull())
})

it.each([
  ['PT2H', 120],
  ['PT1H30M', 90],
  ['P1DT1H', 1500],
  ['P1W', 10080],
  ['PT90S', 1.5],
  ['PT0S', null],
  ['P0D', null],
  ['', null],
  ['P', undefined],
  ['PT', undefined],
  ['-PT1H', undefined],
  ['PT99999H', undefined],
  ['1:30', undefined],
])('the duration %j is %s minutes', (duration, minutes) =>
  expect(readDuration(duration)).toBe(typeof minutes === 'number' ? minutes * 60_000 : minutes),
)
