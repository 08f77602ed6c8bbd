import { z } from 'zod'
import { type LocalText, locales } from '@/db/vocabulary'
import { isZone } from '../time/zones'

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

export type DefaultDistrict = { code: string; names: LocalText; seat: [lng: number, lat: number] }
const district = (code: string, zh: string, en: string, lng: number, lat: number): DefaultDistrict => ({
  code,
  names: { zh, en },
  seat: [lng, lat],
})

/** Districts and counties of Hangzhou by their GB/T 2260 codes; seats in WGS-84 (longitude, latitude). */
export const hangzhouDistricts: readonly DefaultDistrict[] = [
  district('330102', '上城区', 'Shangcheng', 120.1927, 30.2289),
  district('330105', '拱墅区', 'Gongshu', 120.1368, 30.3214),
  district('330106', '西湖区', 'Xihu', 120.1256, 30.2615),
  district('330108', '滨江区', 'Binjiang', 120.2074, 30.2108),
  district('330109', '萧山区', 'Xiaoshan', 120.2598, 30.1866),
  district('330110', '余杭区', 'Yuhang', 119.9741, 30.2762),
  district('330111', '富阳区', 'Fuyang', 119.9557, 30.0514),
  district('330112', '临安区', 'Lin’an', 119.7196, 30.2369),
  district('330113', '临平区', 'Linping', 120.2947, 30.4216),
  district('330114', '钱塘区', 'Qiantang', 120.4896, 30.3255),
  district('330122', '桐庐县', 'Tonglu', 119.6869, 29.7967),
  district('330127', '淳安县', 'Chun’an', 119.0369, 29.6121),
  district('330182', '建德市', 'Jiande', 119.2762, 29.4775),
]

export const districtPresets = ['none', 'hangzhou'] as const
/** Rules with which a network begins (R-COUNT v1 and product.md). */
export const defaultRules = { minimumHeadCount: 3, finaliseAfterDays: 7, lockFromDay: 8 } as const

const name = z.string().trim().min(1, 'required').max(60, 'too_long')

export const setUpSchema = z.object({
  secret: z.string().min(20).max(100),
  nameZh: name,
  nameEn: name,
  seal: z.string().trim().min(1, 'required').max(2, 'too_long'),
  zone: z.string().trim().max(60, 'too_long').refine(isZone, 'zone'),
  languages: z
    .array(z.enum(locales))
    .min(1, 'required')
    .default([...locales]),
  districts: z.enum(districtPresets),
  adminName: name,
  adminEmail: z.string().trim().toLowerCase().max(254, 'too_long').pipe(z.email('email')),
})
export type SetUpInput = z.output<typeof setUpSchema>
