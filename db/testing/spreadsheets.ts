import { type Column, type CsvNoun, columns, csvNouns } from '@/lib/imports/schema/csv'

/** Spreadsheets of any size for tests: good rows, and one row for each way in which a cell can be wrong. */

export type Fault = { noun: CsvNoun; field: string | null; reason: string; cells: Record<string, string>; raw?: string }

const good: Record<CsvNoun, Record<string, string>> = {
  groups: { name: 'G', type: '分会', district: '西湖区', join_mode: '审核', founded: '2019-05-01', mailbox: 'g@example.org' },
  venues: { name: 'V', category: 'CAFE', district: '330106', capacity: '40', lng: '120.1', lat: '30.2', spaces: '正厅:60' },
  members: { name: '张三', group: 'import-group', joined: '2024年3月1日', language: '中文' },
  activities: { title: '夜读', group: 'import-group', date: '2025-03-01', time: '19:00-21:00', kind: 'LEARN' },
  attendance: { activity: 'A1', name: '甲 1', date: '' },
}

const dateFaults: [string, string][] = [
  ['some day', 'date_unreadable'],
  ['2025-02-30', 'date_impossible'],
  ['01/02/2025', 'date_ambiguous'],
  ['1850-01-01', 'date_out_of_range'],
  ['3月1日', 'date_year_missing'],
]
const byKind: Partial<Record<Column['kind'], [string, string][]>> = {
  id: [['?!', 'id_invalid']],
  name: [['——', 'name_unreadable']],
  email: [
    ['nobody', 'email_invalid'],
    ['a@b@c.d', 'email_invalid'],
  ],
  phone: [
    ['12345', 'phone_invalid'],
    ['请来电', 'phone_invalid'],
  ],
  link: [['example dot org', 'link_invalid']],
  zone: [['Mars/Base', 'zone_unknown']],
  date: dateFaults,
  past: [...dateFaults, ['2099-01-01', 'date_in_future']],
  year: [['twenty', 'year_invalid']],
  time: [
    ['evening', 'time_unreadable'],
    ['25:00', 'time_impossible'],
  ],
  count: [
    ['many', 'number_unreadable'],
    ['1.5', 'number_not_whole'],
    ['0', 'number_too_small'],
    ['1000001', 'number_too_big'],
  ],
  lng: [
    ['east', 'number_unreadable'],
    ['181', 'number_too_big'],
    ['-181', 'number_too_small'],
  ],
  lat: [
    ['north', 'number_unreadable'],
    ['91', 'number_too_big'],
    ['-91', 'number_too_small'],
  ],
  spaces: [['：60', 'space_invalid']],
}
const choiceFault = (column: Column): [string, string][] =>
  ['type', 'join', 'level', 'datum', 'facility', 'mode', 'audience', 'status', 'language'].includes(column.kind)
    ? [['没有这个', `${column.kind}_unknown`]]
    : []
const everywhere = (column: Column): [string, string][] => [
  ['坏\uFFFD字', 'encoding_broken'],
  ['响\u0007铃', 'characters'],
  ['长'.repeat((column.max ?? 200) + 1), 'too_long'],
]
const lookups: [CsvNoun, string, string, string, Record<string, string>?][] = [
  ['groups', 'district', '没有区', 'district_unknown'],
  ['groups', 'parent', '没有这个组织', 'parent_unknown'],
  ['groups', 'parent', 'G', 'parent_self'],
  ['venues', 'district', '没有区', 'district_unknown'],
  ['venues', 'category', '没有', 'category_unknown'],
  ['venues', 'operator', '没有这个组织', 'group_unknown'],
  ['venues', 'lat', '', 'position_incomplete'],
  ['venues', 'lng', '', 'position_incomplete'],
  ['members', 'group', '没有这个组织', 'group_unknown'],
  ['members', 'group', '同名组织', 'group_ambiguous'],
  ['members', 'group', 'closed-group', 'group_closed'],
  ['members', 'left', '2020-01-01', 'left_before_joined'],
  ['activities', 'group', '没有这个组织', 'group_unknown'],
  ['activities', 'kind', '没有', 'kind_unknown'],
  ['activities', 'venue', '没有', 'venue_unknown'],
  ['activities', 'status', 'cancelled', 'cancelled_to_come', { date: '2090-01-01' }],
  ['activities', 'time', '21:00-19:00', 'ends_before_start'],
  ['activities', 'end_date', '2025-06-01', 'lasts_too_long', { end_time: '20:00' }],
  ['attendance', 'activity', '没有这场', 'activity_unknown'],
  ['attendance', 'name', '没有这个人', 'person_unknown'],
  ['attendance', 'email', 'nobody@example.org', 'person_unknown'],
  ['attendance', 'person', 'M-0', 'person_unknown'],
  ['attendance', 'group', '没有这个组织', 'group_unknown'],
]

