import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activities, hosts } from '@/db/schema/activities'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { enterPaper } from '../attendance/commands/check-in'
import { closeActivity, fileRecap, finaliseActivity } from '../attendance/commands/recap'
import { getStatistics } from './queries/figures'
import { getGroupFigures } from './queries/groups'
import { listMissingRecaps } from './queries/months'
import { listFigureRows, listGroupFigureRows } from './queries/rows'
import type { Metric } from './schema'

const database = testDatabase()
const period = { fromOn: '2026-09-01', toOn: '2026-11-01' }
const local = (date: string, time: string) => new Date(`${date}T${time}:00+08:00`)

/** The worked example of counting.md, through the commands: three home groups, eight people, six activities. */
async function workedExample(db: Db) {
  await buildNetwork(db)
  const [a, b, c] = [await buildGroup(db), await buildGroup(db), await buildGroup(db)]
  const people: { id: string }[] = []
  for (let i = 1; i <= 8; i++) people.push(await buildPerson(db, { displayName: `p${i}` }))
  const p = (i: number) => (people[i - 1] as { id: string }).id
  for (const i of [1, 2, 3]) await buildMembership(db, p(i), a.id, { primary: true })
  for (const i of [4, 5]) await buildMembership(db, p(i), b.id, { primary: true })
  for (const i of [6, 7, 8]) await buildMembership(db, p(i), c.id, { primary: true })
  await buildMembership(db, p(3), b.id)
  const secretary = asPerson(await buildPerson(db), [
    groupGrant('secretary', a.id),
    groupGrant('secretary', b.id),
    groupGrant('secretary', c.id),
  ])
  const hold = async (
    startsAt: Date,
    hostIds: string[],
    over: Parameters<typeof buildActivity>[2],
    came: number[],
    recap: { guests: number } | null,
  ) => {
    const reportedOn = new Date(startsAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
    const activity = await buildActivity(db, hostIds, { startsAt, reportedOn, ...over })
    const during = ctxOf(db, secretary, new Date(startsAt.getTime() + 600_000))
    for (const i of came) await db.insert(rsvps).values({ activityId: activity.id, personId: p(i), placedById: p(i), status: 'going' })
    if (came.length > 0) await enterPaper(during, { activityId: activity.id, personIds: came.map(p) })
    const after = ctxOf(db, secretary, new Date(startsAt.getTime() + 86_400_000))
    const ending = { activityId: activity.id, noShows: [], excused: [], wereHere: [] }
    if (recap) await closeActivity(after, { ...ending, texts: { zh: '记' }, guests: recap.guests })
    else await finaliseActivity(after, ending)
    return { activity, after }
  }
  const filed = { guests: 0 }
  await hold(local('2026-09-30', '19:00'), [a.id], { kindCode: 'LEARN', districtCode: '330102' }, [1, 2, 3, 4], filed)
  await hold(local('2026-10-11', '09:00'), [a.id, b.id], { kindCode: 'VOLUNTEER', districtCode: '330106' }, [1, 4, 5, 6], { guests: 2 })
  await hold(local('2026-10-01', '07:00'), [c.id, a.id, b.id], { kindCode: 'CULTURE', districtCode: '330110' }, [6, 7, 1, 4], filed)
  const cancelled = await buildActivity(db, [b.id], {
    startsAt: local('2026-10-17', '14:00'),
    reportedOn: '2026-10-17',
    kindCode: 'SOCIAL',
    status: 'cancelled',
    cancelledAt: local('2026-10-16', '10:00'),
    countedReason: 'cancelled',
  })
  for (const i of [1, 2, 3, 4, 5])
    await db.insert(rsvps).values({ activityId: cancelled.id, personId: p(i), placedById: p(i), status: 'going' })
  const online = { kindCode: 'LEARN', mode: 'online' as const, districtCode: null }
  const x5 = await hold(local('2026-10-20', '19:00'), [c.id], online, [6, 8], filed)
  const x6 = await hold(local('2026-10-21', '19:00'), [c.id], { kindCode: 'LEARN', districtCode: '330110' }, [6, 7, 8, 1], null)
  const admin = ctxOf(db, asPerson(await buildPerson(db), [networkGrant('network_admin')]), local('2026-11-02', '10:00'))
  return { a, b, c, x5, x6, admin, p }
}

const verdict = async (db: Db, id: string) =>
  (await db.select({ reason: activities.countedReason }).from(activities).where(eq(activities.id, id)))[0]?.reason

describe('the worked example', () => {
  it('gives the figures of counting.md', () =>
    rolledBack(database.db, async (db) => {
      const { a, b, c, x5, x6, admin } = await workedExample(db)
      expect(await verdict(db, x5.activity.id)).toBe('too_few')
      expect(await verdict(db, x6.activity.id)).toBe('no_recap')
      const byMonth = await getStatistics(admin, period, 'month')
      expect(byMonth.total).toMatchObject({ activities: 3, attendances: 12, guests: 2, people: 7, away: 2, witnessedAttendances: 12 })
      expect(byMonth.byMonth).toEqual({ activities: [1, 2], attendances: [4, 8] })
      expect(byMonth).toMatchObject({ members: 8, memberships: 9, participants: 7, participation: 7 / 8, recapsMissing: 1 })
      const byKind = await getStatistics(admin, period, 'kind')
      expect(Object.fromEntries(byKind.parts.map((k) => [k.key, k.activities]))).toEqual({ LEARN: 1, VOLUNTEER: 1, CULTURE: 1 })
      const credit = async (mode: 'full' | 'lead' | 'share') => {
        const { parts } = await getStatistics(admin, period, 'group', mode)
        return [a, b, c].map((g) => parts.find((part) => part.key === g.id)?.activities ?? 0)
      }
      expect(await credit('full')).toEqual([3, 2, 1])
      expect(await credit('lead')).toEqual([2, 0, 1])
      for (const [i, share] of [11 / 6, 5 / 6, 1 / 3].entries()) expect((await credit('share'))[i]).toBeCloseTo(share, 9)
      const { parts, partSums } = await getStatistics(admin, period, 'group')
      expect([a, b, c].map((g) => parts.find((part) => part.key === g.id)?.attendances)).toEqual([5, 4, 3])
      expect(partSums.activities).toBe(6)
      const figures = await getGroupFigures(admin, [a.id, b.id, c.id])
      expect([a, b, c].map((g) => figures.get(g.id))).toMatchObject([
        { counted: 3, attendances: 5, hostedAttendances: 12, people: 3 },
        { counted: 2, attendances: 4, hostedAttendances: 8, people: 2 },
        { counted: 1, attendances: 3, hostedAttendances: 4, people: 2 },
      ])
    }))

  it('counts X6 once its recap is filed', () =>
    rolledBack(database.db, async (db) => {
      const { x6, admin } = await workedExample(db)
      await fileRecap(x6.after, { activityId: x6.activity.id, texts: { en: 'Late' }, guests: 0 })
      expect((await getStatistics(admin, period, 'month')).total).toMatchObject({ activities: 4, attendances: 16, people: 8 })
    }))

  it('opens every figure into as many rows', () =>
    rolledBack(database.db, async (db) => {
      const { a, admin } = await workedExample(db)
      const { total, members, memberships, participants, noShows } = await getStatistics(admin, period, 'district')
      const figures: Partial<Record<Metric, number>> = { ...total, members, memberships, participants, noShows }
      for (const metric of [
        'activities',
        'attendances',
        'people',
        'guests',
        'members',
        'memberships',
        'participants',
        'noShows',
      ] as const) {
        const opened = await listFigureRows(admin, period, metric)
        expect(opened.total, metric).toBe(figures[metric])
        const added = opened.rows.reduce(
          (n, row) => n + (row.of !== 'attendance' && ['guests', 'memberships', 'noShows'].includes(metric) ? row.value : 1),
          0,
        )
        expect(added, metric).toBe(figures[metric])
      }
      const own = await getGroupFigures(admin, [a.id])
      const all = { fromOn: '1900-01-01', toOn: '2200-01-01' }
      const group = { id: a.id, districtCode: null, status: 'active', visibility: 'public' }
      const auditor = { ...admin, actor: asPerson(await buildPerson(db), [networkGrant('auditor')]) }
      for (const metric of ['attendances', 'people', 'hostedAttendances'] as const)
        expect((await listGroupFigureRows(auditor, group, all, metric)).total, metric).toBe(own.get(a.id)?.[metric])
      expect((await listGroupFigureRows(auditor, group, all, 'activities')).total).toBe(own.get(a.id)?.counted)
    }))

  it('narrows by district, kind and group, and credits the lead alone when asked', () =>
    rolledBack(database.db, async (db) => {
      const { b, admin } = await workedExample(db)
      const only = async (s: object) => (await getStatistics(admin, { ...period, ...s }, 'month')).total
      expect(await only({ districtCode: '330106' })).toMatchObject({ activities: 1, attendances: 4, people: 4, guests: 2 })
      expect(await only({ kindCode: 'CULTURE' })).toMatchObject({ activities: 1, attendances: 4 })
      expect(await only({ districtCode: 'ONLINE' })).toMatchObject({ activities: 0, attendances: 0 })
      expect(await only({ groupId: b.id })).toMatchObject({ activities: 2, attendances: 4, people: 2 })
      expect(await only({ groupId: b.id, leadOnly: true })).toMatchObject({ activities: 0 })
      expect(await only({ fromOn: '2026-10-01', toOn: '2026-10-11' })).toMatchObject({ activities: 1, attendances: 4 })
      expect(await only({ fromOn: '2026-10-11', toOn: '2026-10-12' })).toMatchObject({ activities: 1, guests: 2 })
      expect(await only({ groupId: 'NONE' })).toMatchObject({ activities: 0, attendances: 0 })
    }))

  it('misses the recaps of what is selected, by kind and where there is no district', () =>
    rolledBack(database.db, async (db) => {
      const { c, admin } = await workedExample(db)
      const startsAt = local('2026-10-25', '19:00')
      const online = { mode: 'online' as const, districtCode: null, kindCode: 'TALK', startsAt, endsAt: local('2026-10-25', '21:00') }
      await buildActivity(db, [c.id], { ...online, reportedOn: '2026-10-25' })
      const missing = async (s: object) => [
        (await getStatistics(admin, { ...period, ...s }, 'month')).recapsMissing,
        (await listMissingRecaps(admin, { ...period, ...s })).length,
      ]
      expect(await missing({})).toEqual([2, 2])
      expect(await missing({ districtCode: 'ONLINE' })).toEqual([1, 1])
      expect(await missing({ districtCode: 'UNPLACED' })).toEqual([0, 0])
      expect(await missing({ kindCode: 'TALK' })).toEqual([1, 1])
    }))
})

it('credits no supporter, and no co-host that has not accepted', () =>
  rolledBack(database.db, async (db) => {
    const { a, b, x5, admin } = await workedExample(db)
    const joint = (await listFigureRows(admin, { ...period, groupId: a.id, leadOnly: true }, 'activities')).rows[0]?.id ?? ''
    const [supporter, invited] = [await buildGroup(db), await buildGroup(db)]
    await db.insert(hosts).values([
      { activityId: joint, groupId: supporter.id, role: 'support', position: 8, acceptedAt: x5.after.now },
      { activityId: joint, groupId: invited.id, role: 'co', position: 9 },
    ])
    const { parts } = await getStatistics(admin, period, 'group')
    expect(parts.map((part) => part.key)).not.toContain(supporter.id)
    expect(parts.map((part) => part.key)).not.toContain(invited.id)
    for (const group of [supporter, invited]) {
      expect((await getStatistics(admin, { ...period, groupId: group.id }, 'month')).total.activities).toBe(0)
      expect((await getGroupFigures(admin, [group.id, b.id])).get(group.id)).toMatchObject({ counted: 0, hostedAttendances: 0 })
    }
  }))

describe('who may read', () => {
  it('refuses visitors and members, and hides names from those who may not know them', () =>
    rolledBack(database.db, async (db) => {
      const { a, admin, p } = await workedExample(db)
      const as = (actor: typeof admin.actor) => ({ ...admin, actor })
      await expect(getStatistics(as({ kind: 'visitor' }), period, 'month')).rejects.toMatchObject({ code: 'sign_in_required' })
      await expect(listFigureRows(as(asPerson({ id: p(1) }, [], [a.id])), period, 'people')).rejects.toMatchObject({ code: 'forbidden' })
      const district = as(asPerson(await buildPerson(db), [{ role: 'district_admin', scopeType: 'district', scopeId: '330106' }]))
      const seen = await listFigureRows(district, period, 'attendances')
      expect(seen.total).toBe(12)
      expect(new Set(seen.rows.flatMap((row) => (row.of === 'attendance' && row.name ? [row.reportedOn] : [])))).toEqual(
        new Set(['2026-10-11']),
      )
      const names = async (metric: Metric) =>
        (await listFigureRows(district, { ...period, districtCode: '330106' }, metric)).rows.flatMap((row) =>
          row.of === 'person' && row.name ? [row.name] : [],
        )
      expect(await names('people')).toHaveLength(4)
      // Members are the whole network's: her district says nothing of who they are.
      expect([...(await names('members')), ...(await names('memberships'))]).toEqual([])
      const own = { id: a.id, districtCode: '330102', status: 'active', visibility: 'public' }
      await expect(listGroupFigureRows(as({ kind: 'visitor' }), own, period, 'people')).rejects.toMatchObject({ code: 'sign_in_required' })
      expect((await listGroupFigureRows(as({ kind: 'visitor' }), own, period, 'activities')).total).toBe(3)
    }))
})

describe('rows by key', () => {
  it('goes through all of them once, 100 a page', () =>
    rolledBack(database.db, async (db) => {
      const { admin, c } = await workedExample(db)
      await db.execute(sql`insert into activities (id, slug, titles, kind_code, mode, starts_at, zone, reported_on, wall_secret, status, published_at, finalised_at, counted_reason, search)
        select gen_random_uuid(), 'many-' || i, '{"en":"Many"}', 'LEARN', 'online', '2026-10-05T11:00Z', 'Asia/Shanghai', '2026-10-05', 'x', 'finalised', '2026-10-01', '2026-10-06', 'counted', ''
        from generate_series(1, 230) i`)
      const seen = new Set<string>()
      let cursor: string | undefined
      for (let page = 0; page < 4; page++) {
        const { rows, nextCursor, total } = await listFigureRows(admin, period, 'activities', cursor)
        expect(total).toBe(233)
        for (const row of rows) seen.add(row.id)
        cursor = nextCursor ?? undefined
        if (!cursor) break
      }
      expect(seen.size).toBe(233)
      expect((await listFigureRows(admin, { ...period, groupId: c.id }, 'activities', 'not_a-cursor')).rows).toHaveLength(1)
    }))
})
