import { isMakeUpDay, weekdayOf, type Year } from './calendar'
import type { GroupPlan, Places, VenuePlan } from './places'
import { type ActivityPlan, dormantGroups, groupsOf, type Plan } from './plan'
import type { Random } from './random'

/** The cases that counting.md asks for by name, and the activities that the design's pictures show. */

export type Planting = { year: Year; random: Random; places: Places; counted: ActivityPlan[]; plan: Plan }

const groupNamed = (places: Places, zh: string) => places.groups.find((g) => g.row.names.zh === zh) as GroupPlan
const venueNamed = (places: Places, zh: string) => places.venues.find((v) => v.row.names.zh === zh) as VenuePlan

/** What the night readings were about before no. 12, oldest first. */
const nightReadings: [zh: string, en: string][] = [
  ['一封寄给十年后的信', 'a letter ten years ahead'],
  ['雨天读的小说', 'a novel for rainy days'],
  ['菜场里的人情', 'the manners of a market'],
  ['读一页账本', 'a page of a ledger'],
  ['河对岸的亲戚', 'relatives across the river'],
  ['夏夜鬼故事', 'ghosts for summer nights'],
  ['第一次出远门', 'the first long journey'],
  ['祖母的菜谱', 'grandmother’s recipes'],
  ['没有寄出的信', 'letters never sent'],
  ['一条街的声音', 'the sounds of one street'],
  ['地图上没有的地方', 'places not on the map'],
]

/** Cases within the reporting year; they take the place of counted activities, so that no total moves. */
export function plantPast({ year, random, places, counted }: Planting): void {
  const month = (i: number) => year.months[i] as Year['months'][number]
  const within = (p: ActivityPlan, i: number) => p.day >= month(i).from && p.day < month(i).to
  const take = (planted: string, fits: (p: ActivityPlan) => boolean, over: Partial<ActivityPlan> = {}): ActivityPlan | undefined => {
    const found = counted.find((p) => !p.planted && !p.who && fits(p))
    return found && Object.assign(found, { planted, ...over })
  }
  const onsite = (p: ActivityPlan) => p.district !== null

  take('midnight', (p) => onsite(p) && p.kind === 'SOCIAL' && weekdayOf(p.day) >= 5 && p.day + 1 < year.to, {
    minutes: 23 * 60 + 30,
    duration: 60,
    titles: { zh: '半夜看流星：二十三点半集合', en: 'Meteors at midnight: meet at half past eleven' },
    summaries: { zh: '关掉手电，躺下来数，零点三十分散场。', en: 'Torches off, lie down and count; we part at half past midnight.' },
  })
  take('dawn', (p) => onsite(p) && p.kind === 'VOLUNTEER' && within(p, 10), {
    day: month(10).from,
    minutes: 7 * 60,
    titles: { zh: '清晨护河队：七点集合', en: 'River guard at dawn: meet at seven' },
    summaries: { zh: '月初第一天，趁太阳还低，走完三公里。', en: 'The first of the month: three kilometres while the sun is low.' },
  })
  for (const [i, m] of year.months.entries()) {
    const saturday = Array.from({ length: m.to - m.from }, (_, d) => m.from + d).find((d) => isMakeUpDay(d) && weekdayOf(d) === 6)
    if (saturday === undefined) continue
    take('make-up-saturday', (p) => onsite(p) && p.kind === 'LEARN' && within(p, i), { day: saturday, minutes: 19 * 60 })
    break
  }
  const three = take('three-hosts', (p) => onsite(p) && p.kind === 'TALK' && p.lead.district !== null && p.lead.role === 'chapter')
  if (three) {
    const near = groupsOf(places, three.lead.district).filter(
      (g) => g !== three.lead && g.role === 'chapter' && !dormantGroups(places).includes(g),
    )
    const far = groupsOf(places, three.lead.district === '330105' ? '330108' : '330105').filter((g) => g.role === 'chapter')
    three.co = [near[0] as GroupPlan, far[0] as GroupPlan]
  }
  take('corrections', (p) => onsite(p) && p.size >= 26 && p.size <= 40)
  take('walk-ins-when-full', (p) => onsite(p) && p.size >= 20 && p.kind === 'CULTURE', { seats: 'full', walkIns: 6 })
  take('restated', (p) => onsite(p) && within(p, 8) && p.size >= 12)

  const tingsong = groupNamed(places, '听松悦读分会')
  const own = counted.filter((p) => p.lead === tingsong && !p.planted).sort((a, b) => a.day - b.day)
  const nights = own.filter((p) => p.kind === 'LEARN')
  for (const p of nights) p.theme = 2 + random.int(0, 9)
  for (const [i, p] of nights.slice(-nightReadings.length).entries()) {
    const issue = nightReadings.length - Math.min(nights.length, nightReadings.length) + i
    const [zh, en] = nightReadings[issue] as [string, string]
    Object.assign(p, { theme: 0, titles: { zh: `听松夜读·第${issue + 1}期：${zh}`, en: `Tingsong night reading no. ${issue + 1}: ${en}` } })
    if (weekdayOf(p.day) < 6) p.minutes = 19 * 60
    p.at = venueNamed(places, '听松书房')
  }
  const choir = counted.filter((p) => p.lead === groupNamed(places, '沐桥合唱社') && !p.planted)
  comes('lin-zhixia', [...own.slice(-7), ...choir.slice(0, 3)])
  comes('erased', own.filter((p) => p.day < year.from + 150).slice(0, 5))
  comes('zhao-ming', own.slice(-4))
}

