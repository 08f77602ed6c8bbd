import { eq, sql } from 'drizzle-orm'
import { defaultKinds, defaultRules, defaultVenueCategories } from '@/lib/network/schema'
import { hangzhouDistricts } from '@/lib/network/schema/presets'
import { sortKeyOf } from '@/lib/search/sort-key'
import type { Db } from '../client'
import { consents, grants, people } from '../schema/accounts'
import { activities, hosts, postponements } from '../schema/activities'
import { attendances, checkInEntries, corrections, recaps } from '../schema/attendance'
import { campaigns } from '../schema/campaigns'
import { hours } from '../schema/contributions'
import { allianceMembers, groupSuspensions, groups, membershipPeriods, membershipSuspensions, memberships } from '../schema/groups'
import { historyEntries } from '../schema/history'
import { calendarDays, districts, kinds, networks, venueCategories } from '../schema/network'
import { registrations } from '../schema/registrations'
import { rsvps } from '../schema/rsvps'
import { monthLocks, restatements } from '../schema/statistics'
import { bookings, spaces, venues } from '../schema/venues'
import { activityMaker } from './activities'
import { insertAll } from './bulk'
import { at, calendarRows, dateOf, later, type Year, yearOf } from './calendar'
import { factMaker } from './facts'
import { lockedAt, makeLocks } from './locks'
import { makePeople } from './people'
import { makePlaces } from './places'
import { campaignDay, makePlans } from './plans'
import { suspension } from './planted'
import { idMaker } from './random'
import { planRegistrations } from './registrations'

export type DemoOptions = {
  /** `YYYY-MM-DD` in the network's zone: the demo's today. */
  demoDate: string
  onProgress?: (line: string) => void
}

/**
 * Fills an empty, migrated database with the demo city of counting.md, in one transaction. The same date gives the
 * same rows, ids included. Everything in it is invented.
 */
export async function seedDemo(db: Db, { demoDate, onProgress = () => {} }: DemoOptions): Promise<void> {
  const year = yearOf(demoDate)
  const city = makeCity(year, demoDate)
  onProgress(`${city.people.all.length} people, ${city.activities.length} activities, ${city.facts.attendances.length} attendances made up`)
  await db.transaction(async (tx) => write(tx as Db, year, demoDate, city, onProgress))
}

type City = ReturnType<typeof makeCity>

/** The whole city as rows, without a database. */
export function makeCity(year: Year, seed: string) {
  const places = makePlaces(year, seed)
  const people = makePeople(year, seed, places)
  const plans = makePlans(year, places)
  const make = activityMaker(year, seed, people)
  const maker = factMaker(year, seed, people)
  const made = plans.map(make)
  const saturday = campaignDay(year)
  const campaignId = idMaker(`${seed}/campaign`)(at(saturday - 60, 600))
  for (const activity of made) {
    if (activity.plan.campaign) activity.row.campaignId = campaignId
    maker.add(activity)
  }
  maker.disputes(made, places.groups)
  const restated = made.find((m) => m.plan.planted === 'restated')
  if (restated) maker.recap(restated, later(lockedAt(year, 8), 3 * 1440))
  const { facts } = maker
  facts.rsvps.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id as string).localeCompare(b.id as string))
  for (const [i, row] of facts.rsvps.entries()) row.sequence = i + 1
  const campaign: typeof campaigns.$inferInsert = {
    id: campaignId,
    slug: 'hundred-together',
    names: { zh: '百荟同日', en: 'Hundred Together' },
    theme: { zh: '105 处阵地，同一天，各办一场。', en: '105 venues, one day, one activity each.' },
    fromOn: dateOf(saturday),
    toOn: dateOf(saturday),
    status: 'closed',
    createdAt: at(saturday - 60, 600),
  }
  const suspended = suspension(year, places)
  const suspensions: (typeof groupSuspensions.$inferInsert)[] = [
    {
      id: idMaker(`${seed}/group-suspensions`)(at(suspended.from, 540)),
      groupId: suspended.group.row.id,
      fromOn: dateOf(suspended.from),
      toOn: dateOf(suspended.to),
      reason: '账目公示逾期，补齐后恢复。',
      decidedById: people.byKey.get('tang-yue')?.row.id ?? null,
      createdAt: at(suspended.from, 540),
    },
  ]
  return {
    places,
    people,
    activities: made.map((m) => m.row),
    made,
    facts,
    campaign,
    suspensions,
    ...makeLocks(year, seed, people, made, facts),
  }
}

