import { defaultVenueCategories } from '@/lib/network/schema'
import { hangzhouDistricts } from '@/lib/network/schema/presets'
import { slugOf, sortKeyOf } from '@/lib/search/sort-key'
import type { allianceMembers, groups } from '../schema/groups'
import type { spaces, venues } from '../schema/venues'
import type { facilities, LocalText } from '../vocabulary'
import { vectorText } from './bulk'
import { at, dateOf, dayOf, type Year } from './calendar'
import { cityPlace, type GroupTheme, groupThemes, type Place, placesByDistrict, venueEndings } from './names'
import { idMaker, type Random, randomOf } from './random'

export type GroupPlan = {
  row: typeof groups.$inferInsert & { id: string }
  index: number
  district: string | null
  place: Place
  kinds: string[]
  /** How many members and activities it has, beside the others. */
  size: number
  activity: number
  role: 'top' | 'alliance' | 'city' | 'district' | 'chapter'
}
export type SpacePlan = { row: typeof spaces.$inferInsert & { id: string }; capacity: number; buffer: number; bookable: boolean }
export type VenuePlan = {
  row: typeof venues.$inferInsert & { id: string }
  index: number
  district: string
  place: Place
  category: string
  spaces: SpacePlan[]
}
export type Places = {
  groups: GroupPlan[]
  venues: VenuePlan[]
  allianceMembers: (typeof allianceMembers.$inferInsert)[]
  byDistrict: Map<string, { groups: GroupPlan[]; venues: VenuePlan[] }>
  cityGroups: GroupPlan[]
}

/** counting.md: groups, venues and counted activities by district; 13 groups and 64 activities have none. */
export const districtFigures: Record<string, [groups: number, venues: number, activities: number]> = {
  '330102': [18, 13, 206],
  '330105': [16, 11, 160],
  '330106': [18, 12, 198],
  '330108': [14, 9, 137],
  '330109': [19, 13, 180],
  '330110': [20, 15, 224],
  '330111': [9, 6, 68],
  '330112': [8, 5, 55],
  '330113': [12, 8, 113],
  '330114': [10, 6, 79],
  '330122': [6, 4, 41],
  '330127': [5, 3, 26],
  '330182': [5, 3, 30],
}
export const categoryFigures = { PARK: 26, BUILDING: 18, STREET: 17, CULTURE: 12, CAFE: 11, RURAL: 9, CAMPUS: 6, INCUB: 6, CITY: 3 }
export const levelFigures = { NATIONAL: 4, PROVINCIAL: 17, MUNICIPAL: 38, DISTRICT: 49 } as const
/** Where a category is at home first; the rest goes anywhere. */
const homeOf: Record<string, string[]> = {
  CITY: ['330102', '330106', '330108'],
  RURAL: ['330127', '330122', '330182', '330111', '330112', '330110', '330109'],
  CAMPUS: ['330110', '330114', '330106', '330108'],
  INCUB: ['330108', '330110', '330109', '330114'],
}

/** Names the pictures of the design use; the first group and the first venue are the secretary's and the keeper's. */
const knownGroups: [district: string, place: string, theme: string][] = [
  ['330106', '听松', '悦读分会'],
  ['330106', '北汀', '影像社'],
  ['330106', '沐桥', '合唱社'],
  ['330106', '青檐', '公益分会'],
  ['330102', '望澜', '律善社'],
  ['330102', '云壑', '财税分会'],
]
const knownVenues: [district: string, place: string, category: string, ending: string][] = [
  ['330106', '听松', 'CAFE', '书房'],
  ['330106', '沐桥', 'CULTURE', '礼堂'],
  ['330106', '青檐', 'STREET', '驿站'],
  ['330102', '望澜', 'BUILDING', '会客厅'],
]