/** One person comes to these, but to one a day only. */
function comes(key: string, plans: ActivityPlan[]): void {
  const days = new Set<number>()
  for (const p of plans) {
    if (days.has(p.day)) continue
    days.add(p.day)
    p.who = [...(p.who ?? []), key]
  }
}

/** Days on which a group was suspended, so that its activity there does not count. */
export const suspension = (year: Year, places: Places) => {
  const group = groupsOf(places, '330114').filter((g) => g.role === 'chapter')[1] as GroupPlan
  const { from } = year.months[3] as Year['months'][number]
  return { group, from: from + 2, to: from + 26 }
}

/** Cases that are not counted. */
export function plantNotCounted({ year, places, counted, plan }: Planting): void {
  const { group, from, to } = suspension(year, places)
  for (const p of counted) {
    if (p.lead !== group || p.day < from || p.day >= to) continue
    p.lead = groupsOf(places, '330114').find((g) => g.role === 'district') as GroupPlan
    p.co = p.co.filter((g) => g !== p.lead)
  }
  plan({
    reason: 'host_inactive',
    stand: 'finalised',
    kind: 'SOCIAL',
    district: '330114',
    day: from + 9,
    lead: group,
    seats: 'roomy',
    planted: 'host-inactive',
  })
  plan({
    reason: 'cancelled',
    stand: 'cancelled',
    kind: 'TALK',
    district: '330102',
    day: (year.months[10] as Year['months'][number]).from + 12,
    going: 30,
    capacity: 60,
    seats: 'roomy',
    planted: 'cancelled-30',
    titles: { zh: '望澜讲堂：台风天的城市排水', en: 'Wanglan lectures: draining a city in a typhoon' },
    summaries: { zh: '三十个人报了名，台风先到了。', en: 'Thirty had signed up; the typhoon came first.' },
  })
}

