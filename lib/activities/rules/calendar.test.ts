import { describe, expect, it } from 'vitest'
import { calendarOf } from './calendar'

const entry = {
  id: '01a2',
  title: '听松夜读, No. 12; with "quotes"',
  description: 'Line one\nBEGIN:VEVENT',
  place: 'Tingsong Reading House, 12 Tingsong Road',
  url: 'https://hui.example.org/en/activities/night-reading-12',
  startsAt: new Date('2026-11-18T19:00+08:00'),
  endsAt: new Date('2026-11-18T21:00+08:00') as Date | null,
  isCancelled: false,
}
const now = new Date('2026-11-01T02:00:00Z')
const linesOf = (over: Partial<typeof entry> = {}) =>
  calendarOf({ ...entry, ...over }, now)
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
})
