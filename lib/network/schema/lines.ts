import type { DistrictRow } from '../schema'

/** Why a pasted line is not taken; `line` counts from 1. */
export type LineProblem = { line: number; text: string; why: 'code' | 'name' | 'place' | 'twice' | 'date' | 'sort' }
type Read<T> = { rows: T[]; problems: LineProblem[] }

const cellsOf = (line: string) => line.split(/[,，\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))

function read<T>(text: string, each: (line: string, taken: T[]) => T[] | LineProblem['why'] | null): Read<T> {
  const rows: T[] = []
  const problems: LineProblem[] = []
  text.split(/\r?\n/).forEach((raw, i) => {
    const line = raw.replace(/^\uFEFF/, '').trim()
    if (!line) return
    const found = each(line, rows)
    if (typeof found === 'string') problems.push({ line: i + 1, text: line.slice(0, 80), why: found })
    else if (found) rows.push(...found)
  })
  return { rows, problems }
}

const place = (text: string | undefined, limit: number): number | undefined | null => {
  if (!text) return undefined
  const value = Number(text)
  return Number.isFinite(value) && Math.abs(value) <= limit ? value : null
}

/** Districts as lines `code, name in Chinese, name in English, longitude, latitude` (WGS-84; the last two may be left out); a head line is passed over. */
export function readDistrictLines(text: string): Read<DistrictRow> {
  let first = true
  return read<DistrictRow>(text, (line, taken) => {
    const [code = '', zh = '', en = '', east, north] = cellsOf(line)
    const isHead = first && /^(code|代码|编码)$/i.test(code)
    first = false
    if (isHead) return null
    if (!/^[A-Za-z0-9_-]{1,20}$/.test(code)) return 'code'
    if (taken.some((row) => row.code === code)) return 'twice'
    if (!zh || zh.length > 60 || en.length > 60) return 'name'
    const lng = place(east, 180)
    const lat = place(north, 90)
    if (lng === null || lat === null || (lng === undefined) !== (lat === undefined)) return 'place'
    return [{ code, zh, en: en || zh, lng, lat }]
  })
}

export type DayRow = { day: string; working: boolean; zh: string; en: string }

const isDate = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
const dateOf = (text: string | undefined) => {
  const found = text
    ?.trim()
    .replace(/^(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?$/, (_, y, m, d) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`)
  try {
    return found && isDate(found) ? found : null
  } catch {
    return null
  }
}
const sorts: Record<string, boolean> = { 休: false, 假: false, holiday: false, 班: true, 补班: true, working: true }

/**
 * Days as lines `date or first..last, 休|班 (holiday|working), name in Chinese, name in English`. A range is at most 31
 * days; a day may stand once.
 */
export function readDayLines(text: string): Read<DayRow> {
  return read<DayRow>(text, (line, taken) => {
    const [when = '', sort = '', zh = '', en = ''] = cellsOf(line)
    const [from, to = from] = when.split(/\.\.|~|至/).map(dateOf)
    if (!from || !to || to < from) return 'date'
    const working = sorts[sort.toLowerCase()]
    if (working === undefined) return 'sort'
    if (!zh || zh.length > 60 || en.length > 60) return 'name'
    const days: DayRow[] = []
    for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
      days.push({ day: new Date(at).toISOString().slice(0, 10), working, zh, en: en || zh })
    if (days.length > 31) return 'date'
    return days.some(({ day }) => taken.some((row) => row.day === day)) ? 'twice' : days
  })
}
