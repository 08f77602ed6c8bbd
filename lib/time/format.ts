import type { Locale } from '@/db/vocabulary'
import { addDays, instantOf, localDate, localParts, weekdayOf } from './zones'

/** Dates as people say them. Dates are `YYYY-MM-DD`, months `YYYY-MM`, instants are Date (UTC), shown in the zone given. */

const weekdays = {
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const EVENING_FROM_HOUR = 18

const weekdayName = (date: string, locale: Locale) => weekdays[locale][weekdayOf(date) - 1] ?? ''
const parts = (date: string) => date.split('-').map(Number) as [number, number, number]
const monthName = (month: number) => months[month - 1] ?? ''
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** "11月21日" / "21 Nov", with the year when it is not `thisYear`. */
function plainDate(date: string, locale: Locale, thisYear: number | null): string {
  const [year, month, day] = parts(date)
  if (locale === 'en') return `${day} ${monthName(month)}${year === thisYear ? '' : ` ${year}`}`
  return `${year === thisYear ? '' : `${year}年`}${month}月${day}日`
}

/** The day in words where it is near: today, tomorrow, yesterday; in Chinese the rest of this week by its name. */
function nearDay(date: string, today: string, locale: Locale): string | null {
  const away = daysBetween(today, date)
  if (away === 0) return locale === 'en' ? 'Today' : '今天'
  if (away === 1) return locale === 'en' ? 'Tomorrow' : '明天'
  if (away === -1) return locale === 'en' ? 'Yesterday' : '昨天'
  if (locale === 'zh-CN' && away > 1 && away < 7) {
    const nextWeek = weekdayOf(date) < weekdayOf(today)
    return `${nextWeek ? '下' : ''}${weekdayName(date, locale)}`
  }
  return null
}

const far = (date: string, locale: Locale, thisYear: number | null) =>
  locale === 'en'
    ? `${weekdayName(date, locale)} ${plainDate(date, locale, thisYear)}`
    : `${plainDate(date, locale, thisYear)} ${weekdayName(date, locale)}`

/** "19:00" in the zone. */
export const formatTime = (instant: Date, zone: string, _locale?: Locale): string => localParts(instant, zone).time

/**
 * A start as people say it: "今晚 19:00", "明天 14:00", "周六 14:00", "11月28日 周六 14:00"; "Tonight, 19:00",
 * "Tomorrow, 14:00", "Sat 21 Nov, 14:00". The year is shown when it differs from now's in the zone.
 */
export function formatWhen(instant: Date, zone: string, locale: Locale, now: Date): string {
  const { date, time, hour } = localParts(instant, zone)
  const today = localParts(now, zone)
  const tonight = date === today.date && hour >= EVENING_FROM_HOUR
  const day = tonight ? (locale === 'en' ? 'Tonight' : '今晚') : (nearDay(date, today.date, locale) ?? far(date, locale, today.year))
  return locale === 'en' ? `${day}, ${time}` : `${day} ${time}`
}

/** A start as it is said within a sentence: "until tomorrow, 14:00". */
export const formatWhenInside = (...when: Parameters<typeof formatWhen>): string =>
  formatWhen(...when).replace(/^(Today|Tonight|Tomorrow|Yesterday)/, (day) => day.toLowerCase())

/**
 * A day as a heading: "今天 · 周三", "11月21日 · 周六"; "Today · Wed", "Sat 21 Nov". `now` as an instant with its zone or as
 * today's date; without it no day is "today" and the year is always shown.
 */
export function formatDay(date: string, locale: Locale, now?: { instant: Date; zone: string } | string): string {
  const today = typeof now === 'object' ? localDate(now.instant, now.zone) : now
  const thisYear = today ? parts(today)[0] : null
  const away = today ? daysBetween(today, date) : null
  if (today && (away === 0 || away === 1 || away === -1)) return `${nearDay(date, today, locale)} · ${weekdayName(date, locale)}`
  return locale === 'en' ? far(date, locale, thisYear) : `${plainDate(date, locale, thisYear)} · ${weekdayName(date, locale)}`
}

/** The whole date, for titles and hover: "2026年11月21日 周六", "Saturday 21 November 2026" in short words. */
export const formatFullDate = (date: string, locale: Locale): string => far(date, locale, null)

/**
 * From start to end: "今晚 19:00–21:00", to midnight "19:00–24:00"; over midnight or several days the end carries its day.
 * A null end leaves the start alone.
 */
export function formatRange(start: Date, end: Date | null, zone: string, locale: Locale, now: Date): string {
  const from = formatWhen(start, zone, locale, now)
  if (!end) return from
  const a = localParts(start, zone)
  const b = localParts(end, zone)
  const thisYear = localParts(now, zone).year
  if (a.date === b.date) return `${from}–${b.time}`
  if (b.time === '00:00' && b.date === addDays(a.date, 1)) return `${from}–24:00`
  const day = nearDay(b.date, localParts(now, zone).date, locale) ?? far(b.date, locale, thisYear)
  return locale === 'en' ? `${from} – ${day}, ${b.time}` : `${from} – ${day} ${b.time}`
}

/** "2026年10月" / "Oct 2026" of `YYYY-MM`. */
export function formatMonth(month: string, locale: Locale): string {
  const [year = 0, m = 1] = month.split('-').map(Number)
  return locale === 'en' ? `${monthName(m)} ${year}` : `${year}年${m}月`
}

const numbers = { 'zh-CN': new Intl.NumberFormat('zh-CN'), en: new Intl.NumberFormat('en') } as const

/** A number with its groups of three: 13,046. */
export const formatNumber = (n: number, locale: Locale): string => numbers[locale].format(n)

/** How long ago or how far ahead, in one unit: "3 天前", "in 3 days", "刚刚". */
export function formatAgo(instant: Date, now: Date, locale: Locale): string {
  const minutes = Math.round((instant.getTime() - now.getTime()) / 60_000)
  const size = Math.abs(minutes)
  if (size < 1) return locale === 'en' ? 'just now' : '刚刚'
  const [n, zh, en] =
    size < 60
      ? [size, '分钟', 'minute']
      : size < 1440
        ? [Math.round(size / 60), '小时', 'hour']
        : size < 60 * 1440
          ? [Math.round(size / 1440), '天', 'day']
          : [Math.round(size / (30.44 * 1440)), '个月', 'month']
  if (locale === 'zh-CN') return `${n} ${zh}${minutes < 0 ? '前' : '后'}`
  const span = `${n} ${en}${n === 1 ? '' : 's'}`
  return minutes < 0 ? `${span} ago` : `in ${span}`
}

/** The words on a tear-off leaf: month, day, weekday. */
export function leafParts(instant: Date, zone: string, locale: Locale) {
  const { date, month, day } = localParts(instant, zone)
  return {
    date,
    day,
    month: locale === 'en' ? monthName(month).toUpperCase() : `${month}月`,
    weekday: weekdayName(date, locale),
  }
}

/** The seven days from `today`, with what a strip says of each. */
export function weekFrom(today: string, locale: Locale) {
  return Array.from({ length: 7 }, (_, i) => {
    const date = addDays(today, i)
    return { date, day: parts(date)[2], weekday: weekdayName(date, locale) }
  })
}

/** The first instant of a local day: where "from this day on" begins in the zone. */
export const startOfDay = (date: string, zone: string): Date => instantOf(date, '00:00', zone)
