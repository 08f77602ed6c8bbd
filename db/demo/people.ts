import { createHash } from 'node:crypto'
import { personas } from '@/lib/accounts/schema'
import { hangzhouDistricts } from '@/lib/network/schema/presets'
import { sortKeyOf } from '@/lib/search/sort-key'
import type { consents, grants, people } from '../schema/accounts'
import type { membershipPeriods, membershipSuspensions, memberships } from '../schema/groups'
import type { Role, ScopeType } from '../vocabulary'
import { at, dateOf, dayOf, later, type Year } from './calendar'
import { personName } from './names'
import type { GroupPlan, Places } from './places'
import { idMaker, type Random, randomOf } from './random'

/** counting.md: persons with an active membership. */
export const MEMBERS = 13_046
const MEMBERSHIPS = 14_900
/** Share of the members who ever come, so that about 8,900 of them did within the year. */
const COMING = 0.744
const LEFT = 240
const APPLICANTS = 46

export type Membership = { group: GroupPlan; joined: number; left: number | null; primary: boolean }
export type PersonPlan = {
  row: typeof people.$inferInsert & { id: string }
  index: number
  /** First day of the primary membership; -1 for who has none. */
  joined: number
  /** How readily this person comes: 0 never, 1 always. */
  zeal: number
  memberships: Membership[]
  /** The last day on which this person already has something on: nobody is in two places at once. */
  busyOn: number
}
/** People who may come to a group's activities, by the day on which they joined. */
export type Pool = { person: PersonPlan; joined: number }[]
export type Officers = { president: PersonPlan; secretary: PersonPlan }
export type People = {
  all: PersonPlan[]
  byKey: Map<string, PersonPlan>
  memberships: (typeof memberships.$inferInsert)[]
  periods: (typeof membershipPeriods.$inferInsert)[]
  suspensions: (typeof membershipSuspensions.$inferInsert)[]
  grants: (typeof grants.$inferInsert)[]
  consents: (typeof consents.$inferInsert)[]
  officers: Map<GroupPlan, Officers>
  groupPools: Map<GroupPlan, Pool>
  districtPools: Map<string, Pool>
  everyone: Pool
  /** Somebody who came without being a member: a provisional person with a claim code. */
  addWalkIn: (when: Date) => PersonPlan
}

const interests = ['读书', '徒步', '摄影', '合唱', '公益', '亲子', '创业', '法律', '设计', '园艺', '羽毛球', '地方文史']
const skills = ['法律', '财务', '急救', '摄影', '主持', '翻译', '编程', '教学', '设计', '木工']

