import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { historyEntries } from '@/db/schema/history'
import { restatements } from '@/db/schema/statistics'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { enterPaper, tickOnRoster, voidCheckIn } from '../attendance/commands/check-in'
import { excludeActivity, includeActivity } from '../attendance/commands/counted'
import { closeActivity, fileRecap, finaliseActivity } from '../attendance/commands/recap'
import { monthFigures } from '../attendance/commands/restate'
import { lockMonth } from './commands'
import { getStatistics } from './queries/figures'
import { listMonthLocks } from './queries/months'

const database = testDatabase()
const october = { fromOn: '2026-10-01', toOn: '2026-11-01' }
const starts = (day: number) => new Date(`2026-10-${day}T19:00:00+08:00`)

async function scene(db: Db) {
  await buildNetwork(db)
  const host = await buildGroup(db)
  const people: { id: string }[] = []
  for (let i = 0; i < 5; i++) {
    const person = await buildPerson(db)
    await buildMembership(db, person.id, host.id, { primary: true })
    people.push(person)
  }
  const secretary = asPerson(await buildPerson(db), [groupGrant('secretary', host.id)])
  const admin = asPerson(await buildPerson(db), [networkGrant('network_admin')])
  const at = (now: string) => ctxOf(db, admin, new Date(now))
  const hold = async (day: number, came: number) => {
    const activity = await buildActivity(db, [host.id], { startsAt: starts(day), reportedOn: `2026-10-${day}` })
    const personIds = people.slice(0, came).map((p) => p.id)
    await enterPaper(ctxOf(db, secretary, new Date(starts(day).getTime() + 600_000)), { activityId: activity.id, personIds })
    return activity
  }
  const by = (now: string) => ctxOf(db, secretary, new Date(now))
  const ending = { noShows: [], excused: [], wereHere: [] }
  return { people, at, by, hold, ending, admin }
}
const inScene = (fn: (s: Awaited<ReturnType<typeof scene>>, db: Db) => Promise<void>) =>
  rolledBack(database.db, async (db) => fn(await scene(db), db))