const cityThemes: [zh: string, en: string, seal: string, kinds: string][] = [
  ['青年联谊社', 'Young Professionals', '联', 'SOCIAL LEARN'],
  ['海归同学会', 'Returned Scholars', '归', 'TALK MENTOR'],
  ['语言交换社', 'Language Exchange', '换', 'SOCIAL LEARN'],
  ['导师团', 'Mentors', '导', 'MENTOR TRAIN'],
  ['法律顾问团', 'Legal Advisers', '法', 'DEVELOP CONSULT'],
  ['爱乐合唱团', 'Philharmonic Choir', '乐', 'CULTURE'],
  ['线上读书会', 'Online Readers', '线', 'LEARN TALK'],
  ['公益行动队', 'Action for Good', '善', 'VOLUNTEER'],
]
const alliances: [zh: string, en: string, seal: string, themes: string[]][] = [
  ['之城公益联盟', 'Zhicheng Alliance for Good', '公益', ['公益分会', '医护分会', '律善社', '园艺社']],
  ['之城阅读联盟', 'Zhicheng Reading Alliance', '阅读', ['悦读分会', '文史分会', '教师分会', '语言社']],
  ['之城文艺联盟', 'Zhicheng Arts Alliance', '文艺', ['影像社', '合唱社', '戏剧社', '手作社']],
  ['之城创业联盟', 'Zhicheng Founders’ Alliance', '创业', ['创业分会', '财税分会', '设计分会', '数智分会']],
]

const known = <T extends { zh: string }>(items: T[], zh: string): T => items.find((p) => p.zh === zh) as T

/** Slugs that are unique within the city. */
export function slugMaker(): (name: string) => string {
  const used = new Set<string>()
  return (name) => {
    const base = slugOf(name).slice(0, 56).replace(/-+$/, '')
    let slug = base
    for (let n = 2; used.has(slug); n++) slug = `${base}-${n}`
    used.add(slug)
    return slug
  }
}

export function makePlaces(year: Year, seed: string): Places {
  const random = randomOf('hui/places')
  const groupPlans = makeGroups(year, seed, random)
  const venuePlans = makeVenues(year, seed, random, groupPlans)
  const byDistrict = new Map(
    Object.keys(districtFigures).map((code) => [
      code,
      { groups: groupPlans.filter((g) => g.district === code), venues: venuePlans.filter((v) => v.district === code) },
    ]),
  )
  for (const [code, { groups: here, venues: there }] of byDistrict) {
    for (const group of here) {
      const near = there.filter((v) => v.place.zh === group.place.zh)
      const home = near[0] ?? there[group.index % there.length]
      if (home && code) group.row.homeVenueId = home.row.id
    }
  }
  const allianceId = idMaker(`${seed}/alliance-members`)
  const members = alliances.flatMap(([zh, , , themes]) => {
    const alliance = groupPlans.find((g) => g.row.names.zh === zh) as GroupPlan
    return groupPlans
      .filter((g) => g.role === 'chapter' && themes.some((t) => g.row.names.zh?.endsWith(t)))
      .map((g) => ({
        id: allianceId(at(dayOf('2024-03-01'))),
        allianceId: alliance.row.id,
        groupId: g.row.id,
        fromOn: '2024-03-01',
        acceptedAt: at(dayOf('2024-03-01')),
        createdAt: at(dayOf('2024-03-01')),
      }))
  })
  return {
    groups: groupPlans,
    venues: venuePlans,
    allianceMembers: members,
    byDistrict,
    cityGroups: groupPlans.filter((g) => g.district === null),
  }
}

