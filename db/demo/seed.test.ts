import { createHash } from 'node:crypto'
import { isNotNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personas } from '@/lib/accounts/schema'
import { monthFigures as liveMonth } from '@/lib/attendance/commands/restate'
import { countedReason, creditedGroup, type Entry, projectAttendance } from '@/lib/attendance/rules'
import { isDormant } from '@/lib/groups/rules'
import { getStatistics } from '@/lib/statistics/queries/figures'
import { getHeadline } from '@/lib/statistics/queries/groups'
import { listMonthLocks } from '@/lib/statistics/queries/months'
import { addDays, addMonths } from '@/lib/time/zones'
import { rowsOf } from '../client'
import { grants, people } from '../schema/accounts'
import { activities, hosts } from '../schema/activities'
import { attendances, checkInEntries, recaps } from '../schema/attendance'
import { groupSuspensions, groups, membershipPeriods, memberships } from '../schema/groups'
import { kinds } from '../schema/network'
import { rsvps } from '../schema/rsvps'
import { spaces, venues } from '../schema/venues'
import { asPerson, ctxOf, networkGrant } from '../testing/actors'
import { freshDatabase } from '../testing/database'
import { at, dayOf, yearOf } from './calendar'
import { MEMBERS } from './people'
import { categoryFigures, districtFigures, levelFigures, makePlaces } from './places'
import { ATTENDANCES, CAMPAIGN, campaignDay, kindFigures, monthFigures, NO_DISTRICT } from './plans'
import { makeCity, seedDemo } from './seed'

const tally = <T>(items: T[], key: (item: T) => string | null): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const item of items) counts[key(item) ?? '–'] = (counts[key(item) ?? '–'] ?? 0) + 1
  return counts
}
const listed = <K, V>(items: V[], key: (item: V) => K): Map<K, V[]> => {
  const map = new Map<K, V[]>()
  for (const item of items) {
    const found = map.get(key(item))
    if (found) found.push(item)
    else map.set(key(item), [item])
  }
  return map
}

it('is the same city every time, and another one on another day', () => {
  const hashOf = (date: string) => {
    const { people, activities, facts, places, locks, restatements } = makeCity(yearOf(date), date)
    const rows = [people.all.map((p) => p.row), people.memberships, people.grants, activities, facts, places.groups.map((g) => g.row)]
    return createHash('sha256')
      .update(JSON.stringify([rows, places.venues.map((v) => [v.row, v.spaces.map((s) => s.row)]), locks, restatements]))
      .digest('hex')
  }
  expect(hashOf('2026-11-01')).toBe(hashOf('2026-11-01'))
  const idsOf = (date: string) => makePlaces(yearOf(date), date).groups.map((g) => g.row.id)
  expect(idsOf('2026-11-01')).not.toEqual(idsOf('2026-11-02'))
}, 120_000)

