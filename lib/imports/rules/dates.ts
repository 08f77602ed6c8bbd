import type { RowReason } from '../schema/csv'

/** Dates and times as people write them. Dates are `YYYY-MM-DD`, times `HH:MM` on a wall clock. */

export type DateOrder = 'dmy' | 'mdy'
type Bad = { bad: RowReason }
export type ReadDate = { date: string; rest: string; bad?: undefined } | Bad
export type ReadTime = { start: string; end: string | null; bad?: undefined } | Bad

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const DAY_MS = 86_400_000

/** Half-width, one kind of blank, no names of weekdays. */
const tidy = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[(（]?\s*(周|星期|礼拜)[一二三四五六日天]\s*[)）]?/g, ' ')
    .replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim()

/**
 * A date, and what stands behind it (a time). `year` serves where the text has none; `order` says which of 01/02/2025
 * comes first. Excel's serial days count from 1899-12-30.
 */
export function readDate(text: string, { order, year }: { order: DateOrder | null; year: number | null }): ReadDate {
  const t = tidy(text)
  const serial = /^(\d{5})(?:\.(\d+))?$/.exec(t)
  if (serial) return serialDate(Number(t))
  const ymd = /^(\d{4})(?:(\d\d)(\d\d)(?!\d)|\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号]?)[T,\s]*(.*)$/.exec(t)
  if (ymd) return dated(Number(ymd[1]), Number(ymd[2] ?? ymd[4]), Number(ymd[3] ?? ymd[5]), ymd[6])
  const han = /^(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]?\s*(.*)$/.exec(t)
  if (han) return year === null ? { bad: 'date_year_missing' } : dated(year, Number(han[1]), Number(han[2]), han[3])
  const numbers = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})[,\s]*(.*)$/.exec(t)
  if (numbers) return ordered(Number(numbers[1]), Number(numbers[2]), Number(numbers[3]), order, numbers[4])
  const short = /^(\d{1,2})[-/](\d{1,2})$/.exec(t)
  if (short) return year === null ? { bad: 'date_year_missing' } : ordered(Number(short[1]), Number(short[2]), year, order, '')
  return inWords(t, year)
}

function inWords(t: string, year: number | null): ReadDate {
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?(?:\s+(\d{4}))?\b,?\s*(.*)$/i.exec(t)
  const monthFirst = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?\b,?\s*(.*)$/i.exec(t)
  const found = dayFirst ?? monthFirst
  if (!found) return { bad: 'date_unreadable' }
  const [word = '', day = ''] = dayFirst ? [found[2], found[1]] : [found[1], found[2]]
  const month = months.indexOf(word.slice(0, 3).toLowerCase()) + 1
  if (month === 0) return { bad: 'date_unreadable' }
  const known = found[3] ? Number(found[3]) : year
  return known === null ? { bad: 'date_year_missing' } : dated(known, month, Number(day), found[4])
}

function ordered(first: number, second: number, year: number, order: DateOrder | null, rest: string | undefined): ReadDate {
  if (first > 12 && second > 12) return { bad: 'date_impossible' }
  if (first > 12) return dated(year, second, first, rest)
  if (second > 12) return dated(year, first, second, rest)
  if (first !== second && !order) return { bad: 'date_ambiguous' }
  return order === 'dmy' ? dated(year, second, first, rest) : dated(year, first, second, rest)
}

function dated(year: number, month: number, day: number, rest = ''): ReadDate {
  const at = new Date(Date.UTC(year, month - 1, day))
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return { bad: 'date_impossible' }
  if (year < 1900 || year > 2100) return { bad: 'date_out_of_range' }
  return { date: at.toISOString().slice(0, 10), rest: rest.trim() }
}

function serialDate(days: number): ReadDate {
  const at = Date.UTC(1899, 11, 30) + Math.floor(days) * DAY_MS
  const fraction = days % 1
  return { date: new Date(at).toISOString().slice(0, 10), rest: fraction > 0 ? clock(Math.round(fraction * 1440) % 1440) : '' }
}

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const AM = /^(上午|早上|早晨|凌晨|清晨|am|a\.m\.?)$/i
const NOON = /^(中午|noon)$/i
const TIME =
  /^(上午|早上|早晨|凌晨|清晨|中午|下午|傍晚|晚上|晚)?\s?(\d{1,2})(?:\s?[:：.点时h]\s?(\d{1,2}|半|一刻|三刻|整)?)?(?::\d\d)?\s?分?\s?(am|pm|a\.m\.?|p\.m\.?)?$/i

/** A time or a span: `19:00`, `下午7点半`, `7pm`, `19:00-21:00`, `晚上7点到9点`, or Excel's part of a day. */
export function readTimes(text: string): ReadTime {
  const t = tidy(text)
  if (/^0?\.\d+$/.test(t)) return { start: clock(Math.round(Number(t) * 1440) % 1440), end: null }
  const parts = t.split(/\s?(?:-|–|—|~|至|到|\bto\b)\s?/i)
  if (parts.length > 2 || parts.length === 0) return { bad: 'time_unreadable' }
  const [first, second] = parts.map((part) => TIME.exec(part))
  if (!first || (parts.length === 2 && !second)) return { bad: 'time_unreadable' }
  const markOf = (m: RegExpExecArray) => m[1] ?? m[4]
  const shared = second ? markOf(second) : undefined
  const start = minutesOf(first, markOf(first) ?? (shared && Number(first[2]) <= 12 ? shared : undefined))
  const end = second ? minutesOf(second, markOf(second) ?? (Number(second[2]) < 12 ? markOf(first) : undefined)) : null
  if (start === null || (second && end === null)) return { bad: 'time_impossible' }
  return { start: clock(start), end: end === null ? null : clock(end) }
}

function minutesOf(found: RegExpExecArray, mark: string | undefined): number | null {
  const said = found[3]
  const minute = said === '半' ? 30 : said === '一刻' ? 15 : said === '三刻' ? 45 : said === undefined || said === '整' ? 0 : Number(said)
  let hour = Number(found[2])
  if (mark && AM.test(mark)) hour = hour === 12 ? 0 : hour
  else if (mark && NOON.test(mark)) hour = hour < 3 ? hour + 12 : hour
  else if (mark && hour < 12) hour += 12
  return hour > 23 || minute > 59 ? null : hour * 60 + minute
}
