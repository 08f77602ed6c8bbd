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
}

/** One activity as a calendar file (RFC 5545); instants in UTC, so that every calendar shows the right hour. */
export function calendarOf(entry: CalendarEntry, now: Date): string {
  const calendar = ical({ prodId: { company: 'Hui', product: 'Hui' }, method: ICalCalendarMethod.PUBLISH })
  calendar.createEvent({
    id: `${entry.id}@hui`,
    stamp: now,
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
