import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columns, csvNouns } from '../schema/csv'
import { templateRows } from '../schema/templates'
import { cleaned, readCell } from './cells'
import { readDate, readTimes } from './dates'
import { activityDraft, attendanceDraft, memberDraft, plainDraft } from './drafts'
import { decoded, Utf8Check } from './encoding'
import { delimiterOf, type Row, RowSplitter } from './rows'
import { nounOf, readHeader, readValues } from './table'

const around = { order: null, today: '2026-11-01', zone: 'Asia/Shanghai' }
const free = { order: null, year: null }

describe('dates as people write them', () => {
  it.each([
    ['2025-03-01', '2025-03-01'],
    ['2025/3/1', '2025-03-01'],
    ['2025.3.1', '2025-03-01'],
    ['2025年3月1日', '2025-03-01'],
    ['２０２５年３月１日（周六）', '2025-03-01'],
    ['2025年3月1号', '2025-03-01'],
    ['20250301', '2025-03-01'],
    ['45717', '2025-03-01'],
    ['1 March 2025', '2025-03-01'],
    ['Sat, March 1st, 2025', '2025-03-01'],
    ['25/12/2025', '2025-12-25'],
    ['12/25/2025', '2025-12-25'],
    ['03/03/2025', '2025-03-03'],
  ])('%s', (text, date) => expect(readDate(text, free)).toMatchObject({ date }))

  it.each([
    ['01/02/2025', 'date_ambiguous'],
    ['3月1日', 'date_year_missing'],
    ['March 1', 'date_year_missing'],
    ['2025-02-29', 'date_impossible'],
    ['13/13/2025', 'date_impossible'],
    ['1899-01-01', 'date_out_of_range'],
    ['soon', 'date_unreadable'],
    ['', 'date_unreadable'],
  ])('%s: %s', (text, bad) => expect(readDate(text, free)).toEqual({ bad }))

  it('takes an order or a year where one is told', () => {
    expect(readDate('01/02/2025', { order: 'dmy', year: null })).toMatchObject({ date: '2025-02-01' })
    expect(readDate('01/02/2025', { order: 'mdy', year: null })).toMatchObject({ date: '2025-01-02' })
    expect(readDate('3月1日', { order: null, year: 2024 })).toMatchObject({ date: '2024-03-01' })
    expect(readDate('45717.8125', free)).toEqual({ date: '2025-03-01', rest: '19:30' })
    expect(readDate('2025年3月1日 下午7点半', free)).toEqual({ date: '2025-03-01', rest: '下午7点半' })
  })

  it('reads every day in every writing back', () => {
    const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (at) => {
        const date = at.toISOString().slice(0, 10)
        const [y, m, d] = date.split('-').map(Number) as [number, number, number]
        for (const text of [date, `${y}/${m}/${d}`, `${y}.${m}.${d}`, `${y}年${m}月${d}日`, `${y}${date.slice(5, 7)}${date.slice(8)}`])
          expect(readDate(text, free)).toEqual({ date, rest: '' })
        expect(readDate(`${d}/${m}/${y}`, { order: 'dmy', year: null })).toMatchObject(d > 12 || m <= 12 ? { date } : {})
      }),
    )
  })
})

describe('times', () => {
  it.each([
    ['19:00', '19:00', null],
    ['下午7点半', '19:30', null],
    ['7pm', '19:00', null],
    ['12am', '00:00', null],
    ['中午12点', '12:00', null],
    ['19:00-21:00', '19:00', '21:00'],
    ['晚上7点到9点', '19:00', '21:00'],
    ['上午9:30—11:00', '09:30', '11:00'],
    ['7-9pm', '19:00', '21:00'],
    ['23:30~00:30', '23:30', '00:30'],
    ['0.8125', '19:30', null],
  ])('%s', (text, start, end) => expect(readTimes(text)).toEqual({ start, end }))
  it.each([
    ['25:00', 'time_impossible'],
    ['7:75', 'time_impossible'],
    ['evening', 'time_unreadable'],
    ['1-2-3', 'time_unreadable'],
  ])('%s: %s', (text, bad) => expect(readTimes(text)).toEqual({ bad }))
})

describe('rows', () => {
  const split = (text: string, size = text.length || 1) => {
    const splitter = new RowSplitter()
    const rows: Row[] = []
    for (let at = 0; at < text.length; at += size) rows.push(...splitter.push(text.slice(at, at + size)))
    return [...rows, ...splitter.end()]
  }

  it('come back as they were written, wherever the file is cut into pieces', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', '字', ';'), maxLength: 6 })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(table, fc.nat(7), fc.constantFrom('\n', '\r\n'), (rows, size, end) => {
        const text = `x,y,z,w${end}${rows.map((r) => r.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join(end)}`
        const found = split(text, size + 1).map((r) => r.cells)
        expect(found).toEqual([['x', 'y', 'z', 'w'], ...rows.filter((r) => r.some((c) => c.trim() !== ''))])
      }),
    )
  })

  it('know their line, also behind line breaks in a cell', () =>
    expect(split('\uFEFFa;b\r\n"one\r\ntwo";2\r\n\r\n3;4')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['one\r\ntwo', '2'] },
      { line: 5, cells: ['3', '4'] },
    ]))

  it('lose one line only by a quote that is never closed', () =>
    expect(split('a,b\n"open,1\nc,d\n"x"y,1\ne,f').map((r) => r.bad ?? r.cells)).toEqual([
      ['a', 'b'],
      'quote_open',
      ['c', 'd'],
      'quote_open',
      ['e', 'f'],
    ]))

  it.each([
    ['a,b', ','],
    ['a;b;c,d', ';'],
    ['a\tb', '\t'],
    ['姓名，邮箱', '，'],
    ['a', ','],
  ])('are divided as their heading is: %j', (line, delimiter) => expect(delimiterOf(line)).toBe(delimiter))
})