function makeGroups(year: Year, seed: string, random: Random): GroupPlan[] {
  const id = idMaker(`${seed}/groups`)
  const slug = slugMaker()
  const plans: GroupPlan[] = []
  const names = new Set<string>()
  const add = (
    role: GroupPlan['role'],
    district: string | null,
    place: Place,
    zh: string,
    en: string,
    seal: string,
    kinds: string[],
    purpose: LocalText,
    parent: GroupPlan | null,
  ) => {
    names.add(zh)
    const approved = Math.min(dayOf('2016-03-01') + random.int(0, 2900), year.from - 120)
    const createdAt = at(approved - 40, 600)
    const type = role === 'alliance' ? 'alliance' : role === 'top' || role === 'district' ? 'association' : 'chapter'
    const plan: GroupPlan = {
      index: plans.length,
      role,
      district,
      place,
      kinds,
      size: role === 'alliance' ? 0 : role === 'top' ? 0.2 : role === 'district' ? 0.55 : Math.exp(random.normal() * 0.42),
      activity: role === 'alliance' ? 0.25 : role === 'top' ? 0.4 : role === 'district' ? 0.9 : Math.exp(random.normal() * 0.5),
      row: {
        id: id(createdAt),
        slug: slug(en),
        type,
        names: { zh, en },
        shortName: seal,
        districtCode: district,
        parentId: parent?.row.id ?? null,
        purpose,
        foundedOn: dateOf(approved - random.int(60, 900)),
        approvedOn: dateOf(approved),
        joinMode:
          role === 'alliance'
            ? 'closed'
            : random.weighted(['open', 'review', 'invite'] as const, (m) => ({ open: 35, review: 58, invite: 7 })[m]),
        visibility: 'public',
        roleMailbox: `${slugOf(en)}@example.org`.toLowerCase(),
        status: 'active',
        sortKey: sortKeyOf(zh),
        search: vectorText(zh, en),
        createdAt,
      },
    }
    plans.push(plan)
    return plan
  }

  const top = add(
    'top',
    null,
    cityPlace,
    '之城联谊会',
    'Zhicheng Association',
    '之城',
    ['TALK', 'CONSULT'],
    {
      zh: '把全城的分会、联盟和阵地连在一起，自己只做一件事：让人找到彼此。',
      en: 'Links the city’s chapters, alliances and venues; its one task is that people find each other.',
    },
    null,
  )
  for (const [zh, en, seal] of alliances)
    add(
      'alliance',
      null,
      cityPlace,
      zh,
      en,
      seal,
      ['TALK', 'VOLUNTEER', 'CULTURE'],
      {
        zh: '同一件事，几个分会一起做，不另收会员。',
        en: 'Chapters that do one thing together; it has no members of its own.',
      },
      top,
    )
  for (const [zh, en, seal, kinds] of cityThemes)
    add(
      'city',
      null,
      cityPlace,
      `之城${zh}`,
      `Zhicheng ${en}`,
      `之${seal}`,
      kinds.split(' '),
      {
        zh: '面向全城，不分区县，常在线上见面。',
        en: 'For the whole city, whatever the district; often meets online.',
      },
      top,
    )
  for (const { code, names: districtNames } of hangzhouDistricts) {
    const places = placesByDistrict[code] as Place[]
    const first = places.at(-1) as Place
    const parent = add(
      'district',
      code,
      first,
      `${first.zh}联谊会`,
      `${first.en} Association`,
      `${first.zh[0]}联`,
      ['CONSULT', 'TALK', 'SOCIAL'],
      {
        zh: `${districtNames.zh}各分会的共同家园，负责培训、协调与年度大会。`,
        en: `Home of the chapters of ${districtNames.en}: training, coordination and the general meeting.`,
      },
      top,
    )
    const wanted = knownGroups.filter(([d]) => d === code)
    const [count] = districtFigures[code] as [number, number, number]
    const chapter = (place: Place, theme: GroupTheme) =>
      add(
        'chapter',
        code,
        place,
        `${place.zh}${theme.zh}`,
        `${place.en} ${theme.en}`,
        `${place.zh[0]}${theme.seal}`,
        theme.kinds,
        { zh: theme.zhPurpose, en: theme.enPurpose },
        parent,
      )
    for (const [, p, t] of wanted) chapter(known(places, p), known(groupThemes, t))
    const taken = new Set(wanted.map(([, , t]) => t))
    const pool = [...random.shuffled(groupThemes.filter((t) => !taken.has(t.zh))), ...random.shuffled(groupThemes)]
    for (let i = 0, made = wanted.length; made < count - 1; i++) {
      const theme = pool[i % pool.length] as GroupTheme
      const place = random.pick(places)
      if (names.has(`${place.zh}${theme.zh}`)) continue
      chapter(place, theme)
      made++
    }
  }
  const tingsong = plans.find((g) => g.row.names.zh === '听松悦读分会') as GroupPlan
  tingsong.row.shortName = '听松'
  tingsong.row.joinMode = 'review'
  tingsong.size = 1.2
  tingsong.activity = 2.4
  return plans
}

