import type { CountedReason } from '../vocabulary'
import { isFreeDay, isHoliday, isMakeUpDay, weekdayOf, type Year } from './calendar'
import type { GroupPlan, Places, SpacePlan, VenuePlan } from './places'
import { districtFigures } from './places'
import { type ActivityPlan, dormantGroups, groupsOf, type Plan } from './plan'
import { type Planting, plantNotCounted, plantPast, plantUpcoming } from './planted'
import { type Random, randomOf } from './random'
import { type Theme, themesByKind } from './themes'

/** counting.md: counted activities by kind, and by month of the reporting year. */
export const kindFigures = {
  LEARN: 372,
  VOLUNTEER: 227,
  DEVELOP: 208,
  TALK: 186,
  SOCIAL: 164,
  HERITAGE: 121,
  CULTURE: 118,
  VISIT: 58,
  TRAIN: 52,
  CONSULT: 47,
  MENTOR: 28,
}
export const monthFigures = [138, 161, 117, 48, 129, 132, 127, 124, 98, 86, 151, 270]
export const NO_DISTRICT = 64
const ONLINE = 46
const campaignKinds = { VOLUNTEER: 26, LEARN: 24, TALK: 14, SOCIAL: 12, CULTURE: 11, HERITAGE: 8, DEVELOP: 6, CONSULT: 4 }
export const CAMPAIGN = 105
/** Identified attendances at all counted activities, and at those of the campaign. */
export const ATTENDANCES = 44_012
export const CAMPAIGN_ATTENDANCES = 3_962

const meanSize: Record<string, number> = {
  LEARN: 25,
  TALK: 40,
  VOLUNTEER: 28,
  DEVELOP: 28,
  SOCIAL: 26,
  HERITAGE: 21,
  CULTURE: 28,
  VISIT: 19,
  TRAIN: 24,
  CONSULT: 17,
  MENTOR: 9,
  GOVERN: 9,
}
const durations: Record<string, number[]> = {
  LEARN: [90, 120],
  TALK: [90, 120],
  VOLUNTEER: [120, 150, 180],
  DEVELOP: [120, 150],
  SOCIAL: [120, 150],
  HERITAGE: [120, 180],
  CULTURE: [90, 120, 150],
  CONSULT: [90, 120],
  VISIT: [180, 240],
  TRAIN: [120, 180],
  MENTOR: [90, 120],
  GOVERN: [60, 90],
}
const spread = (counts: Record<string, number>): string[] => Object.entries(counts).flatMap(([key, n]) => Array<string>(n).fill(key))

/** The fourth Saturday of the last month. */
export function campaignDay(year: Year): number {
  const { from } = year.months[11] as Year['months'][number]
  return from + ((6 - weekdayOf(from) + 7) % 7) + 21
}

function dayIn(random: Random, from: number, to: number): number {
  const days = Array.from({ length: to - from }, (_, i) => from + i)
  const weights = [0, 0.5, 1, 1.2, 1.1, 1, 3.2, 2.2]
  return random.weighted(days, (d) => (isMakeUpDay(d) ? 1 : (weights[weekdayOf(d)] as number) * (isHoliday(d) ? 0.45 : 1)))
}

/** Some titles say when they are. */
const timeOfTitle = (zh: string): number | null => {
  if (zh.includes('清晨')) return 390
  if (zh.includes('早课')) return 450
  if (zh.includes('午间')) return 735
  return /夜|晚|凌晨/.test(zh) ? 1140 : null
}

const startOn = (random: Random, kind: string, day: number): number => {
  const times = isFreeDay(day)
    ? kind === 'VOLUNTEER'
      ? ['08:30', '09:00', '09:30', '14:00']
      : ['09:30', '10:00', '14:00', '14:00', '14:30', '15:00', '19:00']
    : kind === 'CONSULT' || kind === 'VISIT'
      ? ['14:00', '14:30', '18:30']
      : ['19:00', '19:00', '19:30', '18:30', '19:00', '12:15', '20:00']
  const [h = 0, m = 0] = random.pick(times).split(':').map(Number)
  return h * 60 + m
}