describe('encodings', () => {
  const gb = new Uint8Array([0xd5, 0xc5, 0xc8, 0xfd])
  it('are UTF-8 when valid or marked, else GB18030', () => {
    expect(decoded(new TextEncoder().encode('张三𬭎'))).toBe('张三𬭎')
    expect(decoded(gb)).toBe('张三')
    expect(decoded(new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xff]))).toBe('a\uFFFD')
  })
  it('are known wherever the file is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (text, size) => {
        const bytes = new TextEncoder().encode(text)
        const check = new Utf8Check()
        for (let at = 0; at < bytes.length; at += size) check.push(bytes.subarray(at, at + size))
        check.push()
        expect(check.isValid).toBe(true)
      }),
    )
  })
})

describe('headings', () => {
  it('are known in both languages, however they are spelled', () => {
    const { places, problems } = readHeader('members', 1, [
      '会员号',
      ' 姓 名* ',
      'E-Mail',
      '所属组织（必填）',
      'Join Date',
      '身份证号',
      '手机',
      '爱好',
      'Name',
    ])
    expect(places.map((p) => p?.key ?? null)).toEqual(['id', 'name', 'email', 'group', 'joined', null, 'phone', null, null])
    expect(problems.map((p) => p.reason)).toEqual(['never_collected', 'column_unknown', 'column_twice'])
  })
  it('of a phone are read in the list of members alone', () => {
    expect(readHeader('attendance', 1, ['活动', '姓名', '手机']).problems.map((p) => p.reason)).toEqual(['phone_not_taken'])
    const phone = { key: 'phone', kind: 'phone' as const, names: '' }
    expect(readCell(phone, '138-0013-8000', around)).toEqual({ value: '+8613800138000' })
    expect(readCell(phone, '１３８００１３８０００', around)).toEqual({ value: '+8613800138000' })
    for (const bad of ['1380000', '1.38001E+10', '看不清']) expect(readCell(phone, bad, around)).toEqual({ bad: 'phone_invalid' })
  })
  it('say what is missing', () => {
    const header = readHeader('activities', 1, ['标题'])
    expect(header.isReadable).toBe(false)
    expect(header.problems.map((p) => p.field)).toEqual(['date', 'kind'])
  })
  it('mean one column each', () => {
    for (const noun of csvNouns)
      for (const column of columns[noun]) expect(readHeader(noun, 1, [column.key]).places[0]?.key).toBe(column.key)
  })
  it.each([
    ['members.csv', 'members'],
    ['2025 会员名单.csv', 'members'],
    ['活动签到.csv', 'attendance'],
    ['Activities-2024.CSV', 'activities'],
    ['notes.csv', null],
  ])('%s is %s', (name, noun) => expect(nounOf(name)).toBe(noun))
})

describe('cells', () => {
  it('are tidied, and formulas are texts', () => {
    expect(cleaned('　Ｌin　０１\u200B ')).toBe('Lin 01')
    expect(cleaned('="001"')).toBe('001')
    expect(cleaned("'=SUM(A1)")).toBe('=SUM(A1)')
    expect(readCell({ key: 'x', kind: 'text', names: '' }, '=cmd|x', around)).toEqual({ value: '=cmd|x' })
    expect(readCell({ key: 'x', kind: 'count', names: '' }, '１,２００人', around)).toEqual({ value: 1200 })
  })
  it('never throw', () => {
    const all = csvNouns.flatMap((noun) => columns[noun])
    fc.assert(fc.property(fc.constantFrom(...all), fc.string({ unit: 'binary' }), (column, text) => void readCell(column, text, around)))
  })
})

it('every template can be read as it is', () => {
  for (const locale of ['zh-CN', 'en'] as const)
    for (const noun of csvNouns) {
      const [head = [], ...rows] = templateRows(noun, locale)
      const header = readHeader(noun, 1, head)
      expect([locale, noun, header.problems]).toEqual([locale, noun, []])
      rows.forEach((cells, i) => {
        const { values, problems } = readValues(noun, header, i + 2, cells, around)
        expect(problems).toEqual([])
        const read =
          noun === 'members'
            ? memberDraft(null, 2, values)
            : noun === 'activities'
              ? activityDraft(null, 2, values, around)
              : noun === 'attendance'
                ? attendanceDraft(2, values, around)
                : { draft: plainDraft(noun, null, 2, values), problems: [] }
        expect(read.problems).toEqual([])
      })
    }
})