const at = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Activities ahead that the pictures of the design and the journeys need; each has its own figures. */
export function plantUpcoming({ year, places, plan }: Planting): ActivityPlan[] {
  const tingsong = groupNamed(places, '听松悦读分会')
  const house = venueNamed(places, '听松书房')
  const made: ActivityPlan[] = []
  const ahead = (planted: string, days: number, time: string, kind: string, lead: GroupPlan, over: Partial<ActivityPlan>) => {
    const there = over.district ?? over.at?.district ?? lead.district
    made.push(
      plan({
        reason: 'not_finalised',
        stand: 'upcoming',
        kind,
        district: there,
        day: year.today + days,
        minutes: at(time),
        duration: 120,
        lead,
        seats: 'roomy',
        planted,
        ...over,
      }),
    )
  }
  ahead('tonight', 0, '19:00', 'LEARN', tingsong, {
    theme: 2,
    at: house,
    capacity: 40,
    going: 31,
    who: ['zhao-ming'],
    titles: { zh: '读书会：慢慢读一本厚书，最后三十页', en: 'Reading circle: a thick book, slowly; the last thirty pages' },
  })
  // Whenever the demo is opened on its day, one activity is under way.
  ahead('under-way', 0, '00:00', 'LEARN', tingsong, {
    theme: 0,
    duration: 1440,
    at: venueNamed(places, '听松智造园'),
    capacity: 60,
    going: 31,
    who: ['lin-zhixia'],
    titles: { zh: '听松二十四小时读书接力', en: 'Tingsong twenty-four-hour reading relay' },
    summaries: {
      zh: '从零点读到零点，每人半小时，随时可以进来听。',
      en: 'From midnight to midnight, half an hour each; come in and listen at any time.',
    },
  })
  ahead('night-reading', 1, '19:00', 'LEARN', tingsong, {
    theme: 0,
    issue: 12,
    at: house,
    capacity: 30,
    going: 18,
    who: ['lin-zhixia'],
    co: [groupNamed(places, '北汀影像社')],
    languages: ['zh', 'en'],
  })
  ahead('policy-clinic', 1, '19:30', 'DEVELOP', groupNamed(places, '望澜律善社'), {
    theme: 0,
    at: venueNamed(places, '望澜会客厅'),
    capacity: 60,
    going: 55,
    co: [groupNamed(places, '云壑财税分会')],
    languages: ['zh', 'en'],
  })
  ahead('choir', 2, '20:00', 'CULTURE', groupNamed(places, '沐桥合唱社'), {
    theme: 0,
    at: venueNamed(places, '沐桥礼堂'),
    capacity: 40,
    going: 40,
    waiting: 7,
    seats: 'full',
    whoWaits: ['lin-zhixia'],
  })
  ahead('free-clinic', 2, '14:00', 'VOLUNTEER', groupNamed(places, '青檐公益分会'), {
    theme: 1,
    at: venueNamed(places, '青檐驿站'),
    seats: 'unlimited',
    going: 21,
  })
  ahead('few-left', 3, '19:00', 'LEARN', tingsong, {
    theme: 2,
    at: house,
    capacity: 30,
    going: 27,
    languages: ['zh', 'en'],
    titles: { zh: '读书会：从一本薄书开始', en: 'Book club: starting with a thin one' },
    summaries: { zh: '一百二十页，一个晚上读完，再聊一个小时。', en: 'A hundred and twenty pages in one evening, then an hour of talk.' },
  })
  ahead('new-friends', 4, '15:00', 'SOCIAL', groupNamed(places, '之城语言交换社'), {
    theme: 0,
    district: '330106',
    at: house,
    capacity: 24,
    going: 15,
    languages: ['zh', 'en'],
  })
  ahead('online', 4, '20:00', 'TALK', groupNamed(places, '之城线上读书会'), {
    theme: 2,
    district: null,
    online: true,
    seats: 'unlimited',
    going: 34,
  })
  ahead('members-only', 6, '19:00', 'LEARN', tingsong, { theme: 4, at: house, capacity: 20, going: 9, audience: 'members' })
  ahead('english-only', 5, '19:30', 'TALK', groupNamed(places, '之城海归同学会'), {
    theme: 0,
    district: '330102',
    capacity: 40,
    going: 22,
    languages: ['en'],
    titles: { en: 'Fireside chat: building a life in a new city' },
    summaries: { en: 'Two newcomers and one old hand talk about flats, friends and first jobs. In English throughout.' },
  })
  ahead('chinese-only', 5, '14:00', 'HERITAGE', groupsOf(places, '330109')[2] as GroupPlan, {
    theme: 0,
    capacity: 25,
    going: 11,
    languages: ['zh'],
    titles: { zh: '乡音录：请老人家讲三个字的故事' },
    summaries: { zh: '只用本地话，听不懂没关系，旁边有人小声翻译。' },
  })
  ahead('over-capacity', 6, '14:30', 'CULTURE', groupsOf(places, '330105')[3] as GroupPlan, {
    capacity: 20,
    going: 24,
    titles: { zh: '陶土课：捏一只自己的碗（小教室场）', en: 'Clay: make your own bowl (small classroom)' },
    summaries: {
      zh: '原来的教室漏水，换到小一号的，先报名的都保留。',
      en: 'The classroom leaked, so a smaller one; everybody who signed up stays.',
    },
  })
  ahead('postponed-twice', 9, '19:00', 'TRAIN', groupsOf(places, '330108')[2] as GroupPlan, {
    theme: 0,
    capacity: 36,
    going: 26,
    titles: { zh: '急救培训：心肺复苏与除颤器（两次改期）', en: 'First aid: resuscitation and defibrillator (moved twice)' },
  })
  ahead('postponed', 12, '14:00', 'VISIT', groupsOf(places, '330109')[3] as GroupPlan, { theme: 4, capacity: 30, going: 14 })

  // The secretary's desk: one that ended yesterday and is still to be closed, and one that ended and still owes its recap, where the demo's month has such a day.
  const ended = Math.max(year.to, year.today - 6)
  if (ended < year.today)
    plan({
      reason: 'not_finalised',
      stand: 'awaiting',
      kind: 'LEARN',
      district: '330106',
      day: ended,
      minutes: at('19:00'),
      duration: 120,
      lead: tingsong,
      seats: 'roomy',
      size: 26,
      theme: 5,
      at: house,
      who: ['lin-zhixia', 'zhao-ming'],
      planted: 'recap-due',
    })
  plan({
    reason: 'not_finalised',
    stand: 'awaiting',
    kind: 'LEARN',
    district: '330106',
    day: year.today - 1,
    minutes: at('19:00'),
    duration: 120,
    lead: tingsong,
    seats: 'roomy',
    planted: 'closing-time',
    theme: 3,
    at: house,
    capacity: 36,
    going: 31,
    came: 26,
    walkIns: 2,
    size: 28,
    titles: { zh: '打烊时分：旧书店的最后一小时', en: 'Closing time: the last hour of an old bookshop' },
    summaries: {
      zh: '三位旧书店主讲最后一位客人和没有卖出去的那本书。',
      en: 'Three booksellers on the last customer and the book that never sold.',
    },
  })
  return made
}
