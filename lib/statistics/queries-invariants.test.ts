import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { attendances } from '@/db/schema/attendance'
import { membershipPeriods, memberships } from '@/db/schema/groups'
import { rsvps } from '@/db/schema/rsvps'
import { venues } from '@/db/schema/venues'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildMembership, buildNetwork, buildPerson, buildVenue } from '@/db/testing/factories'
import { getActivitySubject } from '../activities/queries'
import { enterPaper, tickOnRoster, voidCheckIn } from '../attendance/commands/check-in'
import { closeActivity, finaliseActivity } from '../attendance/commands/recap'
import { erasePerson } from '../contributions/commands/erase'
import type { Ctx } from '../ctx'
import { getStatistics } from './queries/figures'
import { listFigureRows } from './queries/rows'

/** The invariants of counting.md on generated histories, which are played through the commands. */

const GROUPS = 4
const PEOPLE = 9
const index = (n: number) => fc.nat({ max: n - 1 })

/** A small city: who belongs where, and what was held with whom. Numbers are places in its lists. */
const histories = fc.record({
  people: fc.array(fc.record({ primary: fc.option(index(GROUPS)), others: fc.uniqueArray(index(GROUPS), { maxLength: 2 }) }), {
    minLength: PEOPLE,
    maxLength: PEOPLE,
  }),
  activities: fc.array(
    fc.record({
      hosts: fc.uniqueArray(index(GROUPS), { minLength: 1, maxLength: 3 }),
      day: fc.nat({ max: 80 }),
      hour: fc.constantFrom(0, 7, 14, 23),
      kind: fc.constantFrom('LEARN', 'VOLUNTEER', 'CULTURE', 'GOVERN'),
      place: fc.constantFrom('330102', '330106', '330110', 'ONLINE', 'UNPLACED'),
      came: fc.uniqueArray(index(PEOPLE), { maxLength: 6 }),
      represents: fc.option(index(3)),
      guests: fc.nat({ max: 3 }),
      end: fc.constantFrom('closed', 'closed', 'closed', 'no_recap', 'open', 'cancelled'),
    }),
    { minLength: 1, maxLength: 8 },
  ),
})
type History = typeof histories extends fc.Arbitrary<infer T> ? T : never

const at = <T>(list: T[], i: number): T => list[i % list.length] as T

/** Plays a history into an empty database through the commands, and hands back who may look at it. */
async function playHistory(db: Db, history: History) {
  await buildNetwork(db)
  const groups: { id: string }[] = []
  for (let i = 0; i < GROUPS; i++) groups.push(await buildGroup(db))
  const venues = new Map<string, string>()
  for (const code of ['330102', '330106', '330110']) venues.set(code, (await buildVenue(db, { districtCode: code })).id)
  const people: { id: string }[] = []
  for (const one of history.people) {
    const person = await buildPerson(db)
    people.push(person)
    if (one.primary !== null) await buildMembership(db, person.id, at(groups, one.primary).id, { primary: true })
    for (const other of one.others) if (other !== one.primary) await buildMembership(db, person.id, at(groups, other).id)
  }
  const secretary = asPerson(
    await buildPerson(db),
    groups.map((g) => groupGrant('secretary', g.id)),
  )
  const held: { id: string; startsAt: Date; came: string[] }[] = []
  for (const plan of history.activities) {
    const startsAt = new Date(Date.parse('2026-08-01T00:00:00+08:00') + (plan.day * 24 + plan.hour) * 3_600_000)
    const located = venues.has(plan.place)
    const activity = await buildActivity(
      db,
      plan.hosts.map((i) => at(groups, i).id),
      {
        startsAt,
        reportedOn: new Date(startsAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10),
        kindCode: plan.kind,
        mode: plan.place === 'ONLINE' ? 'online' : 'onsite',
        districtCode: located ? plan.place : null,
        venueId: venues.get(plan.place) ?? null,
        ...(plan.end === 'cancelled' ? { status: 'cancelled', cancelledAt: startsAt, countedReason: 'cancelled' } : {}),
      },
    )
    const came = plan.came.map((i) => at(people, i).id)
    const representsId =
      plan.represents === null
        ? null
        : at(
            plan.hosts.map((i) => at(groups, i).id),
            plan.represents,
          )
    for (const personId of came)
      await db.insert(rsvps).values({ activityId: activity.id, personId, placedById: personId, status: 'going', representsId })
    if (plan.end === 'cancelled') continue
    if (came.length > 0)
      await enterPaper(ctxOf(db, secretary, new Date(startsAt.getTime() + 600_000)), { activityId: activity.id, personIds: came })
    const after = ctxOf(db, secretary, new Date(startsAt.getTime() + 86_400_000))
    const ending = { activityId: activity.id, noShows: [], excused: [], wereHere: [] }
    if (plan.end === 'closed') await closeActivity(after, { ...ending, texts: { zh: '记' }, guests: plan.guests })
    if (plan.end === 'no_recap') await finaliseActivity(after, ending)
    held.push({ id: activity.id, startsAt, came })
  }
  const admin = ctxOf(db, asPerson(await buildPerson(db), [networkGrant('network_admin')]), new Date('2026-11-10T02:00:00Z'))
  return { groups, people, venues, held, secretary, admin }
}

