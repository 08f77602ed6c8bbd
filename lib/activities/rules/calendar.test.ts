import { describe, expect, it } from 'vitest'
import { atomOf, calendarOf } from './calendar'

const entry = {
  id: '01a2',
  title: '听松夜读, No. 12; with "quotes"',
  description: 'Line one\nBEGIN:VEVENT',
  place: 'Tingsong Reading House, 12 Tingsong Road',
  url: 'https://hui.example.org/en/activities/night-reading-12',
  startsAt: new Date('2026-11-18T19:00+08:00'),
  endsAt: new Date('2026-11-18T21:00+08:00') as Date | null,
  isCancelled: false,
  createdAt: new Date('2026-11-01T00:00:00Z'),
  updatedAt: new Date('2026-11-01T02:00:00Z'),
}
const linesOf = (over: Partial<typeof entry> = {}) =>
  calendarOf([{ ...entry, ...over }])
    .replaceAll('\r\n ', '')
    .split('\r\n')

describe('the calendar file', () => {
  it('says the hour in UTC: 19:00 in Shanghai is 11:00Z', () => {
    expect(linesOf()).toEqual(
      expect.arrayContaining(['DTSTART:20261118T110000Z', 'DTEND:20261118T130000Z', 'STATUS:CONFIRMED', 'UID:01a2@hui']),
    )
  })
  it('takes two hours where the end is unknown', () => {
    expect(linesOf({ endsAt: null })).toContain('DTEND:20261118T130000Z')
  })
  it('marks what is cancelled', () => {
    expect(linesOf({ isCancelled: true })).toContain('STATUS:CANCELLED')
  })
  it('escapes what people wrote: no text starts a component of its own', () => {
    const lines = linesOf()
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1)
    expect(lines).toContain('SUMMARY:听松夜读\\, No. 12\\; with "quotes"')
    expect(lines).toContain('LOCATION:Tingsong Reading House\\, 12 Tingsong Road')
  })
  it('grows its SEQUENCE with each change, and gives the same bytes without one', () => {
    expect(linesOf()).toContain('SEQUENCE:7200')
    expect(linesOf({ updatedAt: new Date('2026-11-01T02:00:05Z') })).toContain('SEQUENCE:7205')
    expect(calendarOf([entry])).toBe(calendarOf([entry]))
  })
  it('names a feed', () => {
    const feed = calendarOf([], { name: '听松\r\nBEGIN:VEVENT', url: 'https://hui.example.org/x' })
    expect(feed).toContain('X-WR-CALNAME:听松 BEGIN:VEVENT\r\n')
    expect(feed).not.toContain('\nBEGIN:VEVENT')
  })
})

describe('the Atom feed', () => {
  it('escapes what people wrote, the last changed first', () => {
    const later = { ...entry, id: '02', title: '<script>&"', updatedAt: new Date('2026-11-03T00:00:00Z'), when: 'Wed' }
    const feed = atomOf([{ ...entry, title: 'bell \u0007', when: 'Wed' }, later], { name: 'A & B', url: 'u', home: 'h', language: 'en' })
    expect(feed).toContain('<title>A &amp; B</title>')
    expect(feed).not.toContain('<script>')
    expect(feed).not.toContain('\u0007')
    expect(feed.indexOf('&lt;script&gt;')).toBeLessThan(feed.indexOf('bell'))
    expect(feed).toContain('<updated>2026-11-03T00:00:00.000Z</updated>\n<entry>')
  })
})
