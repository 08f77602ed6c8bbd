import { z } from 'zod'
import { type LocalText, locales } from '@/db/vocabulary'
import { isZone } from '../time/zones'
import { readDistrictLines } from './schema/lines'
import { districtPresets } from './schema/presets'

export type DefaultKind = { code: string; names: LocalText; hue: number; icon: string; countable: boolean; position: number }
export type DefaultCategory = Omit<DefaultKind, 'countable'>

const kind = (code: string, zh: string, en: string, hue: number, icon: string, countable = true) => ({
  code,
  names: { zh, en },
  hue,
  icon,
  countable,
})
const category = (code: string, zh: string, en: string, hue: number, icon: string) => ({ code, names: { zh, en }, hue, icon })
const placed = <T>(rows: T[]): (T & { position: number })[] => rows.map((row, position) => ({ ...row, position }))

/** The kinds of activity with which a network begins: hue in degrees (OKLCH), icon by its lucide name. */
export const defaultKinds: readonly DefaultKind[] = placed([
  kind('LEARN', '学习交流', 'Learning', 235, 'book-open'),
  kind('TALK', '宣讲分享', 'Talks', 275, 'mic'),
  kind('HERITAGE', '文史研学', 'Local history', 60, 'landmark'),
  kind('DEVELOP', '服务发展', 'Career & business', 155, 'sprout'),
  kind('VOLUNTEER', '公益志愿', 'Volunteering', 25, 'hand-heart'),
  kind('SOCIAL', '联谊交友', 'Social', 355, 'coffee'),
  kind('CULTURE', '文体休闲', 'Arts & sport', 320, 'palette'),
  kind('CONSULT', '建言协商', 'Consultation', 205, 'messages-square'),
  kind('VISIT', '互访走访', 'Visits', 110, 'footprints'),
  kind('TRAIN', '能力培训', 'Training', 300, 'graduation-cap'),
  kind('MENTOR', '导师活动', 'Mentoring', 180, 'compass'),
  kind('GOVERN', '内部会务', 'Internal meetings', 85, 'clipboard-list', false),
])

export const defaultVenueCategories: readonly DefaultCategory[] = placed([
  category('PARK', '园区', 'Business park', 155, 'factory'),
  category('BUILDING', '楼宇', 'Office building', 235, 'building-2'),
  category('STREET', '街道社区', 'Neighbourhood', 25, 'house'),
  category('RURAL', '乡村', 'Village', 110, 'trees'),
  category('CULTURE', '文化空间', 'Cultural space', 320, 'palette'),
  category('CAFE', '书店咖啡', 'Bookshop or café', 60, 'coffee'),
  category('CAMPUS', '校园', 'Campus', 275, 'graduation-cap'),
  category('INCUB', '孵化基地', 'Incubator', 180, 'sprout'),
  category('CITY', '市级中心', 'City centre', 205, 'landmark'),
])

/** Rules with which a network begins (R-COUNT v1 and product.md). */
export const defaultRules = { minimumHeadCount: 3, finaliseAfterDays: 7, lockFromDay: 8 } as const

/** The icons that a kind or a category may have, by their lucide names. */
export const kindIcons = [
  'book-open',
  'mic',
  'landmark',
  'sprout',
  'hand-heart',
  'coffee',
  'palette',
  'messages-square',
  'footprints',
  'graduation-cap',
  'compass',
  'clipboard-list',
  'factory',
  'building-2',
  'house',
  'trees',
  'music',
  'trophy',
  'globe',
  'star',
] as const

const name = z.string().trim().min(1, 'required').max(60, 'too_long')
const email = z.string().trim().toLowerCase().max(254, 'too_long').pipe(z.email('email'))
const text = (max: number) => z.string().trim().max(max, 'too_long').optional()
const date = z.iso.date('date').optional()
const zone = z.string().trim().max(60, 'too_long').refine(isZone, 'zone')

/** What people see of the network on every page and in every mail. */
const face = {
  nameZh: name,
  nameEn: name,
  seal: z.string().trim().min(1, 'required').max(2, 'too_long'),
  languages: z
    .array(z.enum(locales))
    .min(1, 'required')
    .default([...locales]),
  senderName: text(60),
  senderEmail: email.optional(),
  contact: text(200),
  licence: text(100),
  privacyZh: text(4000),
  privacyEn: text(4000),
}
export const networkFaceSchema = z.object(face)
export type NetworkFace = z.output<typeof networkFaceSchema>
export const zoneSchema = z.object({ zone })

/** A code is a key for ever: what once had it keeps it, retired or not. */
const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9_]{1,19}$/, 'code')
const row = {
  code,
  zh: name,
  en: name,
  hue: z.coerce.number().int().min(0, 'too_small').max(359, 'too_big'),
  icon: z.enum(kindIcons).default('star'),
  retired: z.boolean().default(false),
}
export const kindRowSchema = z.object({ ...row, countable: z.boolean().default(true) })
export const categoryRowSchema = z.object(row)
export type KindRow = z.output<typeof kindRowSchema>
export type CategoryRow = z.output<typeof categoryRowSchema>
const once = (rows: { code: string }[]) => new Set(rows.map((row) => row.code)).size === rows.length
const kindRows = z.array(kindRowSchema).min(1, 'required').max(60, 'too_many').refine(once, 'twice')
const categoryRows = z.array(categoryRowSchema).min(1, 'required').max(60, 'too_many').refine(once, 'twice')
export const kindsSchema = z.object({ kinds: kindRows })
export const categoriesSchema = z.object({ categories: categoryRows })

