import { hangzhouDistricts } from '@/lib/network/schema/presets'
import { slugOf } from '@/lib/search/sort-key'
import type { activities } from '../schema/activities'
import type { activityLanguages, checkInSources, LocalText } from '../vocabulary'
import { RULE_VERSION } from '../vocabulary'
import { vectorText } from './bulk'
import { at, dateOf, later, type Year } from './calendar'
import { cityPlace, type Place } from './names'
import { joinedBy, type People } from './people'
import type { ActivityPlan } from './plan'
import { idMaker, type Random, randomOf } from './random'
import { accessNotes, brings, cancelReasons, costs, flowByKind, type Theme, themesByKind } from './themes'

export type ActivityMade = {
  plan: ActivityPlan
  row: typeof activities.$inferInsert & { id: string }
  startsAt: Date
  endsAt: Date
  /** What the rules of the door ask. */
  door: typeof usualDoor & { startsAt: Date; endsAt: Date }
}

/** The schema's defaults, to which the rules of the door are held. */
const usualDoor = { doorOpensMinutes: 30, doorClosesMinutes: 15, lateAfterMinutes: 15 }
const outdoorPlaces: [zh: string, en: string][] = [
  ['河边第二座亭子', 'Second pavilion by the river'],
  ['老街牌坊下', 'Under the old street’s gate'],
  ['绿道入口', 'Entrance of the greenway'],
  ['菜场东门', 'East gate of the market'],
  ['码头售票处旁', 'Beside the ticket office at the landing'],
  ['村口大樟树下', 'Under the camphor tree at the village entrance'],
]
const evening = (minutes: number) => minutes >= 1080