/** Every fault of every column: field × what can be wrong with it. */
export function faults(): Fault[] {
  const found: Fault[] = []
  for (const noun of csvNouns) {
    for (const column of columns[noun]) {
      for (const [value, reason] of [...everywhere(column), ...(byKind[column.kind] ?? []), ...choiceFault(column)])
        found.push({ noun, field: column.key, reason, cells: { ...good[noun], [column.key]: value } })
      if (column.required) found.push({ noun, field: column.key, reason: 'required', cells: { ...good[noun], [column.key]: '' } })
    }
    found.push({ noun, field: null, reason: 'quote_open', cells: {}, raw: '"never closed' })
    found.push({ noun, field: null, reason: 'too_many_columns', cells: {}, raw: `${'x,'.repeat(columns[noun].length)}one,more` })
  }
  lookups.forEach(([noun, field, value, reason, more], i) => {
    // Each stands for itself, so that none is the same row with other values.
    const own: Record<string, string> = noun === 'activities' ? { title: `夜读 ${i}` } : noun === 'attendance' ? {} : { name: `G ${i}` }
    found.push({ noun, field, reason, cells: { ...good[noun], ...own, ...more, [field]: reason === 'parent_self' ? `G ${i}` : value } })
  })
  return found
}

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
export const csvLine = (noun: CsvNoun, cells: Record<string, string>): string =>
  columns[noun].map((column) => quoted(cells[column.key] ?? '')).join(',')
export const csvHead = (noun: CsvNoun): string => columns[noun].map((column) => column.key).join(',')

export type Named = { file: string; line: number; field: string | null; reason: string }

/** The five files: `members` good members, an activity with ten of them, and every fault spread among the good rows. */
export function spreadsheets(members: number): { files: Record<string, string>; expected: Named[] } {
  const files: Record<string, string> = {}
  const expected: Named[] = []
  for (const noun of csvNouns) {
    const rows: string[] = goodRows(noun, members)
    const bad = faults().filter((fault) => fault.noun === noun)
    const step = Math.max(1, Math.floor(rows.length / (bad.length + 1)))
    const lines = [csvHead(noun)]
    const put = (fault: Fault) => {
      lines.push(fault.raw ?? csvLine(noun, fault.cells))
      expected.push({ file: `${noun}.csv`, line: lines.length, field: fault.field, reason: fault.reason })
    }
    rows.forEach((row, i) => {
      lines.push(row)
      if (i % step === step - 1) {
        const next = bad.shift()
        if (next) put(next)
      }
    })
    for (const fault of bad) put(fault)
    files[`${noun}.csv`] = `\uFEFF${lines.join('\r\n')}\r\n`
  }
  return { files, expected }
}

function goodRows(noun: CsvNoun, members: number): string[] {
  if (noun === 'groups') return [csvLine(noun, { id: 'import-group', name: '导入分会', district: '西湖', type: '分会' })]
  if (noun === 'venues')
    return [csvLine(noun, { id: 'v1', name: '导入书房', category: 'CAFE', district: '330106', spaces: '正厅:60; 茶室 12' })]
  if (noun === 'activities')
    return [
      csvLine(noun, { id: 'A1', title: '导入夜读', group: 'import-group', date: '2025年3月1日 下午7点半', kind: 'LEARN', venue: 'v1' }),
    ]
  if (noun === 'attendance') return Array.from({ length: 10 }, (_, i) => csvLine(noun, { activity: 'A1', name: `甲 ${i + 1}` }))
  return Array.from({ length: members }, (_, i) =>
    csvLine(noun, {
      id: `M${i + 1}`,
      name: `甲 ${i + 1}`,
      email: i % 2 === 0 ? `m${i + 1}@example.org` : '',
      phone: i % 3 === 0 ? `139${String(10_000_000 + i)}` : '',
      group: '导入分会',
      joined: ['2024-03-01', '2024/3/1', '2024.3.1', '2024年3月1日', '45352'][i % 5] as string,
    }),
  )
}