const database = testDatabase()
const period = { fromOn: '2026-08-01', toOn: '2026-11-01' }
const runs = { numRuns: Number(process.env.HUI_RUNS || 8) }

const onHistories = (check: (city: Awaited<ReturnType<typeof playHistory>>, db: Db, history: History) => Promise<void>) =>
  fc.assert(
    fc.asyncProperty(histories, (history) => rolledBack(database.db, async (db) => check(await playHistory(db, history), db, history))),
    runs,
  )
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)
const everything = async (ctx: Ctx) => {
  const views = []
  for (const by of ['month', 'kind', 'district', 'group'] as const) {
    const { total, parts } = await getStatistics(ctx, period, by)
    views.push({ total, parts: [...parts].sort((a, b) => (a.key < b.key ? -1 : 1)) })
  }
  return views
}

it('1 to 4: hosts, months, kinds, districts, credited groups and members add up, and every number has as many rows', () =>
  onHistories(async ({ admin }, _, history) => {
    const by = async (mode: 'lead' | 'share' | 'full') => (await getStatistics(admin, period, 'group', mode)).partSums.activities
    const { activities } = (await getStatistics(admin, period, 'month')).total
    expect(await by('lead')).toBe(activities)
    expect(await by('share')).toBeCloseTo(activities, 6)
    const full = await by('full')
    expect(full).toBeGreaterThanOrEqual(activities)
    if (history.activities.every((a) => a.hosts.length === 1)) expect(full).toBe(activities)
    const views = await everything(admin)
    const { total } = views[0] as (typeof views)[number]
    for (const view of views) {
      expect(view.total).toEqual(total)
      expect(sum(view.parts.map((p) => p.attendances))).toBe(total.attendances)
      expect(sum(view.parts.map((p) => p.people))).toBeGreaterThanOrEqual(total.people)
    }
    for (const view of views.slice(0, 3)) expect(sum(view.parts.map((p) => p.activities))).toBe(total.activities)
    expect(total.people).toBeLessThanOrEqual(total.attendances)
    const s = await getStatistics(admin, period, 'district')
    expect(s.members).toBeLessThanOrEqual(s.memberships)
    for (const metric of ['activities', 'attendances', 'people'] as const) {
      expect((await listFigureRows(admin, period, metric)).total).toBe(s.total[metric])
      for (const part of s.parts)
        expect((await listFigureRows(admin, { ...period, districtCode: part.key }, metric)).rows).toHaveLength(part[metric])
    }
  }))

it('5: void and re-record, or finalising twice, changes no total', () =>
  onHistories(async ({ admin, secretary, held }, db) => {
    const totals = async () => {
      const { activities, attendances, people, guests, away } = (await getStatistics(admin, period, 'month')).total
      return { activities, attendances, people, guests, away }
    }
    const before = await totals()
    for (const { id, startsAt, came } of held) {
      const ctx = ctxOf(db, secretary, new Date(startsAt.getTime() + 90_000_000))
      const [personId] = came
      if (personId) {
        await voidCheckIn(ctx, { activityId: id, personId, reason: 'wrong_data' })
        await tickOnRoster(ctx, { activityId: id, personId })
      }
      if ((await getActivitySubject(ctx, id)).status === 'finalised')
        await finaliseActivity(ctx, { activityId: id, noShows: came, excused: [], wereHere: [] })
    }
    expect(await totals()).toEqual(before)
  }))

it('6: moving a venue to another district or a member to another group moves no past count', () =>
  onHistories(async ({ admin, groups }, db) => {
    const before = await everything(admin)
    await db.update(venues).set({ districtCode: '330102' })
    const [primary] = await db.select().from(memberships).where(eq(memberships.primary, true))
    const other = primary && groups.find((g) => g.id !== primary.groupId)
    if (primary && other) {
      await db.update(memberships).set({ primary: false, status: 'left' }).where(eq(memberships.id, primary.id))
      await db.update(membershipPeriods).set({ leftOn: '2026-11-05' }).where(eq(membershipPeriods.membershipId, primary.id))
    }
    expect(await everything(admin)).toEqual(before)
  }))

it('7: erasing a person changes no total', () =>
  onHistories(async ({ admin, people }, db) => {
    const before = await everything(admin)
    for (const person of people.slice(0, 2)) await erasePerson(admin, { personId: person.id })
    expect(await everything(admin)).toEqual(before)
    const [left] = await db
      .select()
      .from(attendances)
      .where(and(eq(attendances.personId, people[0]?.id ?? '')))
      .limit(1)
    expect(left === undefined || left.personId === people[0]?.id).toBe(true)
  }))
