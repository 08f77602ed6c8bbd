import type { calendarDays } from '../schema/network'

/** The demo city's clock: days are whole days since 1970-01-01, local to the network's zone, which has no summer time. */

export const ZONE = 'Asia/Shanghai'
const OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
/** The instant at which the clock in the city shows `minutes` after midnight of `day`. */
export const at = (day: number, minutes = 0): Date => new Date(day * DAY_MS + minutes * 60_000 - OFFSET_MS)
/** ISO weekday: 1 Monday to 7 Sunday. */
export const weekdayOf = (day: number): number => ((day + 3) % 7) + 1
export const later = (instant: Date, minutes: number): Date => new Date(instant.getTime() + Math.round(minutes * 60_000))

export type Year = {
  /** The demo's date, and its midnight: every fact that has happened lies before it. */
  today: number
  now: Date
  /** The 12 full months before the demo's month, oldest first: first day, and the day after the last. */
  months: { month: string; from: number; to: number }[]
  from: number
  to: number
}

/** The reporting year of a demo date. */
export function yearOf(demoDate: string): Year {
  const [y = 0, m = 1] = demoDate.split('-').map(Number)
  const first = (offset: number) => Date.UTC(y, m - 1 + offset, 1) / DAY_MS
  const months = Array.from({ length: 12 }, (_, i) => {
    const from = first(i - 12)
    return { month: dateOf(from).slice(0, 7), from, to: first(i - 11) }
  })
  const today = dayOf(demoDate)
  return { today, now: at(today), months, from: first(-12), to: first(0) }
}

type Days = [from: string, to: string, zh: string, en: string]
/** As published by the State Council for 2025 and 2026; 2027 is not published yet. */
const holidays: Days[] = [
  ['2025-01-01', '2025-01-01', '元旦', 'New Year’s Day'],
  ['2025-01-28', '2025-02-04', '春节', 'Spring Festival'],
  ['2025-04-04', '2025-04-06', '清明节', 'Qingming'],
  ['2025-05-01', '2025-05-05', '劳动节', 'Labour Day'],
  ['2025-05-31', '2025-06-02', '端午节', 'Dragon Boat Festival'],
  ['2025-10-01', '2025-10-08', '国庆节、中秋节', 'National Day and Mid-Autumn'],
  ['2026-01-01', '2026-01-03', '元旦', 'New Year’s Day'],
  ['2026-02-15', '2026-02-23', '春节', 'Spring Festival'],
  ['2026-04-04', '2026-04-06', '清明节', 'Qingming'],
  ['2026-05-01', '2026-05-05', '劳动节', 'Labour Day'],
  ['2026-06-19', '2026-06-21', '端午节', 'Dragon Boat Festival'],
  ['2026-09-25', '2026-09-27', '中秋节', 'Mid-Autumn'],
  ['2026-10-01', '2026-10-07', '国庆节', 'National Day'],
]
const workingDays: [date: string, zh: string, en: string][] = [
  ['2025-01-26', '春节调休上班', 'Working day for Spring Festival'],
  ['2025-02-08', '春节调休上班', 'Working day for Spring Festival'],
  ['2025-04-27', '劳动节调休上班', 'Working day for Labour Day'],
  ['2025-09-28', '国庆节调休上班', 'Working day for National Day'],
  ['2025-10-11', '国庆节调休上班', 'Working day for National Day'],
  ['2026-01-04', '元旦调休上班', 'Working day for New Year'],
  ['2026-02-14', '春节调休上班', 'Working day for Spring Festival'],
  ['2026-02-28', '春节调休上班', 'Working day for Spring Festival'],
  ['2026-05-09', '劳动节调休上班', 'Working day for Labour Day'],
  ['2026-09-20', '国庆节调休上班', 'Working day for National Day'],
  ['2026-10-10', '国庆节调休上班', 'Working day for National Day'],
]

export function calendarRows(): (typeof calendarDays.$inferInsert)[] {
  const off = holidays.flatMap(([from, to, zh, en]) =>
    Array.from({ length: dayOf(to) - dayOf(from) + 1 }, (_, i) => ({ day: dateOf(dayOf(from) + i), names: { zh, en }, working: false })),
  )
  return [...off, ...workingDays.map(([day, zh, en]) => ({ day, names: { zh, en }, working: true }))]
}

const offDays = new Set(calendarRows().flatMap((r) => (r.working ? [] : [dayOf(r.day)])))
const workDays = new Set(calendarRows().flatMap((r) => (r.working ? [dayOf(r.day)] : [])))
export const isHoliday = (day: number): boolean => offDays.has(day)
/** A Saturday or Sunday on which people work for a holiday taken. */
export const isMakeUpDay = (day: number): boolean => workDays.has(day)
export const isFreeDay = (day: number): boolean => isHoliday(day) || (weekdayOf(day) >= 6 && !isMakeUpDay(day))
