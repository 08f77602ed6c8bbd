import type { bookingStatuses } from '@/db/vocabulary'
import { AppError } from '../errors'
import { addDays, instantOf, weekdayOf } from '../time/zones'

const MINUTE = 60_000
type BookingStatus = (typeof bookingStatuses)[number]

/** What a booking takes of its space, the buffer inside: a half-open range as PostgreSQL writes it. */
export function rangeWithBuffer(startsAt: Date, endsAt: Date, bufferMinutes: number): string {
  const at = (instant: Date, minutes: number) => new Date(instant.getTime() + minutes * MINUTE).toISOString()
  return `[${at(startsAt, -bufferMinutes)},${at(endsAt, bufferMinutes)})`
}

/** Whether a booking needs nobody's answer: the keeper books, or the group that runs the venue. */
export const bookingStatusFor = (booking: { byKeeper: boolean; groupId: string; operatorGroupId: string | null }): BookingStatus =>
  booking.byKeeper || booking.groupId === booking.operatorGroupId ? 'confirmed' : 'requested'

/** A booking is decided once: throws `conflict` when it is not (or no longer) requested. */
export function assertRequested(booking: { status: BookingStatus }): void {
  if (booking.status !== 'requested') throw new AppError('conflict')
}

/** The Monday of the week of a date. */
export const mondayOf = (date: string): string => addDays(date, 1 - weekdayOf(date))

export type Spell = { startsAt: Date; endsAt: Date }
export type DayOfWeek<T> = { date: string; spells: T[] }

/** The seven days of a week in a zone, each with what touches it; a spell that runs over midnight stands in both days. */
export function weekOf<T extends Spell>(monday: string, spells: T[], zone: string): DayOfWeek<T>[] {
  return [0, 1, 2, 3, 4, 5, 6].map((n) => {
    const date = addDays(monday, n)
    const from = instantOf(date, '00:00', zone)
    const to = instantOf(addDays(date, 1), '00:00', zone)
    return {
      date,
      spells: spells.filter((s) => s.startsAt < to && s.endsAt > from).sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()),
    }
  })
}

/** Where a place stands on the schematic, in hundredths of its width and height. */
export type Dot = { x: number; y: number }

/** Sets places on a plane so that all fit, longitude shortened by the latitude; keeps at least `margin` hundredths free. */
export function project(places: { lng: number; lat: number }[], margin = 8): { dots: Dot[]; ratio: number } {
  if (places.length === 0) return { dots: [], ratio: 1 }
  const lats = places.map((p) => p.lat)
  const shrink = Math.cos((((Math.min(...lats) + Math.max(...lats)) / 2) * Math.PI) / 180)
  const xs = places.map((p) => p.lng * shrink)
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...lats), Math.max(...lats)]
  const [width, height] = [right - left || 0.02, top - bottom || 0.02]
  const inside = 100 - 2 * margin
  return {
    dots: places.map((p, i) => ({
      x: margin + (((xs[i] as number) - left) / width) * inside,
      y: margin + ((top - p.lat) / height) * inside,
    })),
    ratio: width / height,
  }
}