describe('lockMonth', () => {
  it('freezes the figures with rule version and hash, once, from the 8th on', () =>
    inScene(async (s, db) => {
      const held = await s.hold(10, 4)
      await closeActivity(s.by('2026-10-11T02:00:00Z'), { activityId: held.id, ...s.ending, texts: { zh: '记' }, guests: 2 })
      await expect(lockMonth(s.at('2026-11-07T02:00:00Z'), { month: '2026-10', scope: 'network' })).rejects.toMatchObject({
        code: 'month_lock_too_early',
      })
      const lock = await lockMonth(s.at('2026-11-08T02:00:00Z'), { month: '2026-10', scope: 'network' })
      expect(lock).toMatchObject({ figures: { activities: 1, attendances: 4, guests: 2, people: 4 }, ruleVersion: 'R-COUNT v1' })
      expect(lock.hash).toMatch(/^[0-9a-f]{64}$/)
      await expect(lockMonth(s.at('2026-11-09T02:00:00Z'), { month: '2026-10', scope: 'network' })).rejects.toMatchObject({
        code: 'month_locked',
      })
      expect(await db.select().from(historyEntries).where(eq(historyEntries.verb, 'month.locked'))).toHaveLength(1)
    }))

  it('ends what is provisional: a locked month misses no recap', () =>
    inScene(async (s) => {
      const held = await s.hold(10, 4)
      await finaliseActivity(s.by('2026-10-11T02:00:00Z'), { activityId: held.id, ...s.ending })
      const missing = async () => (await getStatistics(s.at('2026-11-20T02:00:00Z'), october, 'month')).recapsMissing
      expect(await missing()).toBe(1)
      await lockMonth(s.at('2026-11-08T02:00:00Z'), { month: '2026-10', scope: 'network' })
      expect(await missing()).toBe(0)
    }))

  it('is for the network administrator alone', () =>
    inScene(async (s, db) => {
      const month = { month: '2026-09', scope: 'network' as const }
      await expect(lockMonth(s.by('2026-11-08T02:00:00Z'), month)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(lockMonth(ctxOf(db, { kind: 'visitor' }), month)).rejects.toMatchObject({ code: 'sign_in_required' })
    }))
})

describe('locked + Σ restatements = live', () => {
  const holds = async (s: Awaited<ReturnType<typeof scene>>) => {
    const [lock] = await listMonthLocks(s.at('2026-11-20T02:00:00Z'), october)
    if (!lock) throw new Error('no lock')
    const live = await monthFigures(s.at('2026-11-20T02:00:00Z'), '2026-10', 'network')
    const restated = { ...lock.locked }
    for (const { delta } of lock.restatements)
      for (const key of ['activities', 'attendances', 'guests', 'people'] as const) restated[key] += delta[key]
    expect(restated).toEqual(live)
    return { live, restatements: lock.restatements.length }
  }

  it('holds through a late recap, a late finalising, a correction, a void, and setting aside', () =>
    inScene(async (s, db) => {
      const first = await s.hold(10, 4)
      await closeActivity(s.by('2026-10-11T02:00:00Z'), { activityId: first.id, ...s.ending, texts: { zh: '记' }, guests: 2 })
      const noRecap = await s.hold(30, 3)
      await finaliseActivity(s.by('2026-10-31T02:00:00Z'), { activityId: noRecap.id, ...s.ending })
      const open = await s.hold(31, 5)
      await lockMonth(s.at('2026-11-08T00:00:00Z'), { month: '2026-10', scope: 'network' })
      expect(await holds(s)).toMatchObject({ restatements: 0, live: { activities: 1, people: 4 } })

      await fileRecap(s.by('2026-11-09T02:00:00Z'), { activityId: noRecap.id, texts: { zh: '迟' }, guests: 1 })
      expect(await holds(s)).toMatchObject({ restatements: 1, live: { activities: 2, attendances: 7, guests: 3, people: 4 } })
      await closeActivity(s.by('2026-11-09T03:00:00Z'), { activityId: open.id, ...s.ending, texts: { zh: '迟' }, guests: 0 })
      expect(await holds(s)).toMatchObject({ restatements: 2, live: { activities: 3, attendances: 12, people: 5 } })

      const personId = s.people[4]?.id ?? ''
      await voidCheckIn(s.by('2026-11-07T02:00:00Z'), { activityId: open.id, personId, reason: 'wrong_data' })
      expect(await holds(s)).toMatchObject({ restatements: 3, live: { attendances: 11, people: 4 } })
      await tickOnRoster(s.by('2026-11-07T03:00:00Z'), { activityId: open.id, personId })
      expect(await holds(s)).toMatchObject({ restatements: 4, live: { attendances: 12, people: 5 } })

      await excludeActivity(s.at('2026-11-12T02:00:00Z'), { activityId: first.id, reason: 'double' })
      expect(await holds(s)).toMatchObject({ restatements: 5, live: { activities: 2 } })
      await includeActivity(s.at('2026-11-12T03:00:00Z'), { activityId: first.id })
      expect(await holds(s)).toMatchObject({ restatements: 6, live: { activities: 3 } })
      expect((await db.select().from(restatements)).map((r) => r.reason)).toEqual([
        'recap',
        'finalised',
        'check_in',
        'check_in',
        'excluded',
        'included',
      ])
    }))

  it('writes none for what changes no figure, nor for a month that is open', () =>
    inScene(async (s, db) => {
      const held = await s.hold(10, 4)
      await closeActivity(s.by('2026-10-11T02:00:00Z'), { activityId: held.id, ...s.ending, texts: { zh: '记' }, guests: 0 })
      expect(await db.select().from(restatements)).toHaveLength(0)
      await lockMonth(s.at('2026-11-08T00:00:00Z'), { month: '2026-10', scope: 'network' })
      await fileRecap(s.by('2026-11-09T02:00:00Z'), { activityId: held.id, texts: { zh: '改了字' }, guests: 0 })
      expect(await db.select().from(restatements)).toHaveLength(0)
    }))
})
