import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { csvText } from './csv'
import { xlsxResponse } from './xlsx'
import { zipResponse } from './zip'

describe('a ZIP', () => {
  it('holds what it was given, in any language, with a name that is safe', async () => {
    async function* entries() {
      yield { name: 'README.txt', text: '你好' }
      yield { name: 'rsvps.csv', text: 'a'.repeat(300_000) }
    }
    const response = zipResponse('hui "2026".zip', entries())
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="hui--2026-.zip"')
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()))
    expect(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes).length]))).toEqual({
      'README.txt': 2,
      'rsvps.csv': 300_000,
    })
  })

  it('breaks off when what it is made from fails', async () => {
    async function* entries() {
      yield { name: 'a.txt', text: 'a' }
      throw new Error('the database is gone')
    }
    await expect(zipResponse('a.zip', entries()).arrayBuffer()).rejects.toThrow('the database is gone')
  })
})

describe('a CSV', () => {
  it('runs nothing in a spreadsheet', () => {
    const text = csvText([['name'], ['=HYPERLINK("http://x")'], ['+1'], ['@a'], ['plain'], ['-1']])
    for (const line of text.split('\r\n').slice(1, 4)) expect(line).toMatch(/^"?'/)
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(text).toContain('\r\nplain\r\n')
  })
})

describe('a workbook', () => {
  it('holds its sheets in order, texts as texts even where they look like formulas, numbers as numbers', async () => {
    const response = await xlsxResponse('hui 2026.xlsx', [
      {
        name: '数字',
        rows: [
          ['Group', 'Activities'],
          ['=1+1', 224],
        ],
      },
      { name: 'About: all', rows: [['As of', '2026-11-01']] },
    ])
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="hui-2026.xlsx"')
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()))
    const text = (name: string) => strFromU8(files[name] as Uint8Array)
    expect([...text('xl/workbook.xml').matchAll(/<sheet [^>]*?name="([^"]*)"/g)].map((match) => match[1])).toEqual(['数字', 'About  all'])
    expect(text('xl/worksheets/sheet1.xml')).not.toContain('<f>')
    expect(text('xl/worksheets/sheet1.xml')).toContain('<v>224</v>')
    expect(text('xl/sharedStrings.xml')).toContain('=1+1')
  })
})
