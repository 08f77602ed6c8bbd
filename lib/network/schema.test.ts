import { describe, expect, it } from 'vitest'
import { bothOf, senderOf, senderParts } from './rules'
import { districtsOf, networkFaceSchema, setUpSchema } from './schema'
import { readDayLines, readDistrictLines } from './schema/lines'
import { districtPresets } from './schema/presets'

const setUp = {
  secret: 'x'.repeat(30),
  nameZh: '澄溪',
  nameEn: 'Chengxi',
  seal: '澄',
  zone: 'Asia/Kolkata',
  districts: 'none',
  adminName: '唐越',
  adminEmail: 'a@example.org',
}
const refused = (input: object) => setUpSchema.safeParse({ ...setUp, ...input }).error?.issues.map((i) => [i.path.join('.'), i.message])

describe('the presets', () => {
  it.each(districtPresets.map((preset) => [preset.key, preset] as const))(
    '%s: GB/T 2260 codes of one city, each once',
    (_, { districts }) => {
      const codes = districts.map(({ code }) => code)
      expect(new Set(codes).size).toBe(codes.length)
      expect(new Set(codes.map((code) => code.slice(0, 4))).size).toBe(1)
      for (const { code, names } of districts) {
        expect(code).toMatch(/^\d{6}$/)
        expect(names.zh).toMatch(/[区县市]$/)
        expect(names.en).toMatch(/^[A-Z]/)
      }
    },
  )
})

describe('pasted districts', () => {
  it('takes commas of either script, tabs, a head line and a byte order mark', () => {
    const { rows, problems } = readDistrictLines(
      '\uFEFFcode,name zh,name en,lng,lat\n330102,上城区,Shangcheng,120.19,30.22\r\nA-1，甲片\n\nB\t乙片\tB side',
    )
    expect(problems).toEqual([])
    expect(rows).toEqual([
      { code: '330102', zh: '上城区', en: 'Shangcheng', lng: 120.19, lat: 30.22 },
      { code: 'A-1', zh: '甲片', en: '甲片', lng: undefined, lat: undefined },
      { code: 'B', zh: '乙片', en: 'B side', lng: undefined, lat: undefined },
    ])
  })
  it('names each bad line with its number', () => {
    const { rows, problems } = readDistrictLines(
      '33 01,甲\n330102,上城区\n330102,又一个\n330105\n330106,西湖区,Xihu,500,30\n330107,x,y,120\n330108,x,y,120,a',
    )
    expect(rows.map(({ code }) => code)).toEqual(['330102'])
    expect(problems.map(({ line, why }) => [line, why])).toEqual([
      [1, 'code'],
      [3, 'twice'],
      [4, 'name'],
      [5, 'place'],
      [6, 'place'],
      [7, 'place'],
    ])
  })
})

describe('pasted calendar days', () => {
  it('takes days and ranges, holidays and make-up days', () => {
    const { rows, problems } = readDayLines('2027-02-05~2027-02-07, 休, 春节, Spring Festival\n2027年2月20日,班,春节补班')
    expect(problems).toEqual([])
    expect(rows).toEqual([
      ...['05', '06', '07'].map((d) => ({ day: `2027-02-${d}`, working: false, zh: '春节', en: 'Spring Festival' })),
      { day: '2027-02-20', working: true, zh: '春节补班', en: '春节补班' },
    ])
  })
  it.each([
    ['2027-02-30,休,x', 'date'],
    ['2027-02-03~2027-02-01,休,x', 'date'],
    ['2027-01-01~2027-03-01,休,x', 'date'],
    ['2027-02-03,maybe,x', 'sort'],
    ['2027-02-03,休', 'name'],
  ])('%s: %s', (line, why) => expect(readDayLines(line).problems.map((p) => p.why)).toEqual([why]))
  it('refuses a day that stands twice', () =>
    expect(readDayLines('2027-02-03,休,x\n2027-02-01~2027-02-05,休,x').problems).toMatchObject([{ line: 2, why: 'twice' }]))
})

describe('what a set-up says', () => {
  it('begins with the kinds and categories of every network', () => {
    const parsed = setUpSchema.parse(setUp)
    expect([parsed.kinds.length, parsed.categories.length, parsed.kinds.find((k) => k.code === 'GOVERN')?.countable]).toEqual([
      12,
      9,
      false,
    ])
    expect(districtsOf(parsed)).toEqual([])
  })
  it.each([
    [{ districts: 'preset' }, ['preset', 'required']],
    [{ districts: 'csv', districtsCsv: '' }, ['districtsCsv', 'required']],
    [{ districts: 'csv', districtsCsv: '?,x' }, ['districtsCsv', 'csv_lines']],
    [{ districts: 'own' }, ['districtRows', 'required']],
    [{ kinds: [{ code: 'A-B', zh: 'x', en: 'x', hue: 1 }] }, ['kinds.0.code', 'code']],
    [
      { invitations: [{ role: 'district_admin', districtCode: '330102', email: 'b@example.org' }] },
      ['invitations.0.districtCode', 'required'],
    ],
  ])('%o is refused at its field', (input, issue) => expect(refused(input)).toEqual([issue]))
  it('takes an administrator of a district it brings', () =>
    expect(
      refused({
        districts: 'preset',
        preset: 'hangzhou',
        invitations: [{ role: 'district_admin', districtCode: '330102', email: 'b@example.org' }],
      }),
    ).toBeUndefined())
})

describe('the sender', () => {
  it('keeps what has a meaning in a header out of the name, and comes apart again', () => {
    expect(senderOf('荟 "x" <evil>\r\nBcc: y', 'a@example.org')).toBe('荟 x evil Bcc y <a@example.org>')
    expect(senderOf('""', 'a@example.org')).toBe('a@example.org')
    expect(senderParts('澄溪 <a@example.org>')).toEqual({ name: '澄溪', email: 'a@example.org' })
    expect(senderParts('a@example.org')).toEqual({ name: '', email: 'a@example.org' })
  })
  it('leaves a language out that says nothing', () => expect(bothOf('', 'x')).toEqual({ en: 'x' }))
  it('has a face without any of what may be left out', () =>
    expect(networkFaceSchema.safeParse({ nameZh: '甲', nameEn: 'A', seal: '甲' }).success).toBe(true))
})