async function write(db: Db, year: Year, seed: string, city: City, onProgress: (line: string) => void): Promise<void> {
  const { places, people: persons, facts } = city
  const began = at(year.from - 400)
  const base = { createdAt: began, updatedAt: began }
  await insertAll(db, networks, [
    {
      id: idMaker(`${seed}/network`)(began),
      names: { zh: '荟 · 之城', en: 'Hui Zhicheng' },
      seal: '荟',
      zone: 'Asia/Shanghai',
      languages: ['zh-CN', 'en'],
      rules: { ...defaultRules },
      footer: {
        contact: 'hello@example.org',
        privacy: { zh: '演示城：所有组织、人物与活动均为虚构。', en: 'A demo city: every group, person and activity is invented.' },
      },
      sender: 'Hui <hui@example.org>',
      demoSeededAt: year.now,
      setUpAt: began,
      ...base,
    },
  ])
  await insertAll(
    db,
    kinds,
    defaultKinds.map((k) => ({ ...k, ...base })),
  )
  await insertAll(
    db,
    venueCategories,
    defaultVenueCategories.map((c) => ({ ...c, ...base })),
  )
  await insertAll(
    db,
    districts,
    hangzhouDistricts.map(({ code, names, seat }, position) => ({
      code,
      names,
      seatLng: seat[0],
      seatLat: seat[1],
      seatDatum: 'WGS84' as const,
      sortKey: sortKeyOf(names.zh ?? ''),
      position,
      ...base,
    })),
  )
  await insertAll(db, calendarDays, calendarRows())
  await insertAll(
    db,
    people,
    persons.all.map((p) => p.row),
  )
  await insertAll(
    db,
    groups,
    places.groups.map((g) => ({ ...g.row, homeVenueId: null })),
  )
  await insertAll(
    db,
    venues,
    places.venues.map((v) => v.row),
  )
  await insertAll(
    db,
    spaces,
    places.venues.flatMap((v) => v.spaces.map((s) => s.row)),
  )
  for (const { row } of places.groups)
    if (row.homeVenueId)
      await db
        .update(groups)
        .set({ homeVenueId: row.homeVenueId, updatedAt: row.createdAt as Date })
        .where(eq(groups.id, row.id))
  await insertAll(db, allianceMembers, places.allianceMembers)
  await insertAll(db, groupSuspensions, city.suspensions)
  onProgress('groups and venues written')
  await insertAll(db, memberships, persons.memberships)
  await insertAll(db, membershipPeriods, persons.periods)
  await insertAll(db, membershipSuspensions, persons.suspensions)
  await insertAll(db, grants, persons.grants)
  await insertAll(db, consents, persons.consents)
  const idOf = (key: string) => persons.byKey.get(key)?.row.id as string
  const applying = { id: idMaker(`${seed}/registrations`), now: year.now, applicantId: idOf('lin-zhixia'), otherId: idOf('gu-heng') }
  await insertAll(db, registrations, planRegistrations(applying))
  onProgress('members written')
  await insertAll(db, campaigns, [city.campaign])
  await insertAll(db, activities, city.activities)
  await insertAll(db, hosts, facts.hosts)
  await insertAll(db, bookings, facts.bookings)
  await insertAll(db, postponements, facts.postponements)
  onProgress('activities written')
  await insertAll(db, rsvps, facts.rsvps)
  await db.execute(sql`select setval('rsvp_sequence', ${facts.rsvps.length})`)
  onProgress('RSVPs written')
  await insertAll(db, checkInEntries, facts.entries)
  onProgress('check-ins written')
  await insertAll(db, attendances, facts.attendances)
  await insertAll(db, corrections, facts.corrections)
  await insertAll(db, recaps, facts.recaps)
  await insertAll(db, hours, facts.hours)
  await insertAll(db, monthLocks, city.locks)
  await insertAll(db, restatements, city.restatements)
  await insertAll(db, historyEntries, [
    {
      id: idMaker(`${seed}/history`)(year.now),
      actorKind: 'seed',
      verb: 'demo.seeded',
      subjectType: 'network',
      subjectId: idMaker(`${seed}/network`)(began),
      ids: { demoDate: seed, activities: city.activities.length, people: persons.all.length },
      at: year.now,
    },
  ])
  onProgress('attendance written')
}