function venueKinds(random: Random): Map<string, string[]> {
  const open = new Map(Object.entries(districtFigures).map(([code, [, n]]) => [code, n]))
  const out = new Map<string, string[]>(Object.keys(districtFigures).map((code) => [code, []]))
  const left = { ...categoryFigures } as Record<string, number>
  const put = (code: string, category: string) => {
    out.get(code)?.push(category)
    open.set(code, (open.get(code) as number) - 1)
    left[category] = (left[category] as number) - 1
  }
  for (const [code, , category] of knownVenues) put(code, category)
  for (const [category, districts] of Object.entries(homeOf))
    for (let i = 0; (left[category] as number) > 0; i++) {
      const code = districts[i % districts.length] as string
      if ((open.get(code) as number) > 1 || i > 40) put(code, category)
    }
  const rest = random.shuffled(Object.entries(left).flatMap(([category, n]) => Array<string>(n).fill(category)))
  for (const [code, n] of open) for (let i = 0; i < n; i++) out.get(code)?.push(rest.pop() as string)
  return out
}

const roads: [zh: string, en: string][] = [
  ['路', 'Road'],
  ['街', 'Street'],
  ['巷', 'Lane'],
  ['大道', 'Avenue'],
]
const spaceNames: [zh: string, en: string, share: number][] = [
  ['正厅', 'Main hall', 1],
  ['茶室', 'Tea room', 0.25],
  ['二楼教室', 'Upstairs classroom', 0.4],
  ['院子', 'Courtyard', 0.6],
]

function makeVenues(year: Year, seed: string, random: Random, groupPlans: GroupPlan[]): VenuePlan[] {
  const id = idMaker(`${seed}/venues`)
  const slug = slugMaker()
  const kinds = venueKinds(random)
  const levels = random.shuffled(Object.entries(levelFigures).flatMap(([level, n]) => Array<string>(n).fill(level)))
  const names = new Set<string>()
  const plans: VenuePlan[] = []
  for (const { code, names: districtNames, seat } of hangzhouDistricts) {
    const places = placesByDistrict[code] as Place[]
    const wanted = knownVenues.filter(([d]) => d === code)
    const categories = kinds.get(code) as string[]
    for (let i = 0; i < categories.length; i++) {
      const category = categories[i] as string
      const asked = wanted[i]
      let place = asked
        ? known(places, asked[1])
        : category === 'CITY'
          ? cityPlace
          : (places[(i + random.int(0, 1)) % places.length] as Place)
      const endings = venueEndings[category] as [string, string][]
      let ending = asked
        ? (endings.find(([zh]) => zh === asked[3]) as [string, string])
        : (endings[random.int(0, endings.length - 1)] as [string, string])
      for (let tries = 0; names.has(`${place.zh}${ending[0]}`); tries++) {
        ending = endings[tries % endings.length] as [string, string]
        if (tries % endings.length === endings.length - 1 && category !== 'CITY') place = random.pick(places)
      }
      const zh = `${place.zh}${ending[0]}`
      const en = `${place.en} ${ending[1]}`
      names.add(zh)
      const createdAt = at(Math.min(dayOf('2021-05-01') + random.int(0, 1100), year.from - 90), 640)
      const large =
        category === 'CITY'
          ? 320
          : category === 'CAFE' || category === 'STREET'
            ? 60
            : category === 'BUILDING' || category === 'RURAL'
              ? 90
              : 140
      const capacity = Math.round((large * (0.8 + random.next() * 0.6)) / 10) * 10
      const [road, roadEn] = random.pick(roads)
      const number = asked?.[3] === '书房' ? 12 : random.int(2, 388)
      const roadPlace = asked ? place : random.pick(places)
      const operator = random.chance(0.6) ? random.pick(groupPlans.filter((g) => g.district === code)) : null
      const venueId = id(createdAt)
      const level = levels.pop() as 'NATIONAL'
      const plan: VenuePlan = {
        index: plans.length,
        district: code,
        place,
        category,
        spaces: [],
        row: {
          id: venueId,
          slug: slug(en),
          names: { zh, en },
          categoryCode: category,
          level,
          levelSource: `${{ NATIONAL: '全国', PROVINCIAL: '省级', MUNICIPAL: '市级', DISTRICT: '区级' }[level as string]}示范阵地（虚构）`,
          levelEndsOn: dateOf(year.today + random.int(200, 900)),
          districtCode: code,
          addresses: {
            zh: `${districtNames.zh}${roadPlace.zh}${asked?.[3] === '书房' ? '路' : road} ${number} 号`,
            en: `${number} ${roadPlace.en} ${asked?.[3] === '书房' ? 'Road' : roadEn}, ${districtNames.en}`,
          },
          directions: {
            zh: random.pick([
              '地铁站出来步行八分钟，看到梧桐树右转。',
              '公交站对面，门口有一盏圆灯。',
              '停车请走东门，前两小时免费。',
              '从小区北门进，电梯到三楼。',
            ]),
            en: random.pick([
              'Eight minutes on foot from the metro; right at the plane tree.',
              'Opposite the bus stop, by the round lamp.',
              'East gate for cars, two hours free.',
              'North gate, lift to the third floor.',
            ]),
          },
          lng: Number((seat[0] + random.normal() * 0.022).toFixed(6)),
          lat: Number((seat[1] + random.normal() * 0.018).toFixed(6)),
          datum: 'WGS84',
          capacity,
          openingHours: openingHours(random, category),
          facilities: random
            .shuffled([
              'step_free',
              'hearing_loop',
              'accessible_toilet',
              'lift',
              'parking',
              'projector',
              'wifi',
              'kitchen',
              'nursing_room',
            ] as (typeof facilities)[number][])
            .slice(0, random.int(2, 6)),
          operatorGroupId: operator?.row.id ?? null,
          summary: venueSummary(category, place),
          status: 'listed',
          sortKey: sortKeyOf(zh),
          search: vectorText(zh, en),
          createdAt,
        },
      }
      const count = Math.min(4, 1 + random.int(0, category === 'CITY' ? 3 : 2) + (asked ? 1 : 0))
      for (let s = 0; s < count; s++) {
        const [spaceZh, spaceEn, share] = spaceNames[s] as [string, string, number]
        const size = Math.max(8, Math.round((capacity * share) / 2) * 2)
        const buffer = random.pick([0, 0, 15, 30])
        plan.spaces.push({
          capacity: size,
          buffer,
          bookable: true,
          row: {
            id: id(createdAt),
            venueId,
            names: { zh: spaceZh, en: spaceEn },
            capacity: size,
            bookable: true,
            bufferMinutes: buffer,
            position: s,
            createdAt,
          },
        })
      }
      plans.push(plan)
    }
  }
  return plans
}

