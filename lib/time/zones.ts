/** Calendar arithmetic in IANA zones by Intl; dates are `YYYY-MM-DD`, months `YYYY-MM`, instants are Date (UTC). */

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterFor(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formatters.set(zone, formatter)
  }
  return formatter
}

/** Whether `zone` names a zone that this runtime knows. */
export function isZone(zone: string): boolean {
  try {
    formatterFor(zone)
    return true
  } catch {
    return false
  }
}

export type LocalParts = { date: string; time: string; year: number; month: number; day: number; hour: number; minute: number }

/** What a wall clock in `zone` shows at `instant`. */
export function localParts(instant: Date, zone: string): LocalParts {
  const p: Record<string, string> = {}
  for (const part of formatterFor(zone).formatToParts(instant)) p[part.type] = part.value
  return {
    date: `${p.year}-${p.month}-${p.day}`,
    time: `${p.hour}:${p.minute}`,
    year: Number(p.year),
    month: Number(p.month),
    day: Number(p.day),
    hour: Number(p.hour),
    minute: Number(p.minute),
  }
}

/** The local date of an instant: the day on which an activity is counted, when `zone` is the reporting zone. */
export const localDate = (instant: Date, zone: string): string => localParts(instant, zone).date

/** Minutes that `zone` is ahead of UTC at `instant`. */
export function offsetMinutes(instant: Date, zone: string): number {
  const p = localParts(instant, zone)
  const asUtc = Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute)
  return Math.round((asUtc - Math.floor(instant.getTime() / 60000) * 60000) / 60000)
}

/**
 * The instant at which a wall clock in `zone` shows `date` and `time` (`HH:MM`). In a spring gap the clock's later
 * reading; in an autumn overlap the earlier of the two instants.
 */
export function instantOf(date: string, time: string, zone: string): Date {
  const wall = Date.parse(`${date}T${time}:00Z`)
  const before = wall - offsetMinutes(new Date(wall - 86_400_000), zone) * 60_000
  const after = wall - offsetMinutes(new Date(wall + 86_400_000), zone) * 60_000
  for (const candidate of [Math.min(before, after), Math.max(before, after)]) {
    if (candidate + offsetMinutes(new Date(candidate), zone) * 60_000 === wall) return new Date(candidate)
  }
  return new Date(before)
}

/** `date` moved by whole days. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** `month` (`YYYY-MM`) moved by whole months. */
export function addMonths(month: string, months: number): string {
  const [year = 0, m = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, m - 1 + months, 1)).toISOString().slice(0, 7)
}

/** ISO weekday of a date: 1 Monday to 7 Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7