/** Makes the rows of activities from plans in the order of time, so that the issues of a series count up. */
export function activityMaker(year: Year, seed: string, people: People) {
  const random = randomOf('hui/activities')
  const id = idMaker(`${seed}/activities`)
  const secret = idMaker(`${seed}/walls`)
  const slugs = new Set<string>()
  const issues = new Map<string, number>()

  return (plan: ActivityPlan): ActivityMade => {
    const startsAt = at(plan.day, plan.minutes)
    const endsAt = later(startsAt, plan.duration)
    const place: Place =
      plan.campaign && plan.venue ? plan.venue.place : plan.lead.place === cityPlace && plan.venue ? plan.venue.place : plan.lead.place
    const theme = (themesByKind[plan.kind] as Theme[])[plan.theme] as Theme
    const series = `${plan.lead.index}/${plan.kind}/${plan.theme}`
    const issue = plan.issue ?? (issues.get(series) ?? (plan.lead.index * 7) % 11) + 1
    issues.set(series, issue)
    const fill = (text: string, name: string) => text.replaceAll('{p}', name).replaceAll('{P}', name).replaceAll('{n}', String(issue))
    const titles: LocalText = plan.titles ?? { zh: fill(theme.zh, place.zh), en: fill(theme.en, place.en) }
    if (plan.campaign)
      for (const tag of ['zh', 'en'] as const) titles[tag] = `${tag === 'zh' ? '百荟同日｜' : 'Hundred Together: '}${titles[tag]}`
    const summaries: LocalText = plan.summaries ?? { zh: fill(theme.zhLine, place.zh), en: fill(theme.enLine, place.en) }

    const past = plan.day < year.today
    const lead = (plan.stand === 'upcoming' ? random.int(6, 30) : random.int(6, 24)) * 1440 + random.int(-300, 300)
    let publishedAt: Date | null = later(startsAt, -lead)
    if (!past && publishedAt >= year.now) publishedAt = later(year.now, -random.int(20, 5000))
    if (plan.planted?.startsWith('postponed')) publishedAt = later(year.now, -16 * 1440)
    if (plan.reason === 'published_late') publishedAt = later(endsAt, random.int(2, 30) * 1440)
    if (publishedAt > year.now) publishedAt = later(year.now, -random.int(30, 600))
    const drafted = ['draft', 'submitted', 'changes_asked'].includes(plan.stand)
    const createdAt = drafted ? later(year.now, -random.int(60, 9000)) : later(publishedAt, -random.int(30, 4000))
    if (drafted) publishedAt = null
    const officers = people.officers.get(plan.lead) as NonNullable<ReturnType<People['officers']['get']>>
    const cancelledAt =
      plan.stand === 'cancelled' ? (past ? later(startsAt, -random.int(4, 70) * 60) : later(year.now, -random.int(40, 2000))) : null
    const finalisedAt = plan.stand === 'finalised' ? finalised(random, plan, endsAt, publishedAt, year) : null
    const base = slugOf(titles.en ?? titles.zh ?? '')
      .slice(0, 46)
      .replace(/-+$/, '')
    let slug = `${base}-${dateOf(plan.day).replaceAll('-', '')}`
    if (plan.planted === 'closing-time') slug = plan.planted
    for (let n = 2; slugs.has(slug); n++) slug = `${base}-${dateOf(plan.day).replaceAll('-', '')}-${n}`
    slugs.add(slug)

    const onsite = !plan.online
    const free = onsite && !plan.venue ? random.pick(outdoorPlaces) : null
    const seat = hangzhouDistricts.find((d) => d.code === plan.district)?.seat
    const languages: (typeof activityLanguages)[number][] =
      plan.languages ?? (random.chance(0.14) ? ['zh', 'en'] : random.chance(0.03) ? ['zh', 'sign'] : ['zh'])
    const closed =
      plan.kind === 'GOVERN' || (!plan.planted && random.chance(plan.stand === 'upcoming' ? 0.1 : 0.05) && enoughMembers(people, plan))
    const drawn = random.weighted(costs, (c) => (c[0] === '免费' ? 12 : c[0].startsWith('免费') ? 5 : 1))
    // Her form remembers last time's cost, and a fee is reviewed: the secretary among the personas publishes at once.
    const [costZh, costEn] = plan.lead.row.names.zh === '听松悦读分会' ? (costs[0] as (typeof costs)[number]) : drawn
    const bring = random.chance(0.5) ? random.pick(brings[plan.kind] ?? [['', '']]) : ['', '']
    const note = random.chance(0.3) ? random.pick(accessNotes) : null
    const sources: (typeof checkInSources)[number][] =
      plan.kind === 'GOVERN'
        ? ['roster', 'paper']
        : random.chance(0.15)
          ? ['wall_code', 'digits', 'pass', 'roster']
          : ['wall_code', 'digits', 'roster']
    const mode = plan.online ? ('online' as const) : random.chance(0.03) && plan.venue ? ('hybrid' as const) : ('onsite' as const)

    const row: ActivityMade['row'] = {
      id: id(createdAt),
      slug,
      titles,
      summaries,
      body: inLanguages(titles, bodyOf(random, plan, summaries, evening(plan.minutes))),
      kindCode: plan.kind,
      tags: [],
      mode,
      startsAt,
      endsAt,
      zone: 'Asia/Shanghai',
      reportedOn: dateOf(plan.day),
      venueId: plan.venue?.row.id ?? null,
      spaceId: plan.space?.row.id ?? null,
      place: free ? { zh: `${place.zh}${free[0]}`, en: `${free[1]}, ${place.en}` } : null,
      placeLng: free && seat ? Number((seat[0] + random.normal() * 0.02).toFixed(6)) : null,
      placeLat: free && seat ? Number((seat[1] + random.normal() * 0.016).toFixed(6)) : null,
      placeDatum: free && seat ? 'WGS84' : null,
      venueConfirmedAt: plan.venue ? (publishedAt ?? createdAt) : null,
      joiningLink: mode === 'onsite' ? null : `https://meet.example.org/${slug.slice(0, 24)}`,
      cost: inLanguages(titles, { zh: costZh, en: costEn }),
      contact: plan.lead.row.roleMailbox as string,
      bring: bring[0] ? inLanguages(titles, { zh: bring[0], en: bring[1] as string }) : null,
      districtCode: plan.district,
      rsvpMode: plan.kind === 'MENTOR' && random.chance(0.4) ? 'review' : 'open',
      audience: plan.audience ?? (closed ? 'members' : 'public'),
      companionsAllowed: plan.kind === 'SOCIAL' && random.chance(0.3) ? 2 : 0,
      checkInSources: sources,
      checkOutAsked: plan.kind === 'VOLUNTEER',
      wallSecret: secret(createdAt).replaceAll('-', ''),
      languages,
      accessNotes: note ? inLanguages(titles, { zh: note[0], en: note[1] }) : null,
      status: plan.stand === 'awaiting' || plan.stand === 'upcoming' ? 'published' : plan.stand,
      statusReason:
        plan.stand === 'cancelled' ? random.pick(cancelReasons) : plan.stand === 'changes_asked' ? '请补充场地与安全说明。' : null,
      submittedAt: plan.stand === 'submitted' || plan.stand === 'changes_asked' ? later(createdAt, 20) : null,
      riskFlags: plan.stand === 'submitted' || plan.stand === 'changes_asked' ? ['outdoors'] : [],
      publishedAt,
      cancelledAt,
      finalisedAt,
      excludedAt: plan.reason === 'excluded' ? later(endsAt, 60) : null,
      excludedReason: plan.reason === 'excluded' ? '签到设备测试，不是真实活动。' : null,
      countedReason: plan.reason,
      ...usualDoor,
      ruleVersion: finalisedAt ? RULE_VERSION : null,
      origin: plan.reason === 'published_late' ? 'back_filled' : 'here',
      createdById: officers.secretary.row.id,
      search: vectorText(titles.zh, titles.en),
      createdAt,
      updatedAt: finalisedAt ?? cancelledAt ?? publishedAt ?? createdAt,
    }
    return { plan, row, startsAt, endsAt, door: { ...usualDoor, startsAt, endsAt } }
  }
}