const rowOf = ({ code, names, hue, icon }: DefaultCategory) => ({
  code,
  zh: names.zh ?? '',
  en: names.en ?? '',
  hue,
  icon: icon as never,
  retired: false,
})
export const defaultKindRows: KindRow[] = defaultKinds.map((kind) => ({ ...rowOf(kind), countable: kind.countable }))
export const defaultCategoryRows: CategoryRow[] = defaultVenueCategories.map(rowOf)

const districtCode = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{1,20}$/, 'code')
const optionalNumber = (limit: number) => z.coerce.number().min(-limit, 'too_small').max(limit, 'too_big').optional()
export const districtRowSchema = z.object({
  code: districtCode,
  zh: name,
  en: name,
  lng: optionalNumber(180),
  lat: optionalNumber(90),
  validFrom: date,
  validTo: date,
  successorCode: districtCode.optional(),
})
export type DistrictRow = z.output<typeof districtRowSchema>

export const districtWays = ['preset', 'csv', 'own', 'none'] as const
const districtFields = {
  districts: z.enum(districtWays).default('none'),
  preset: z.enum(districtPresets.map(({ key }) => key)).optional(),
  districtsCsv: z.string().max(200_000, 'too_long').optional(),
  districtRows: z.array(districtRowSchema).max(500, 'too_many').default([]),
}
type DistrictChoice = z.output<z.ZodObject<typeof districtFields>>

/** What is missing of the way in which districts are brought. */
function checkDistricts(input: DistrictChoice, ctx: z.RefinementCtx) {
  const refuse = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
  if (input.districts === 'preset' && !input.preset) refuse('preset', 'required')
  if (input.districts === 'csv') {
    const { rows, problems } = readDistrictLines(input.districtsCsv ?? '')
    if (problems.length > 0) refuse('districtsCsv', 'csv_lines')
    else if (rows.length === 0) refuse('districtsCsv', 'required')
  }
  if (input.districts === 'own') {
    if (input.districtRows.length === 0) refuse('districtRows', 'required')
    else if (!once(input.districtRows)) refuse('districtRows', 'twice')
  }
}

/** The districts that a form brings, by whichever way. */
export function districtsOf({ districts, preset, districtsCsv, districtRows }: DistrictChoice): DistrictRow[] {
  if (districts === 'own') return districtRows
  if (districts === 'csv') return readDistrictLines(districtsCsv ?? '').rows
  const chosen = districts === 'preset' ? districtPresets.find(({ key }) => key === preset) : undefined
  return (chosen?.districts ?? []).map(({ code, names, seat }) => ({
    code,
    zh: names.zh ?? '',
    en: names.en ?? '',
    lng: seat?.[0],
    lat: seat?.[1],
  }))
}
export const addDistrictsSchema = z.object(districtFields).superRefine(checkDistricts)
export const districtsSchema = z.object({
  districtRows: z.array(districtRowSchema).min(1, 'required').max(500, 'too_many').refine(once, 'twice'),
})
export const districtCodeSchema = z.object({ code: districtCode })

export const networkRoles = ['network_admin', 'auditor', 'district_admin'] as const

/** Everything that makes a network out of nothing; what is left out begins as the defaults say. */
export const setUpSchema = z
  .object({
    secret: z.string().min(20).max(100),
    ...face,
    zone,
    ...districtFields,
    kinds: kindRows.default(defaultKindRows),
    categories: categoryRows.default(defaultCategoryRows),
    /** The language of whoever sets up: hers, and that of the first invitations. */
    locale: z.enum(locales).optional(),
    adminName: name,
    adminEmail: email,
    invitations: z
      .array(z.object({ role: z.enum(networkRoles), districtCode: districtCode.optional(), email }))
      .max(60, 'too_many')
      .default([]),
  })
  .superRefine((input, ctx) => {
    checkDistricts(input, ctx)
    const known = new Set(districtsOf(input).map(({ code }) => code))
    input.invitations.forEach(({ role, districtCode }, i) => {
      if (role === 'district_admin' && !known.has(districtCode ?? ''))
        ctx.addIssue({ code: 'custom', path: ['invitations', i, 'districtCode'], message: 'required' })
    })
  })
export type SetUpInput = z.output<typeof setUpSchema>

const number = (least: number, most: number) => z.coerce.number('invalid').int('invalid').min(least, 'too_small').max(most, 'too_big')
/** Heads, days after the end, day of the following month. */
export const rulesSchema = z.object({ minimumHeadCount: number(1, 50), finaliseAfterDays: number(1, 60), lockFromDay: number(1, 28) })
export const addDaysSchema = z.object({ lines: z.string().trim().min(1, 'required').max(20_000, 'too_long') })
export const daySchema = z.object({ day: z.iso.date('date') })
const year = z.coerce.number().int().min(2000).max(2100).optional().catch(undefined)
export const calendarParams = z.object({ year })
