import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { assumedEnd } from '../rules'

export type CalendarEntry = {
  id: string
  title: string
  description: string
  place: string
  url: string
  startsAt: Date
  endsAt: Date | null
  isCancelled: boolean
  createdAt: Date
  updatedAt: Date
}

/**
 * Activities as a calendar (RFC 5545): instants in UTC, so that every calendar shows the right hour; SEQUENCE grows with
 * each change, so that one kept before is moved or struck out. The same entries give the same bytes. `feed` names a
 * calendar to subscribe to and says where it lives.
 */
export function calendarOf(entries: readonly CalendarEntry[], feed?: { name: string; url: string }): string {
  const calendar = ical({ prodId: { company: 'Hui', product: 'Hui' }, method: ICalCalendarMethod.PUBLISH })
  if (feed) {
    calendar.name(feed.name.replace(/[\p{Cc}]+/gu, ' '))
    calendar.source(feed.url)
    calendar.ttl(3600)
  }
  for (const entry of entries)
    calendar.createEvent({
      id: `${entry.id}@hui`,
      sequence: sequenceOf(entry),
      stamp: entry.updatedAt,
      lastModified: entry.updatedAt,
      start: entry.startsAt,
      end: assumedEnd(entry),
      summary: entry.title,
      description: [entry.description, entry.url].filter(Boolean).join('\n\n'),
      location: entry.place || undefined,
      url: entry.url,
      status: entry.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  return calendar.toString()
}

/** Seconds between its making and its last change: a number that only grows. */
const sequenceOf = ({ createdAt, updatedAt }: CalendarEntry): number =>
  Math.max(0, Math.floor(updatedAt.getTime() / 1000) - Math.floor(createdAt.getTime() / 1000))

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
const xml = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 holds no control characters
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"']/g, (c) => escapes[c] as string)

/** The same activities as an Atom feed (RFC 4287), the last changed first. `when` says an entry's time in words. */
export function atomOf(
  entries: readonly (CalendarEntry & { when: string })[],
  feed: { name: string; url: string; home: string; language: string },
): string {
  const latest = new Date(Math.max(0, ...entries.map((entry) => entry.updatedAt.getTime())))
  const items = entries
    .toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())
    .map(
      (entry) =>
        `<entry><id>urn:uuid:${xml(entry.id)}</id><title>${xml(entry.title)}</title><link href="${xml(entry.url)}"/><published>${entry.createdAt.toISOString()}</published><updated>${entry.updatedAt.toISOString()}</updated><summary>${xml([entry.when, entry.place, entry.description].filter(Boolean).join('\n'))}</summary></entry>`,
    )
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(feed.language)}"><id>${xml(feed.url)}</id><title>${xml(feed.name)}</title><author><name>${xml(feed.name)}</name></author><link rel="self" href="${xml(feed.url)}"/><link href="${xml(feed.home)}"/><updated>${latest.toISOString()}</updated>\n${items.join('\n')}\n</feed>\n`
}