function openingHours(random: Random, category: string): Record<string, [string, string][]> {
  const open = random.pick(['08:30', '09:00', '09:30'])
  const close = random.pick(['20:30', '21:00', '21:30'])
  const closed = category === 'CULTURE' || category === 'CAFE' ? 1 : random.chance(0.2) ? 7 : 0
  return Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7].filter((d) => d !== closed).map((d) => [String(d), [[open, close]] as [string, string][]]),
  )
}

const venueLines: Record<string, [zh: string, en: string]> = {
  PARK: ['园区里的公共客厅，白天是工位，晚上是活动室。', 'The park’s common room: desks by day, activities by night.'],
  BUILDING: ['楼上办公、楼下见面，午休时间也开放。', 'Offices above, meetings below; open at lunch too.'],
  STREET: ['推门就进，街坊邻居的会客厅。', 'Push the door: the neighbours’ living room.'],
  RURAL: ['稻田边的老房子，修好了，留着木梁。', 'An old house by the fields, mended, its beams kept.'],
  CULTURE: ['能演、能展、能坐下来听。', 'A place to perform, to show, to sit and listen.'],
  CAFE: ['书架之间有四张长桌，闭店后也办活动。', 'Four long tables between the shelves; open for activities after hours.'],
  CAMPUS: ['校门内外都可以来，课后开放。', 'For people inside and outside the gate, after lessons.'],
  INCUB: ['给刚开始的人一张桌子和几位导师。', 'A desk and a few mentors for those who begin.'],
  CITY: ['全城共用的大场地，联动活动的主会场。', 'The whole city’s large venue and the main stage of campaigns.'],
}
function venueSummary(category: string, place: Place): LocalText {
  const [zh, en] = venueLines[category] as [string, string]
  return { zh: `${place.zh}一带的${defaultVenueCategories.find((c) => c.code === category)?.names.zh}阵地。${zh}`, en }
}
