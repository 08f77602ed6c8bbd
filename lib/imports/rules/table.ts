import { type Column, type CsvNoun, columns, csvNouns, type NoteReason, neverCollected, phoneHeadings, type RowReason } from '../schema/csv'
import { type Around, type CellValue, cleaned, folded, readCell } from './cells'

/** The heading of a table, and its rows by its columns. */

export type Problem = { line: number; field: string | null; reason: RowReason | NoteReason }
export type Header = { width: number; places: (Column | null)[]; problems: Problem[]; isReadable: boolean }
export type Values = Record<string, CellValue | undefined>
export type ReadRow = { values: Values; problems: Problem[] }

const known = (list: string) => new Set(list.split(',').map(folded))
const never = known(neverCollected)
const phones = known(phoneHeadings)
const headings = Object.fromEntries(
  csvNouns.map((noun) => {
    const byName = new Map<string, Column>()
    for (const column of columns[noun])
      for (const name of [column.key, ...column.names.split(',')]) if (!byName.has(folded(name))) byName.set(folded(name), column)
    return [noun, byName]
  }),
) as Record<CsvNoun, Map<string, Column>>

/** Whose spreadsheet it is by the name of its file: `members.csv`, `会员.csv`, `members-2025.csv`. */
export function nounOf(fileName: string): CsvNoun | null {
  const name = fileName.replace(/\.(csv|txt|tsv)$/i, '').toLowerCase()
  const names: Record<CsvNoun, RegExp> = {
    groups: /group|组织/,
    venues: /venue|阵地|场地/,
    attendance: /attendance|check-?in|签到|出席/,
    activities: /activit|活动/,
    members: /member|会员|名单/,
  }
  return (Object.keys(names) as CsvNoun[]).find((noun) => names[noun].test(name)) ?? null
}

/**
 * Which column stands where. What is never collected is named and not read; so is a phone outside the list of members; a column that nobody knows is named; a required one that is missing makes the file unreadable.
 */
export function readHeader(noun: CsvNoun, line: number, cells: string[]): Header {
  const problems: Problem[] = []
  const seen = new Set<string>()
  const places = cells.map((cell) => {
    const name = cleaned(cell).replace(/[*＊]$/, '')
    const note = (reason: NoteReason) => {
      problems.push({ line, field: name.slice(0, 60), reason })
      return null
    }
    if (name === '') return null
    const key = folded(name.replace(/[(（].*[)）]$/, '')) || folded(name)
    if (never.has(key)) return note('never_collected')
    const column = headings[noun].get(key)
    if (!column) return note(phones.has(key) ? 'phone_not_taken' : 'column_unknown')
    if (seen.has(column.key)) return note('column_twice')
    seen.add(column.key)
    return column
  })
  const missing = columns[noun].filter((column) => column.required && !seen.has(column.key))
  for (const column of missing) problems.push({ line, field: column.key, reason: 'column_missing' })
  return { width: cells.length, places, problems, isReadable: missing.length === 0 }
}

/** The values of a row, and everything that is wrong with its cells. */
export function readValues(noun: CsvNoun, header: Header, line: number, cells: string[], around: Around): ReadRow {
  if (cells.slice(header.width).some((cell) => cell.trim() !== ''))
    return { values: {}, problems: [{ line, field: null, reason: 'too_many_columns' }] }
  const values: Values = {}
  const problems: Problem[] = []
  header.places.forEach((column, i) => {
    const raw = cells[i] ?? ''
    if (!column || cleaned(raw) === '') return
    const read = readCell(column, raw, around)
    if (read.bad) problems.push({ line, field: column.key, reason: read.bad })
    else values[column.key] = read.value
  })
  for (const column of columns[noun])
    if (column.required && values[column.key] === undefined && !problems.some((p) => p.field === column.key))
      problems.push({ line, field: column.key, reason: 'required' })
  return { values, problems }
}