/** Keeps only the languages in which the activity has a title. */
const inLanguages = (titles: LocalText, text: LocalText): LocalText =>
  Object.fromEntries(Object.entries(text).filter(([tag]) => titles[tag as 'zh']))

/** Whether its hosts have members enough to fill an activity of their own. */
const enoughMembers = (people: People, plan: ActivityPlan): boolean =>
  joinedBy(people.groupPools.get(plan.lead) ?? [], plan.day) > plan.size * 3

/** Never after the demo's midnight, never before the end. */
export function between(random: Random, from: Date, to: Date, limit: Date): Date {
  const last = Math.min(to.getTime(), limit.getTime() - 60_000)
  return new Date(from.getTime() + Math.floor((Math.max(from.getTime() + 60_000, last) - from.getTime()) * random.next()))
}

function finalised(random: Random, plan: ActivityPlan, endsAt: Date, publishedAt: Date | null, year: Year): Date {
  const from = publishedAt && publishedAt > endsAt ? publishedAt : endsAt
  if (plan.reason === 'no_recap' || plan.planted === 'restated') return later(endsAt, 7 * 1440)
  return between(random, later(from, 20), later(from, random.int(1, 5) * 1440), year.now)
}

function bodyOf(random: Random, plan: ActivityPlan, line: LocalText, late: boolean): LocalText {
  const [flowZh, flowEn] = random.pick(flowByKind[plan.kind] as [string, string][])
  const spot = plan.online
    ? ['活动在线上进行，开始前一小时可以看到入会链接。', 'Online; the link is shown one hour before the start.']
    : late
      ? ['结束后会一起走到公交站或地铁口。', 'Afterwards we walk to the bus or the metro together.']
      : ['现场有热水，欢迎自带杯子。', 'There is hot water; bring a cup.']
  const who =
    plan.co.length > 0
      ? [
          `由${plan.lead.row.names.zh}牵头，与${plan.co.map((g) => g.row.names.zh).join('、')}联合主办。`,
          `Led by ${plan.lead.row.names.en} with ${plan.co.map((g) => g.row.names.en).join(' and ')}.`,
        ]
      : [`由${plan.lead.row.names.zh}主办，第一次来也没关系。`, `Hosted by ${plan.lead.row.names.en}; first-timers are welcome.`]
  return { zh: `${line.zh}${flowZh}\n\n${who[0]}${spot[0]}`, en: `${line.en} ${flowEn}\n\n${who[1]} ${spot[1]}` }
}
