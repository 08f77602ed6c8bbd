import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { people } from '@/db/schema/accounts'
import { asPerson, ctxOf, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildPerson } from '@/db/testing/factories'
import { systemActor } from '../auth/actor'
import { getSeals, listHistory } from './queries'
import { record } from './record'
import { historyFilterSchema } from './schema'
import { sealHistory } from './seal'

const database = testDatabase()
const at = (iso: string) => new Date(iso)

async function buildWorld(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db, { names: { en: 'Readers' }, slug: 'readers' })
  const activity = await buildActivity(db, [group.id], { titles: { en: 'Salon' }, slug: 'salon' })
  const zhao = await buildPerson(db, { displayName: 'Zhao Ming' })
  const left = await buildPerson(db, { displayName: '', email: null, status: 'erased', erasedAt: at('2026-11-01T00:00:00Z') })
  const by = (person: { id: string }, iso: string) => ctxOf(db, asPerson(person), at(iso))
  await record(by(zhao, '2026-11-01T10:00:00Z'), 'activity.published', { type: 'activity', id: activity.id }, { flags: '' })
  await record(
    by(zhao, '2026-11-02T10:00:00Z'),
    'membership.accepted',
    { type: 'membership', id: zhao.id.replace(/^./, 'f') },
    { groupId: group.id },
  )
  await record(by(left, '2026-11-02T11:00:00Z'), 'rsvp.placed', { type: 'rsvp', id: 'x' }, { activityId: activity.id })
  await record(ctxOf(db, systemActor('activities/finalise-due'), at('2026-11-03T10:00:00Z')), 'activity.finalised', {
    type: 'activity',
    id: activity.id,
  })
  const auditor = ctxOf(db, asPerson(zhao, [networkGrant('auditor')]), at('2026-11-03T12:00:00Z'))
  return { group, activity, zhao, left, auditor, by }
}
type World = Awaited<ReturnType<typeof buildWorld>>
const scene = (name: string, run: (world: World, db: Db) => Promise<void>) =>
  it(name, () => rolledBack(database.db, async (db) => run(await buildWorld(db), db)))
const asked = (over: Record<string, string> = {}) => historyFilterSchema.parse(over)

describe('the history', () => {
  scene('is the newest first, with who and what in their names now; who was erased has none', async ({ auditor }) => {
    const { entries, nextCursor } = await listHistory(auditor, asked())
    expect(entries.map(({ verb, actor, thing }) => [verb, actor?.names ?? null, thing?.names, thing?.href])).toEqual([
      ['activity.finalised', null, { en: 'Salon' }, '/activities/salon'],
      ['rsvp.placed', null, { en: 'Salon' }, '/activities/salon'],
      ['membership.accepted', { und: 'Zhao Ming' }, { en: 'Readers' }, '/groups/readers'],
      ['activity.published', { und: 'Zhao Ming' }, { en: 'Salon' }, '/activities/salon'],
    ])
    expect(entries[1]?.actorId).not.toBeNull()
    expect(nextCursor).toBeNull()
  })

  scene('is filtered by actor, noun, verb, subject and days', async ({ auditor, zhao, activity }) => {
    const verbs = async (over: Record<string, string>) => (await listHistory(auditor, asked(over))).entries.map((entry) => entry.verb)
    expect(await verbs({ actor: zhao.id })).toEqual(['membership.accepted', 'activity.published'])
    expect(await verbs({ verb: 'activity' })).toEqual(['activity.finalised', 'activity.published'])
    expect(await verbs({ verb: 'activity.published' })).toEqual(['activity.published'])
    expect(await verbs({ subject: activity.id })).toEqual(['activity.finalised', 'activity.published'])
    expect(await verbs({ from: '2026-11-02', to: '2026-11-02' })).toEqual(['rsvp.placed', 'membership.accepted'])
    expect(await verbs({ actor: "'; drop", verb: 'A B', from: 'never' })).toHaveLength(4)
  })

  scene('is paged by key, without a gap', async ({ auditor }) => {
    const found: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof listHistory>> = await listHistory(auditor, asked({ cursor }), 1)
      found.push(...page.entries.map((entry) => entry.verb))
      cursor = page.nextCursor
    }
    expect(found).toEqual(['activity.finalised', 'rsvp.placed', 'membership.accepted', 'activity.published'])
  })

  scene('says of each day whether it is sealed, and of a tampered one that its seal is broken', async ({ auditor, zhao }, db) => {
    await sealHistory(ctxOf(db, systemActor('history/seal'), at('2026-11-03T06:00:00Z')))
    const days = ['2026-11-01', '2026-11-02', '2026-11-03']
    expect([...(await getSeals(auditor, days, false)).values()]).toEqual(['sealed', 'sealed', 'open'])
    expect([...(await getSeals(auditor, days, true)).values()]).toEqual(['verified', 'verified', 'open'])
    await db.execute(sql`alter table history_entries disable trigger history_entries_append_only`)
    await db.execute(sql`update history_entries set actor_id = ${zhao.id} where verb = 'rsvp.placed'`)
    expect([...(await getSeals(auditor, days, true)).values()]).toEqual(['verified', 'broken', 'open'])
  })

  scene('is for network administrators and auditors', async ({ zhao }, db) => {
    await expect(listHistory(ctxOf(db, asPerson(zhao)), asked())).rejects.toMatchObject({ code: 'forbidden' })
    await expect(getSeals(ctxOf(db, { kind: 'visitor' }), ['2026-11-01'], true)).rejects.toMatchObject({ code: 'sign_in_required' })
    expect(await db.select().from(people)).not.toEqual([])
  })
})
