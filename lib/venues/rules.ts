import type { bookingStatuses, datums, VenueLevel } from '@/db/vocabulary'
import { AppError } from '../errors'
import { addDays, instantOf, localDate, localParts, weekdayOf } from '../time/zones'

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

/** The asked day, or today in the zone; years that no calendar holds are taken for none. */
export const dayFor = (asked: string | undefined, now: Date, zone: string): string =>
  asked && asked > '1970-01-08' && asked < '2999' ? asked : localDate(now, zone)

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

/** Opening hours by ISO weekday, days with the same hours side by side told as one: `{ from: 1, to: 5, hours: [['09:00', '21:00']] }`. */
export function openingLines(
  hours: Partial<Record<string, [string, string][]>>,
): { from: number; to: number; hours: [string, string][] }[] {
  const lines: { from: number; to: number; hours: [string, string][] }[] = []
  for (let day = 1; day <= 7; day++) {
    const own = hours[String(day)] ?? []
    const last = lines.at(-1)
    if (last && JSON.stringify(last.hours) === JSON.stringify(own)) last.to = day
    else lines.push({ from: day, to: day, hours: own })
  }
  return lines
}

/** Whether it is open at an instant, by its opening hours in a zone; null where it has not said them. */
export function isOpenAt(hours: Partial<Record<string, [string, string][]>> | null, now: Date, zone: string): boolean | null {
  if (!hours) return null
  const { date, time } = localParts(now, zone)
  return (hours[String(weekdayOf(date))] ?? []).some(([opens, closes]) => opens <= time && time < closes)
}

/** The level that a venue has on a day: one whose end has passed is none. */
export const levelOn = (venue: { level: VenueLevel; levelEndsOn: string | null }, today: string): VenueLevel =>
  venue.levelEndsOn !== null && venue.levelEndsOn < today ? 'NONE' : venue.level

type Mapped = { lng: number | null; lat: number | null; datum: (typeof datums)[number] | null; names: Partial<Record<string, string>> }

/** An address that opens the position in a map app, told with its datum; null where the position is unknown or in a datum no app takes. */
export function mapHref({ lng, lat, datum, names }: Mapped): string | null {
  if (lng === null || lat === null || datum === null || datum === 'BD09') return null
  const params = new URLSearchParams({
    position: `${lng},${lat}`,
    name: names.zh ?? names.und ?? names.en ?? '',
    coordinate: datum === 'WGS84' ? 'wgs84' : 'gaode',
  })
  return `https://uri.amap.com/marker?${params}`
}