/** Keeps every space free of overlaps, as the database would. */
export function makeScheduler(places: Places, random: Random) {
  const taken = new Map<string, [from: number, to: number][]>()
  const span = (plan: Pick<ActivityPlan, 'day' | 'minutes' | 'duration'>, buffer: number): [number, number] => {
    const start = plan.day * 1440 + plan.minutes
    return [start - buffer, start + plan.duration + buffer]
  }
  const free = (space: SpacePlan, [from, to]: [number, number]) => !(taken.get(space.row.id) ?? []).some(([f, t]) => f < to && from < t)
  const take = (plan: ActivityPlan, venue: VenuePlan): boolean => {
    const wanted = venue.spaces.filter((s) => s.capacity >= plan.size * 1.25 && free(s, span(plan, s.buffer)))
    const space = wanted[0]
    if (!space) return false
    taken.set(space.row.id, [...(taken.get(space.row.id) ?? []), span(plan, space.buffer)])
    plan.venue = venue
    plan.space = space
    return true
  }
  /** Finds a venue of the activity's district with a free space that is large enough. */
  const settle = (plan: ActivityPlan): void => {
    if (plan.district === null || plan.online) return
    const here = places.byDistrict.get(plan.district)?.venues ?? []
    const home = here.find((v) => v.row.id === plan.lead.row.homeVenueId)
    if (plan.at && take(plan, plan.at)) return
    const order = home && random.chance(0.5) ? [home, ...random.shuffled(here)] : random.shuffled(here)
    for (const venue of order) if (take(plan, venue)) return
  }
  return { settle, take }
}

export function makePlans(year: Year, places: Places): ActivityPlan[] {
  const random = randomOf('hui/plans')
  const plans: ActivityPlan[] = []
  const scheduler = makeScheduler(places, random)
  const dormant = dormantGroups(places)

  const leadOf = (kind: string, district: string | null, day: number): GroupPlan => {
    const local = groupsOf(places, district)
    const from = district && random.chance(0.06) ? places.cityGroups : local
    return random.weighted(from, (g) => (dormant.includes(g) && day >= year.from + 90 ? 0 : g.activity * (g.kinds.includes(kind) ? 5 : 1)))
  }
  const plan = (over: Pick<ActivityPlan, 'reason' | 'stand' | 'kind' | 'district' | 'day'> & Partial<ActivityPlan>): ActivityPlan => {
    const made: ActivityPlan = {
      online: false,
      minutes: startOn(random, over.kind, over.day),
      duration: random.pick(durations[over.kind] as number[]),
      campaign: false,
      co: [],
      support: [],
      venue: null,
      space: null,
      theme: random.int(0, (themesByKind[over.kind] as unknown[]).length - 1),
      size: Math.max(4, Math.round((meanSize[over.kind] as number) * Math.exp(random.normal() * 0.34))),
      seats: random.weighted(['full', 'roomy', 'unlimited'] as const, (s) => ({ full: 32, roomy: 50, unlimited: 18 })[s]),
      ...over,
      lead: over.lead ?? leadOf(over.kind, over.district, over.day),
    }
    const title = (themesByKind[made.kind] as Theme[])[made.theme]?.zh ?? ''
    if (over.minutes === undefined) made.minutes = timeOfTitle(title) ?? made.minutes
    plans.push(made)
    return made
  }
  const joint = (made: ActivityPlan, more = random.chance(0.2) ? 2 : 1) => {
    const near = groupsOf(places, made.district)
    while (made.co.length < more) {
      const group = random.pick(random.chance(0.75) ? near : places.groups)
      if (group !== made.lead && !made.co.includes(group) && !dormant.includes(group)) made.co.push(group)
    }
  }

  // The campaign: one Saturday, 105 venues, each once.
  const districts = { ...Object.fromEntries(Object.entries(districtFigures).map(([code, f]) => [code, f[2]])), '': NO_DISTRICT } as Record<
    string,
    number
  >
  const kinds = { ...kindFigures } as Record<string, number>
  const months = [...monthFigures]
  const saturday = campaignDay(year)
  const campaignVenues = random.shuffled(places.venues.filter((v) => v.row.names.zh !== '听松书房')).slice(0, CAMPAIGN - 1)
  campaignVenues.push(places.venues.find((v) => v.row.names.zh === '听松书房') as VenuePlan)
  const forCampaign = random.shuffled(spread(campaignKinds))
  const campaignLeads = new Map<GroupPlan, number>()
  for (const [i, venue] of campaignVenues.entries()) {
    const kind = forCampaign[i] as string
    const near = groupsOf(places, venue.district).filter((g) => !dormant.includes(g))
    const fewest = Math.min(...near.map((g) => campaignLeads.get(g) ?? 0))
    const lead = random.weighted(
      near.filter((g) => (campaignLeads.get(g) ?? 0) === fewest),
      (g) => (g.kinds.includes(kind) ? 5 : 1),
    )
    campaignLeads.set(lead, fewest + 1)
    const made = plan({ reason: 'counted', stand: 'finalised', kind, district: venue.district, day: saturday, campaign: true, lead })
    made.minutes = timeOfTitle((themesByKind[kind] as Theme[])[made.theme]?.zh ?? '') ?? random.pick([540, 570, 600, 840, 870, 900])
    made.size = Math.round(37 * Math.exp(random.normal() * 0.3))
    made.venue = venue
    districts[venue.district] = (districts[venue.district] as number) - 1
    kinds[kind] = (kinds[kind] as number) - 1
    months[11] = (months[11] as number) - 1
  }

  // All other counted ones: three lists with exact totals, each in its own random order.
  const byDistrict = random.shuffled(spread(districts))
  const byKind = random.shuffled(spread(kinds))
  const byMonth = random.shuffled(months.flatMap((n, i) => Array<number>(n).fill(i)))
  let online = ONLINE
  for (const [i, month] of byMonth.entries()) {
    const { from, to } = year.months[month] as Year['months'][number]
    const district = byDistrict[i] || null
    const made = plan({ reason: 'counted', stand: 'finalised', kind: byKind[i] as string, district, day: dayIn(random, from, to) })
    if (!district && online > 0) {
      made.online = true
      online--
    }
  }
  const counted = [...plans]
  for (const made of random.shuffled(counted).slice(0, Math.round(counted.length * 0.14))) joint(made)
  for (const made of random.shuffled(counted).slice(0, 90)) {
    const group = random.pick(places.groups)
    if (group !== made.lead && !made.co.includes(group)) made.support.push(group)
  }
  scale(
    random,
    counted.filter((p) => p.campaign),
    CAMPAIGN_ATTENDANCES,
  )
  scale(
    random,
    counted.filter((p) => !p.campaign),
    ATTENDANCES - CAMPAIGN_ATTENDANCES,
  )

  const planting: Planting = { year, random, places, counted: counted.filter((p) => !p.campaign), plan }
  plantPast(planting)
  others(year, random, places, plan)
  plantNotCounted(planting)
  const designed = plantUpcoming(planting)
  upcoming(year, random, plan, designed)
  for (const made of random.shuffled(plans.filter((p) => p.stand === 'upcoming' && !p.planted)).slice(0, 16)) joint(made)

  // Venues: the campaign's are given, the others look for room in the order in which they happen.
  for (const made of plans.filter((p) => p.campaign)) {
    const venue = made.venue as VenuePlan
    if (!scheduler.take(made, venue)) made.seats = 'unlimited'
  }
  for (const made of plans
    .filter((p) => !p.campaign)
    .sort((a, b) => Number(!a.at) - Number(!b.at) || a.day - b.day || a.minutes - b.minutes)) {
    const outdoors = !made.at && ['VISIT', 'HERITAGE', 'VOLUNTEER'].includes(made.kind) && random.chance(0.4)
    if (!outdoors && made.reason !== 'excluded') scheduler.settle(made)
  }
  return plans.sort((a, b) => a.day - b.day || a.minutes - b.minutes)
}