export function makePeople(year: Year, seed: string, places: Places): People {
  const random = randomOf('hui/people')
  const personId = idMaker(`${seed}/people`)
  const membershipId = idMaker(`${seed}/memberships`)
  const grantId = idMaker(`${seed}/grants`)
  const mails = new Set<string>(personas.map((p) => p.email))
  const all: PersonPlan[] = []
  const byKey = new Map<string, PersonPlan>()
  const districts = hangzhouDistricts.map((d) => d.code)

  const add = (displayName: string, english: boolean, createdAt: Date, over: Partial<typeof people.$inferInsert> = {}): PersonPlan => {
    const sortKey = sortKeyOf(displayName)
    const base = sortKey.replace(/[^a-z]/g, '') || 'hui'
    let email: string | null = null
    if (over.email !== undefined) email = over.email
    else if (random.chance(0.93)) {
      email = `${base}${random.int(10, 99)}@example.org`
      while (mails.has(email)) email = `${base}${random.int(100, 999_999)}@example.org`
      mails.add(email)
    }
    const plan: PersonPlan = {
      index: all.length,
      joined: -1,
      zeal: random.chance(COMING) ? 0.12 + 0.88 * random.next() ** 2 : 0,
      memberships: [],
      busyOn: -1,
      row: {
        id: personId(createdAt),
        displayName,
        sortKey,
        locale: english && random.chance(0.35) ? 'en' : 'zh-CN',
        emailVerifiedAt: email ? later(createdAt, 3) : null,
        homeDistrictCode: random.chance(0.7) ? random.pick(districts) : null,
        interests: random.chance(0.4) ? random.shuffled(interests).slice(0, random.int(1, 3)) : [],
        skills: random.chance(0.2) ? random.shuffled(skills).slice(0, random.int(1, 2)) : [],
        visibility: {},
        status: 'active',
        createdAt,
        ...over,
        email,
      },
    }
    all.push(plan)
    return plan
  }

  const homes = places.groups.filter((g) => g.size > 0)
  const joiningDay = (group: GroupPlan) => {
    const approved = dayOf(group.row.approvedOn as string)
    return random.chance(0.74) ? approved + Math.floor((year.from - approved) * random.next() ** 0.8) : random.int(year.from, year.to - 1)
  }
  const join = (person: PersonPlan, group: GroupPlan, joined: number, primary: boolean, left: number | null = null) => {
    person.memberships.push({ group, joined, left, primary })
    if (primary) person.joined = joined
  }
  const tingsong = places.groups.find((g) => g.row.names.zh === '听松悦读分会') as GroupPlan
  const groupOf = (zh: string) => places.groups.find((g) => g.row.names.zh === zh) as GroupPlan

  // The personas, then the other members by their home group.
  for (const persona of personas) {
    const english = persona.role === 'newcomer'
    const joined = english ? year.today - 1 : year.from - 400
    const plan = add(persona.name, english, at(joined, 570), {
      email: persona.email,
      locale: english ? 'en' : 'zh-CN',
      homeDistrictCode: persona.key === 'shen-lan' ? '330110' : '330106',
    })
    byKey.set(persona.key, plan)
    plan.zeal = 0
    if (english) continue
    const home = { 'gu-heng': '之城导师团', 'shen-lan': '碧寻联谊会', 'tang-yue': '之城联谊会', 'han-sheng': '之城法律顾问团' }[persona.key]
    join(plan, home ? groupOf(home) : tingsong, joined, true)
  }
  ;(byKey.get('lin-zhixia') as PersonPlan).row.interests = ['读书', '合唱']
  join(byKey.get('lin-zhixia') as PersonPlan, groupOf('沐桥合唱社'), year.from - 200, false)

  const taken = all.filter((p) => p.memberships.length > 0).length
  const total = homes.reduce((sum, g) => sum + g.size, 0)
  const sizes = homes.map((g) => Math.max(9, Math.floor(((MEMBERS - taken) * g.size) / total)))
  for (let i = 0, over = sizes.reduce((a, b) => a + b, 0) - (MEMBERS - taken); over !== 0; i = (i + 1) % sizes.length) {
    const step = over > 0 ? -1 : 1
    if ((sizes[i] as number) + step < 9) continue
    sizes[i] = (sizes[i] as number) + step
    over += step
  }
  const planted: [string, boolean][] = [
    ['周𬭎', false],
    ['张䶮', false],
    ['Maeve O’Connor', true],
    ["Sean O'Neill", true],
    ['欧阳知微', false],
  ]
  for (const [i, group] of homes.entries())
    for (let n = 0; n < (sizes[i] as number); n++) {
      const joined = joiningDay(group)
      const name = group === tingsong && planted.length > 0 ? (planted.pop() as [string, boolean]) : undefined
      const made = name ? { displayName: name[0], english: name[1] } : personName(random)
      const plan = add(made.displayName, made.english, at(joined - random.int(0, 3), random.int(480, 1300)))
      if (group.district && random.chance(0.85)) plan.row.homeDistrictCode = group.district
      join(plan, group, joined, true)
    }

  // One who came for months and then left and erased herself: a tombstone with her attendances.
  const erased = add('已离开', false, at(year.from - 300, 600), { homeDistrictCode: null })
  byKey.set('erased', erased)
  erased.zeal = 0
  erased.row.interests = []
  erased.row.skills = []
  erased.memberships.push({ group: tingsong, joined: year.from - 300, left: year.from + 200, primary: true })
  erased.joined = year.from - 300

  // Second and third memberships.
  const members = all.filter((p) => p.joined >= 0 && p !== erased)
  let count = members.reduce((sum, p) => sum + p.memberships.length, 0)
  while (count < MEMBERSHIPS) {
    const person = random.pick(members)
    const home = person.memberships[0]?.group as GroupPlan
    if (person.memberships.length >= (count > MEMBERSHIPS - 40 ? 3 : 2) || byKey.get('zhao-ming') === person) continue
    const near = home.district ? (places.byDistrict.get(home.district)?.groups as GroupPlan[]) : places.cityGroups
    const group = random.pick(random.chance(0.6) ? near : random.chance(0.5) ? places.cityGroups : homes)
    if (group.role === 'alliance' || person.memberships.some((m) => m.group === group)) continue
    const joined = Math.max(person.joined, dayOf(group.row.approvedOn as string)) + random.int(20, 300)
    if (joined >= year.to) continue
    join(person, group, joined, false)
    count++
  }

  // Officers: the two of longest standing, so that they were there for everything they signed.
  const officers = new Map<GroupPlan, Officers>()
  const byGroup = new Map<GroupPlan, PersonPlan[]>()
  for (const person of members) for (const m of person.memberships) append(byGroup, m.group, person)
  const grantRows: (typeof grants.$inferInsert)[] = []
  const tang = byKey.get('tang-yue') as PersonPlan
  const grant = (
    person: PersonPlan,
    role: Role,
    scopeType: ScopeType,
    scopeId: string | null,
    from: number,
    by: PersonPlan | null = tang,
  ) => {
    const startsAt = at(from, 0)
    grantRows.push({
      id: grantId(startsAt),
      personId: person.row.id,
      role,
      scopeType,
      scopeId,
      startsAt,
      endsAt: null,
      grantedById: by?.row.id ?? null,
      createdAt: startsAt,
    })
  }
  for (const group of places.groups) {
    const own = (byGroup.get(group) ?? byGroup.get(places.groups[0] as GroupPlan) ?? []).filter(
      (p) => ![...byKey.values()].includes(p) && p.row.email,
    )
    const eldest = own.sort((a, b) => a.joined - b.joined || a.index - b.index)
    const president = eldest[group.role === 'alliance' ? group.index * 2 : 0] as PersonPlan
    const secretary =
      group === tingsong
        ? (byKey.get('zhao-ming') as PersonPlan)
        : (eldest[group.role === 'alliance' ? group.index * 2 + 1 : 1] as PersonPlan)
    officers.set(group, { president, secretary })
    grant(president, 'president', 'group', group.row.id, year.from - 60)
    grant(secretary, 'secretary', 'group', group.row.id, year.from - 60)
    const organizer = eldest[4]
    if (organizer && group.index % 2 === 0) grant(organizer, 'organizer', 'group', group.row.id, year.from - 30, president)
  }
  grant(tang, 'network_admin', 'network', null, year.from - 300, null)
  grant(byKey.get('han-sheng') as PersonPlan, 'auditor', 'network', null, year.from - 200)
  grant(byKey.get('gu-heng') as PersonPlan, 'mentor', 'network', null, year.from - 100)
  for (const { code } of hangzhouDistricts) {
    const association = places.byDistrict.get(code)?.groups.find((g) => g.role === 'district') as GroupPlan
    grant(
      code === '330110' ? (byKey.get('shen-lan') as PersonPlan) : (officers.get(association) as Officers).president,
      'district_admin',
      'district',
      code,
      year.from - 150,
    )
  }
  const wu = byKey.get('wu-qi') as PersonPlan
  for (const venue of places.venues) {
    const operator = places.groups.find((g) => g.row.id === venue.row.operatorGroupId)
    if (venue.row.names.zh === '听松书房') grant(wu, 'keeper', 'venue', venue.row.id, year.from - 150)
    else if (operator && operator !== tingsong)
      grant((officers.get(operator) as Officers).secretary, 'keeper', 'venue', venue.row.id, year.from - 120)
  }

  // Membership rows, those who left, who was suspended, who waits for an answer.
  const membershipRows: (typeof memberships.$inferInsert)[] = []
  const periodRows: (typeof membershipPeriods.$inferInsert)[] = []
  const suspensionRows: (typeof membershipSuspensions.$inferInsert)[] = []
  const row = (person: PersonPlan, m: Membership, status: 'active' | 'left' | 'suspended') => {
    const createdAt = at(m.joined, 600 + (person.index % 600))
    const id = membershipId(createdAt)
    const reviewed = m.group.row.joinMode === 'review'
    const decider = officers.get(m.group)?.secretary
    membershipRows.push({
      id,
      personId: person.row.id,
      groupId: m.group.row.id,
      status,
      primary: m.primary && status === 'active',
      appliedAt: reviewed ? later(createdAt, -2 * 1440) : createdAt,
      decidedById: reviewed && decider && decider !== person ? decider.row.id : null,
      decidedAt: reviewed ? createdAt : null,
      createdAt,
    })
    periodRows.push({
      id: membershipId(createdAt),
      membershipId: id,
      joinedOn: dateOf(m.joined),
      leftOn: m.left === null ? null : dateOf(m.left),
      createdAt,
    })
    return id
  }
  for (const person of members) for (const m of person.memberships) row(person, m, 'active')
  const gone = (n: number, status: 'left' | 'suspended') => {
    for (let i = 0; i < n; i++) {
      const made = personName(random)
      const group = random.pick(homes)
      const joined = dayOf(group.row.approvedOn as string) + random.int(0, 300)
      const person = add(made.displayName, made.english, at(joined, random.int(480, 1300)))
      person.zeal = 0
      const m: Membership = {
        group,
        joined,
        left: status === 'left' ? random.int(Math.max(joined + 30, year.from - 300), year.to - 1) : null,
        primary: true,
      }
      const id = row(person, m, status)
      if (status === 'suspended')
        suspensionRows.push({
          id: membershipId(at(year.to - 50)),
          membershipId: id,
          fromOn: dateOf(year.to - 50),
          toOn: dateOf(year.today + 60),
          reason: '多次占位不到，暂停三个月。',
          decidedById: officers.get(group)?.president.row.id ?? null,
          createdAt: at(year.to - 50, 600),
        })
    }
  }
  row(erased, erased.memberships[0] as Membership, 'left')
  gone(LEFT, 'left')
  gone(3, 'suspended')
  const reviewGroups = homes.filter((g) => g.row.joinMode === 'review')
  for (let i = 0; i < APPLICANTS; i++) {
    const made = personName(random)
    const drawn = random.int(1, 9)
    const time = random.int(480, 1300)
    /** On the secretary's desk: two, the older one four days old, at noon so that it is so at every hour of today. */
    const createdAt = at(year.today - ([4, 2][i] ?? drawn), i < 2 ? 720 : time)
    const person = add(made.displayName, made.english, createdAt)
    person.zeal = 0
    membershipRows.push({
      id: membershipId(createdAt),
      personId: person.row.id,
      groupId: (i < 2 ? tingsong : random.pick(reviewGroups)).row.id,
      status: 'applied',
      primary: false,
      note: random.pick(['朋友介绍来的，想一起读书。', '参加过两次活动，希望正式加入。', '刚搬到附近。', '愿意做志愿者。']),
      appliedAt: createdAt,
      createdAt,
    })
  }

  const erasedAt = at(year.from + 200, 900)
  Object.assign(erased.row, {
    displayName: '',
    sortKey: '',
    email: null,
    emailVerifiedAt: null,
    status: 'erased',
    erasedAt,
    updatedAt: erasedAt,
  })
  const consentId = idMaker(`${seed}/consents`)
  const consentRows = all
    .filter((p) => p.row.email)
    .map((p) => ({
      id: consentId(p.row.createdAt as Date),
      personId: p.row.id,
      purpose: 'account',
      textVersion: '2025-01',
      givenAt: p.row.createdAt as Date,
    }))

  const pool = (entries: Pool) => entries.sort((a, b) => a.joined - b.joined || a.person.index - b.person.index)
  const coming = members.filter((p) => p.zeal > 0)
  const groupPools = new Map<GroupPlan, Pool>(places.groups.map((g) => [g, []]))
  const districtPools = new Map<string, Pool>(districts.map((d) => [d, []]))
  for (const person of coming)
    for (const m of person.memberships) {
      groupPools.get(m.group)?.push({ person, joined: m.joined })
      if (m.primary && m.group.district) districtPools.get(m.group.district)?.push({ person, joined: m.joined })
    }
  for (const entries of [...groupPools.values(), ...districtPools.values()]) pool(entries)

  const walkInName = randomOf('hui/walk-ins')
  return {
    all,
    byKey,
    memberships: membershipRows,
    periods: periodRows,
    suspensions: suspensionRows,
    grants: grantRows,
    consents: consentRows,
    officers,
    groupPools,
    districtPools,
    everyone: pool(coming.map((person) => ({ person, joined: person.joined }))),
    addWalkIn: (when) => {
      const made = personName(walkInName)
      const plan = add(made.displayName, made.english, when, { email: null, status: 'provisional' })
      plan.row.claimCodeHash = createHash('sha256').update(`${seed}/claim/${plan.index}`).digest('hex')
      plan.zeal = 1
      return plan
    },
  }
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const found = map.get(key)
  if (found) found.push(value)
  else map.set(key, [value])
}

/** How many entries of the pool had joined by `day`. */
export function joinedBy(pool: Pool, day: number): number {
  let low = 0
  let high = pool.length
  while (low < high) {
    const mid = (low + high) >> 1
    if ((pool[mid] as Pool[number]).joined <= day) low = mid + 1
    else high = mid
  }
  return low
}

export const pickFrom = (random: Random, pool: Pool, day: number): PersonPlan | null => {
  const n = joinedBy(pool, day)
  return n === 0 ? null : (pool[Math.floor(random.next() * n)] as Pool[number]).person
}