describe.each(['2026-11-01', '2026-03-01'])('the demo city of %s', (demoDate) => {
  const year = yearOf(demoDate)
  const period = { fromOn: `${addMonths(demoDate.slice(0, 7), -12)}-01`, toOn: `${demoDate.slice(0, 7)}-01` }
  const codes = Object.keys(districtFigures)
  const column = (i: 0 | 1 | 2) => Object.fromEntries(codes.map((c) => [c, districtFigures[c]?.[i]]))
  let opened: Awaited<ReturnType<typeof freshDatabase>>
  beforeAll(async () => {
    opened = await freshDatabase()
    await seedDemo(opened.db, { demoDate })
  }, 240_000)
  afterAll(() => opened?.close())
  const ctx = () => ctxOf(opened.db, asPerson({ id: '' }, [networkGrant('network_admin')]), at(dayOf(demoDate), 600))
  const rows = <T extends Record<string, unknown>>(statement: ReturnType<typeof sql>) => rowsOf<T>(opened.db, statement)
  const number = async (statement: ReturnType<typeof sql>) => Number(Object.values((await rows(statement))[0] ?? {})[0])
  const planted = async (fragment: string) => {
    const [found] = await rows<{ id: string }>(
      sql`select id from activities where titles->>'zh' like ${`%${fragment}%`} or titles->>'en' like ${`%${fragment}%`} limit 1`,
    )
    expect(found, fragment).toBeDefined()
    return found?.id as string
  }

  it('has the counted activities by district, kind and month, through the statistics', async () => {
    const byDistrict = await getStatistics(ctx(), period, 'district')
    expect(byDistrict.total.activities).toBe(1581)
    expect(byDistrict.total.attendances).toBe(ATTENDANCES)
    expect(byDistrict.members).toBe(MEMBERS)
    expect(byDistrict.memberships).toBe(14_900)
    const parts = Object.fromEntries(byDistrict.parts.map((p) => [p.key, p.activities]))
    const { ONLINE = 0, UNPLACED = 0, ...districts } = parts
    expect(districts).toEqual(column(2))
    expect(ONLINE + UNPLACED).toBe(NO_DISTRICT)
    expect(Math.min(ONLINE, UNPLACED)).toBeGreaterThan(0)
    expect(byDistrict.byMonth.activities).toEqual(monthFigures)
    const byKind = await getStatistics(ctx(), period, 'kind')
    expect(Object.fromEntries(byKind.parts.map((p) => [p.key, p.activities]))).toEqual(kindFigures)
    expect(await number(sql`select count(*) from activities where counted_reason = 'counted'`)).toBe(1581)
    expect(await getHeadline(ctx())).toMatchObject({ activities: 1581, attendances: ATTENDANCES, members: MEMBERS })
  })

  it('keeps the invariants of counting: lead adds up to the whole, full exceeds it, credits to the attendances', async () => {
    const full = await getStatistics(ctx(), period, 'group')
    const lead = await getStatistics(ctx(), period, 'group', 'lead')
    expect(lead.partSums.activities).toBe(1581)
    expect(full.partSums.activities).toBeGreaterThan(1581)
    expect(full.parts.reduce((n, p) => n + p.attendances, 0)).toBe(ATTENDANCES)
  })

  it('has groups and venues by type, district, category and level', async () => {
    const allGroups = await opened.db.select().from(groups)
    expect(allGroups).toHaveLength(173)
    expect(tally(allGroups, (g) => g.type)).toEqual({ association: 14, alliance: 4, chapter: 155 })
    expect(tally(allGroups, (g) => g.districtCode)).toEqual({ ...column(0), '–': 13 })
    expect(tally(allGroups, (g) => g.status)).toEqual({ active: 173 })
    const allVenues = await opened.db.select().from(venues)
    expect(allVenues).toHaveLength(108)
    expect(tally(allVenues, (v) => v.districtCode)).toEqual(column(1))
    expect(tally(allVenues, (v) => v.categoryCode)).toEqual(categoryFigures)
    expect(tally(allVenues, (v) => v.level)).toEqual(levelFigures)
    const perVenue = listed(await opened.db.select().from(spaces), (s) => s.venueId)
    expect([...perVenue.values()].every((s) => s.length >= 1 && s.length <= 4) && perVenue.size === 108).toBe(true)
  })

  it('has about as many people, RSVPs and attendances, in the shares that are asked', async () => {
    const { total, participants } = await getStatistics(ctx(), period, 'month')
    expect(total.people).toBeGreaterThan(9_300)
    expect(total.people).toBeLessThan(9_500)
    expect(participants).toBeLessThan(total.people)
    const share = (n: number, low: number, high: number, of = ATTENDANCES) => {
      expect(n / of).toBeGreaterThan(low)
      expect(n / of).toBeLessThan(high)
    }
    share(total.selfAttendances, 0.73, 0.77)
    share(total.witnessedAttendances, 0.195, 0.225)
    share(total.correctedAttendances, 0.033, 0.042)
    const byStatus = Object.fromEntries(
      (await rows<{ status: string; n: number }>(sql`select status, count(*)::int as n from rsvps group by 1`)).map((r) => [r.status, r.n]),
    ) as Record<string, number>
    const all = Object.values(byStatus).reduce((a, b) => a + b, 0)
    expect(all).toBeGreaterThan(56_500)
    expect(all).toBeLessThan(60_000)
    share((byStatus.cancelled ?? 0) + (byStatus.late_cancelled ?? 0), 0.11, 0.13, all)
    share(byStatus.waitlisted ?? 0, 0.053, 0.067, all)
    const counted = sql`select id from activities where counted_reason = 'counted'`
    const going = await number(sql`select count(*) from rsvps where status = 'going' and activity_id in (${counted})`)
    const noShows = await number(sql`select count(*) from rsvps where no_show_at is not null and activity_id in (${counted})`)
    share(noShows, 0.1, 0.12, going)
    const joint = await number(
      sql`select count(*) from activities a where counted_reason = 'counted' and (select count(*) from hosts h where h.activity_id = a.id and role <> 'support') > 1`,
    )
    share(joint, 0.135, 0.145, 1581)
    const others = (await number(sql`select count(*) from activities`)) - 1581
    expect(others).toBeGreaterThan(340)
    expect(others).toBeLessThan(430)
  })

  it('has one campaign of 105 activities on one Saturday, each at a venue of its own', async () => {
    const [campaign] = await rows<{ n: number; days: number; places: number; day: number; on: string }>(
      sql`select count(*)::int as n, count(distinct reported_on)::int as days, count(distinct venue_id)::int as places,
        extract(isodow from min(reported_on))::int as day, min(reported_on)::text as on from activities where campaign_id is not null and counted_reason = 'counted'`,
    )
    expect(campaign).toMatchObject({ n: CAMPAIGN, days: 1, places: CAMPAIGN, day: 6 })
    expect(dayOf(campaign?.on as string)).toBe(campaignDay(year))
  })

  it('agrees with the rules: every verdict, every attendance from its entries, every credit', async () => {
    const allHosts = await opened.db.select().from(hosts)
    const hostsOf = listed(allHosts, (h) => h.activityId)
    const byGroup = new Map((await opened.db.select().from(groups)).map((g) => [g.id, g]))
    const suspended = listed(await opened.db.select().from(groupSuspensions), (s) => s.groupId)
    const recapOf = new Map((await opened.db.select().from(recaps)).map((r) => [r.activityId, r]))
    const countable = new Map((await opened.db.select().from(kinds)).map((k) => [k.code, k.countable]))
    const cameOf = listed(await opened.db.select().from(attendances), (a) => a.activityId)
    const { id, activityId, personId, direction, source, knownAt, refersToId } = checkInEntries
    const entryRows = await opened.db.select({ id, activityId, personId, direction, source, knownAt, refersToId }).from(checkInEntries)
    const log = listed(entryRows, (e) => e.activityId)
    const chosen = await opened.db.select().from(rsvps).where(isNotNull(rsvps.representsId))
    const said = new Map(chosen.map((r) => [`${r.activityId}/${r.personId}`, r]))
    const membershipRows = await opened.db.select().from(memberships)
    const periods = new Map((await opened.db.select().from(membershipPeriods)).map((p) => [p.membershipId, p]))
    const primaryOf = new Map(membershipRows.filter((m) => m.primary || m.status === 'left').map((m) => [m.personId, m]))
    const wrong: string[] = []
    for (const a of await opened.db.select().from(activities)) {
      const mine = hostsOf.get(a.id) ?? []
      const lead = byGroup.get(mine.find((h) => h.role === 'lead')?.groupId as string)
      const came = cameOf.get(a.id) ?? []
      const verdict = countedReason({
        cancelled: a.status === 'cancelled',
        finalised: a.finalisedAt !== null,
        kindCountable: countable.get(a.kindCode) as boolean,
        excluded: a.excludedAt !== null,
        recapFiled: recapOf.has(a.id),
        attendances: came.length,
        guests: recapOf.get(a.id)?.guests ?? 0,
        minimumHeadCount: a.minimumHeadCount,
        publishedAt: a.publishedAt,
        startsAt: a.startsAt,
        origin: a.origin,
        reportedOn: a.reportedOn,
        leadHost: lead ? { ...lead, suspensions: suspended.get(lead.id) ?? [] } : null,
      })
      if (verdict !== a.countedReason) wrong.push(`${a.slug}: ${a.countedReason}, by the rules ${verdict}`)
      const entries = listed(log.get(a.id) ?? [], (e) => e.personId)
      const projected = [...entries].flatMap(([personId, own]) => {
        const projection = projectAttendance(own as Entry[], a)
        return projection ? [{ personId, ...projection }] : []
      })
      if (projected.length !== came.length) wrong.push(`${a.slug}: ${came.length} attendances, ${projected.length} by the log`)
      const kept = new Map(came.map((c) => [c.personId, c]))
      for (const p of projected) {
        const c = kept.get(p.personId)
        const same = c && +c.inAt === +p.inAt && +(c.outAt ?? 0) === +(p.outAt ?? 0) && c.grade === p.grade && c.timeliness === p.timeliness
        if (!same || c.source !== p.source) wrong.push(`${a.slug}: the log of ${p.personId}`)
        const primary = primaryOf.get(p.personId)
        const held = primary && periods.get(primary.id)
        const then = held && held.joinedOn <= a.reportedOn && (!held.leftOn || held.leftOn > a.reportedOn)
        const credit = creditedGroup({
          hostGroupIds: mine.filter((h) => h.role !== 'support').map((h) => h.groupId),
          representsId: said.get(`${a.id}/${p.personId}`)?.representsId ?? null,
          primaryGroupId: then ? primary.groupId : null,
        })
        if (credit.creditedGroupId !== c?.creditedGroupId || credit.away !== c?.away) wrong.push(`${a.slug}: the credit of ${p.personId}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('puts nobody in two places, nobody over the capacity, nobody on a waitlist while a seat is free', async () => {
    expect(
      await number(
        sql`select count(*) from (select t.person_id, a.reported_on from attendances t join activities a on a.id = t.activity_id group by 1, 2 having count(*) > 1) x`,
      ),
    ).toBe(0)
    expect(
      await number(sql`select count(*) from (select r.person_id from rsvps r join activities a on a.id = r.activity_id
        where r.status in ('going', 'waitlisted') group by r.person_id, a.reported_on having count(*) > 1) x`),
    ).toBe(0)
    const seats = await rows<{ slug: string; titles: { zh?: string }; capacity: number; taken: number; waiting: number }>(
      sql`select a.slug, a.titles, a.capacity, coalesce(sum(1 + r.companions) filter (where r.status in ('going', 'offered')), 0)::int as taken,
        count(*) filter (where r.status = 'waitlisted')::int as waiting
      from activities a join rsvps r on r.activity_id = a.id where a.capacity is not null and a.status <> 'cancelled' group by a.id`,
    )
    expect(seats.filter((s) => s.taken > s.capacity).map((s) => [s.titles.zh, s.taken - s.capacity])).toEqual([
      ['陶土课：捏一只自己的碗（小教室场）', 4],
    ])
    expect(seats.filter((s) => s.waiting > 0 && s.taken < s.capacity)).toEqual([])
    expect(
      await number(
        sql`select count(*) from rsvps r where exists (select 1 from activities a where a.id = r.activity_id and a.capacity is null) and r.status = 'waitlisted'`,
      ),
    ).toBe(0)
  })

  it('knows nothing that lies in the future, and has one entry of history', async () => {
    const now = year.now.toISOString()
    for (const table of [people, groups, venues, memberships, activities, rsvps, attendances, checkInEntries, recaps, grants]) {
      const column = 'receivedAt' in table ? table.receivedAt : table.createdAt
      expect(await number(sql`select count(*) from ${table} where ${column} > ${now}::timestamptz`), String(column.name)).toBe(0)
    }
    expect(
      await number(
        sql`select count(*) from activities where greatest(published_at, finalised_at, cancelled_at, updated_at) > ${now}::timestamptz`,
      ),
    ).toBe(0)
    expect(
      await number(
        sql`select count(*) from rsvps where greatest(cancelled_at, no_show_at, excused_at, reconfirmed_at, updated_at) > ${now}::timestamptz`,
      ),
    ).toBe(0)
    expect(await rows(sql`select verb from history_entries`)).toEqual([{ verb: 'demo.seeded' }])
    expect(await number(sql`select count(*) from networks where demo_seeded_at = ${now}::timestamptz`)).toBe(1)
    expect(await number(sql`select nextval('rsvp_sequence')`)).toBeGreaterThan(await number(sql`select max(sequence) from rsvps`))
  })

  it('has a lively week ahead in every state', async () => {
    const until = addDays(demoDate, 7)
    const ahead = await rows<{
      slug: string
      capacity: number | null
      audience: string
      mode: string
      languages: string[]
      going: number
      waiting: number
    }>(
      sql`select a.slug, a.capacity, a.audience, a.mode, to_json(a.languages) as languages,
        (select count(*)::int from rsvps r where r.activity_id = a.id and status = 'going') as going,
        (select count(*)::int from rsvps r where r.activity_id = a.id and status = 'waitlisted') as waiting
      from activities a where status = 'published' and reported_on >= ${demoDate}::date and reported_on < ${until}::date`,
    )
    expect(ahead.length).toBeGreaterThanOrEqual(23)
    expect(ahead.length).toBeLessThanOrEqual(28)
    expect(ahead.some((a) => a.capacity && a.waiting > 0)).toBe(true)
    expect(ahead.some((a) => a.capacity && a.capacity - a.going === 3)).toBe(true)
    expect(ahead.some((a) => a.capacity === null)).toBe(true)
    expect(ahead.some((a) => a.audience === 'members' && a.capacity && a.going < a.capacity)).toBe(true)
    expect(ahead.some((a) => a.mode === 'online')).toBe(true)
    expect(ahead.filter((a) => a.languages.includes('en')).length).toBeGreaterThan(2)
  })

  it('has the personas with their grants', async () => {
    const held = await rows<{ email: string; held: string[] }>(
      sql`select p.email::text, to_json(array_remove(array_agg(g.role || ':' || g.scope_type || ':' || coalesce(g.scope_id, '')), null)) as held
        from people p left join grants g on g.person_id = p.id where p.email in (${sql.join(
          personas.map((p) => sql`${p.email}`),
          sql`, `,
        )}) group by p.id`,
    )
    expect(held).toHaveLength(personas.length)
    const of = (key: string) => held.find((h) => h.email === `${key}@example.org`)?.held.join()
    expect(of('zhao-ming')).toMatch(/^secretary:group:/)
    expect(of('wu-qi')).toMatch(/^keeper:venue:/)
    expect(of('shen-lan')).toBe('district_admin:district:330110')
    expect([of('tang-yue'), of('han-sheng'), of('gu-heng')]).toEqual(['network_admin:network:', 'auditor:network:', 'mentor:network:'])
    expect([of('lin-zhixia'), of('anna-keller')]).toEqual(['', ''])
    expect(
      await number(sql`select count(*) from memberships m join people p on p.id = m.person_id where p.email = 'anna-keller@example.org'`),
    ).toBe(0)
    expect(
      await number(
        sql`select count(*) from groups g where (select count(distinct role) from grants where scope_id = g.id::text and role in ('president', 'secretary')) < 2`,
      ),
    ).toBe(0)
    const lin = sql`(select id from people where email = 'lin-zhixia@example.org')`
    expect(await number(sql`select count(*) from attendances where person_id = ${lin}`)).toBeGreaterThan(5)
    expect(
      await number(
        sql`select count(*) from rsvps r join activities a on a.id = r.activity_id where person_id = ${lin} and a.starts_at > ${year.now.toISOString()}::timestamptz`,
      ),
    ).toBeGreaterThan(1)
  })

  it('has every planted case', async () => {
    const last = await rows<{ status: string; approvedOn: string; lastCountedOn: string | null }>(
      sql`select g.status, g.approved_on::text as "approvedOn", (select max(a.reported_on)::text from hosts h join activities a on a.id = h.activity_id
        where h.group_id = g.id and h.role <> 'support' and a.counted_reason = 'counted') as "lastCountedOn" from groups g`,
    )
    const dormant = last.filter((g) => isDormant(g, demoDate)).length
    expect(dormant).toBeGreaterThanOrEqual(1)
    expect(dormant).toBeLessThan(20)
    expect(
      await number(
        sql`select max(share) from (select avg((grade = 'corrected')::int) as share from attendances group by activity_id having count(*) > 20) x`,
      ),
    ).toBeGreaterThan(0.25)
    expect(
      await number(sql`select count(*) from bookings d join bookings c on c.space_id = d.space_id and c.during && d.during
        where d.status = 'declined' and c.status = 'confirmed' and d.decline_reason is not null`),
    ).toBeGreaterThan(0)
    expect(
      await number(sql`select count(*) from (select person_id from memberships where status = 'active' group by 1 having count(*) = 3) x`),
    ).toBeGreaterThan(0)
    const [erased] = await rows<{ n: number }>(
      sql`select count(t.id)::int as n from people p join attendances t on t.person_id = p.id where p.status = 'erased' and p.display_name = '' group by p.id`,
    )
    expect(erased?.n).toBeGreaterThan(0)
    const clock = (condition: ReturnType<typeof sql>) =>
      number(sql`select count(*) from activities where counted_reason = 'counted' and ${condition}`)
    expect(await clock(sql`(starts_at at time zone 'Asia/Shanghai')::time = '23:30' and ends_at - starts_at = interval '1 hour'`)).toBe(1)
    expect(
      await clock(
        sql`(starts_at at time zone 'Asia/Shanghai')::time = '07:00' and extract(day from reported_on) = 1 and (starts_at at time zone 'UTC')::date < reported_on`,
      ),
    ).toBe(1)
    expect(
      await clock(
        sql`extract(isodow from reported_on) = 6 and exists (select 1 from calendar_days d where d.day = reported_on and d.working)`,
      ),
    ).toBeGreaterThan(0)
    expect(
      await clock(sql`(select count(*) from hosts h where h.activity_id = activities.id and role <> 'support') = 3
        and (select count(distinct g.district_code) from hosts h join groups g on g.id = h.group_id where h.activity_id = activities.id and role <> 'support') = 2`),
    ).toBeGreaterThan(0)
    const typhoon = await planted('台风天的城市排水')
    expect(await number(sql`select count(*) from rsvps where activity_id = ${typhoon}::uuid and status = 'going'`)).toBe(30)
    expect(await number(sql`select count(*) from rsvps where activity_id = ${typhoon}::uuid and no_show_at is not null`)).toBe(0)
    expect(await number(sql`select count(*) from postponements where activity_id = ${await planted('两次改期')}::uuid`)).toBe(2)
    expect(
      await number(sql`select count(*) from (select a.id from activities a join attendances t on t.activity_id = a.id where a.capacity is not null and a.counted_reason = 'counted'
        group by a.id having count(*) filter (where t.walk_in_at is not null) > 0 and count(*) filter (where t.walk_in_at is not null)
          + (select count(*) from rsvps r where r.activity_id = a.id and r.status = 'going') > a.capacity) x`),
    ).toBeGreaterThan(0)
    expect(await rows(sql`select titles from activities where id = ${await planted('Fireside chat')}::uuid`)).toEqual([
      { titles: { en: 'Fireside chat: building a life in a new city' } },
    ])
    expect(await rows(sql`select titles from activities where id = ${await planted('乡音录')}::uuid`)).toEqual([
      { titles: { zh: '乡音录：请老人家讲三个字的故事' } },
    ])
    const names = (await rows<{ n: string }>(sql`select display_name as n from people`)).map((r) => r.n)
    for (const part of ['𬭎', '䶮', '’', "'"])
      expect(
        names.some((n) => n.includes(part)),
        part,
      ).toBe(true)
    const [closing] = await rows<{ came: number; going: number; excused: number; walkins: number }>(
      sql`select (select count(*)::int from attendances t where t.activity_id = a.id and walk_in_at is null) as came, (select count(*)::int from attendances t where t.activity_id = a.id and walk_in_at is not null) as walkins,
        (select count(*)::int from rsvps r where r.activity_id = a.id and status = 'going') as going, (select count(*)::int from rsvps r where r.activity_id = a.id and excused_at is not null) as excused
        from activities a where slug = 'closing-time' and status = 'published'`,
    )
    expect(closing).toEqual({ came: 26, going: 31, excused: 1, walkins: 2 })
  })

  it('locks the months: locked + restatements = live, and the last one still waits for two recaps in Yuhang', async () => {
    const locks = await listMonthLocks(ctx(), period)
    expect(locks).toHaveLength(11)
    expect(locks.filter((l) => l.restatements.length > 0)).toHaveLength(1)
    for (const lock of locks) {
      const live = await liveMonth(ctx(), lock.month, 'network')
      const sum = { ...lock.locked }
      for (const { delta } of lock.restatements) for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += delta[key]
      expect(sum, lock.month).toEqual(live)
    }
    const lastMonth = { fromOn: `${addMonths(period.toOn.slice(0, 7), -1)}-01`, toOn: period.toOn, districtCode: '330110' }
    expect((await getStatistics(ctx(), lastMonth, 'kind')).recapsMissing).toBe(2)
  })

  it('says everything in both languages, and names nobody real and nothing that is never collected', async () => {
    const oneSided = await rows<{ titles: Record<string, string> }>(
      sql`select titles from activities where not (titles ? 'zh' and titles ? 'en')`,
    )
    expect(oneSided).toHaveLength(2)
    for (const [table, column] of [
      [groups, groups.names],
      [groups, groups.purpose],
      [venues, venues.names],
      [venues, venues.addresses],
      [spaces, spaces.names],
    ] as const)
      expect(await number(sql`select count(*) from ${table} where not (${column} ? 'zh' and ${column} ? 'en') or ${column} is null`)).toBe(
        0,
      )
    const texts = (
      await rows<{ t: string }>(
        sql`select concat(titles, summaries, body) as t from activities union all select concat(names, purpose) from groups union all select concat(names, summary) from venues union all select texts::text from recaps`,
      )
    )
      .map((r) => r.t)
      .join('\n')
    for (const word of [
      '统战',
      '知联会',
      '新联会',
      '民族',
      '宗教',
      '党员',
      '党委',
      '工商联',
      '杭州',
      '浙江',
      'Hangzhou',
      'Zhejiang',
      '共青团',
      '身份证',
    ])
      expect(texts.includes(word), word).toBe(false)
    const mails = await rows<{ email: string }>(sql`select email::text as email from people where email is not null`)
    expect(mails.every((m) => m.email.endsWith('@example.org'))).toBe(true)
    const english = await number(sql`select avg((display_name ~ '^[A-Z]')::int) from people where status <> 'erased'`)
    expect(english).toBeGreaterThan(0.07)
    expect(english).toBeLessThan(0.09)
  })
})