/** Brings the sizes of some activities to an exact sum, keeping their proportions and at least four each. */
function scale(random: Random, plans: ActivityPlan[], sum: number): void {
  const factor = sum / plans.reduce((s, p) => s + p.size, 0)
  for (const p of plans) p.size = Math.max(4, Math.round(p.size * factor))
  let left = sum - plans.reduce((s, p) => s + p.size, 0)
  while (left !== 0) {
    const p = random.pick(plans)
    const step = Math.sign(left)
    if (p.size + step < 4) continue
    p.size += step
    left -= step
  }
}

const otherKinds = ['LEARN', 'LEARN', 'TALK', 'VOLUNTEER', 'DEVELOP', 'SOCIAL', 'CULTURE', 'HERITAGE', 'CONSULT']

/** What is not counted, each for its reason, in the reporting year and in the days of the demo's month that have passed. */
function others(year: Year, random: Random, places: Places, plan: Plan): void {
  const codes = Object.keys(districtFigures)
  const district = () => random.weighted(codes, (c) => (districtFigures[c] as number[])[2] as number)
  const anyDay = () => dayIn(random, year.from, year.to)
  const make = (n: number, reason: CountedReason, over: () => Partial<ActivityPlan> = () => ({})) => {
    for (let i = 0; i < n; i++) {
      const made = over()
      plan({ reason, stand: 'finalised', kind: random.pick(otherKinds), district: district(), day: anyDay(), seats: 'roomy', ...made })
    }
  }
  make(106, 'kind_not_countable', () => ({ kind: 'GOVERN', size: random.int(5, 14), seats: 'unlimited' }))
  make(60, 'too_few', () => ({ size: random.int(1, 2), seats: 'roomy' }))
  const last = year.months[11] as Year['months'][number]
  make(6, 'no_recap', () => ({ day: dayIn(random, year.from, last.from) }))
  // The last month waits for two recaps, both in Yuhang.
  make(2, 'no_recap', () => ({ district: '330110', day: dayIn(random, last.from + 3, last.from + 20) }))
  make(34, 'published_late')
  make(44, 'cancelled', () => ({ stand: 'cancelled' }))
  make(7, 'excluded', () => ({ size: random.int(3, 6) }))

  // The demo's month so far: nothing of it is counted yet.
  for (let day = year.to; day < year.today; day++) {
    const rest = isFreeDay(day) ? 2 : random.chance(0.6) ? 1 : 0
    for (let i = 0; i < rest; i++) {
      const recent = year.today - day <= 7
      const lot = random.next()
      if (!recent && lot < 0.35)
        plan({ reason: 'kind_not_countable', stand: 'finalised', kind: 'GOVERN', district: district(), day, size: random.int(5, 12) })
      else if (!recent && lot < 0.6)
        plan({ reason: 'too_few', stand: 'finalised', kind: random.pick(otherKinds), district: district(), day, size: 2, seats: 'roomy' })
      else if (lot < 0.68)
        plan({ reason: 'cancelled', stand: 'cancelled', kind: random.pick(otherKinds), district: district(), day, seats: 'roomy' })
      else if (recent || lot < 0.78)
        plan(
          recent
            ? { reason: 'not_finalised', stand: 'awaiting', kind: random.pick(otherKinds), district: district(), day, seats: 'roomy' }
            : { reason: 'no_recap', stand: 'finalised', kind: random.pick(otherKinds), district: district(), day, seats: 'roomy' },
        )
    }
  }
  const groups = places.groups
  for (const stand of ['draft', 'submitted', 'changes_asked'] as const)
    for (let i = 0; i < { draft: 14, submitted: 5, changes_asked: 3 }[stand]; i++)
      plan({
        reason: 'not_finalised',
        stand,
        kind: random.pick(otherKinds),
        district: stand === 'submitted' && i < 2 ? '330110' : district(),
        day: year.today + random.int(9, 40),
        lead: i === 0 ? (groups.find((g) => g.row.names.zh === '听松悦读分会') as GroupPlan) : undefined,
        seats: 'roomy',
      })
}

/** How many activities lie ahead on each weekday of the first week. */
const week = [0, 1, 2, 3, 3, 3, 7, 6]

function upcoming(year: Year, random: Random, plan: Plan, designed: ActivityPlan[]): void {
  const codes = Object.keys(districtFigures)
  for (let day = year.today; day < year.today + 56; day++) {
    const ahead = day - year.today
    const full = week[weekdayOf(day)] as number
    const n = ahead < 7 ? full : ahead < 28 ? Math.round(full * 0.72) : weekdayOf(day) >= 6 ? 1 : 0
    const already = designed.filter((p) => p.day === day && ahead < 7).length
    for (let i = already; i < n; i++) {
      const online = random.chance(0.07)
      const kind = random.weighted(Object.keys(kindFigures), (k) => kindFigures[k as 'LEARN'])
      plan({
        reason: 'not_finalised',
        stand: 'upcoming',
        kind,
        online,
        district: online ? null : random.weighted(codes, (c) => (districtFigures[c] as number[])[2] as number),
        day,
        seats: random.weighted(['full', 'roomy', 'unlimited'] as const, (s) => ({ full: 22, roomy: 63, unlimited: 15 })[s]),
        ...(ahead === 0 ? { minutes: random.pick([14 * 60, 18 * 60 + 30, 19 * 60, 19 * 60 + 30]) } : {}),
      })
    }
  }
  for (let i = 0; i < 5; i++)
    plan({
      reason: 'cancelled',
      stand: 'cancelled',
      kind: random.pick(otherKinds),
      district: random.pick(codes),
      day: year.today + random.int(2, 20),
      seats: 'roomy',
    })
}
