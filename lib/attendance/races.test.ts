import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type Db, rowsOf } from '@/db/client'
import { rsvps } from '@/db/schema/rsvps'
import { freshPostgres } from '@/db/testing/database'
import { buildActivity, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'

const PROCESSES = 4
const PEOPLE = 50
const firstSeen = new Date('2026-11-10T18:50:00+08:00')

type Helper = { child: ChildProcessWithoutNullStreams; answer: () => Promise<string> }

async function startHelper(url: string): Promise<Helper> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'db/testing/door-race.ts', url], { cwd: process.cwd() })
  const errors: string[] = []
  child.stderr.on('data', (chunk) => errors.push(String(chunk)))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error(`a helper's process ended: ${errors.join('')}`)
    return value as string
  }
  expect(await answer()).toBe('ready')
  return { child, answer }
}

/**
 * Four processes tick the same people at one door at once, each a minute apart by its own clock, after `change` has
 * taken something away from the database. Tells what came of it.
 */
async function race(change: (db: Db) => Promise<void> = async () => {}) {
  const database = await freshPostgres()
  const helpers: Helper[] = []
  try {
    const { db } = database
    await buildNetwork(db)
    const host = await buildGroup(db)
    const activity = await buildActivity(db, [host.id])
    const personIds: string[] = []
    for (let i = 0; i < PEOPLE; i++) {
      const { id } = await buildPerson(db)
      await buildMembership(db, id, host.id, { primary: true })
      await db.insert(rsvps).values({ activityId: activity.id, personId: id, placedById: id, status: 'going' })
      personIds.push(id)
    }
    await change(db)
    helpers.push(...(await Promise.all(Array.from({ length: PROCESSES }, () => startHelper(database.url)))))
    const rounds = await Promise.all(
      helpers.map(async ({ child, answer }, i) => {
        const helper = await buildPerson(db)
        const now = new Date(firstSeen.getTime() + (PROCESSES - 1 - i) * 60_000)
        child.stdin.write(`${JSON.stringify({ helperId: helper.id, activityId: activity.id, now, personIds })}\n`)
        return JSON.parse(await answer()) as { done: number; refused: string[] }
      }),
    )
    const [counted] = await rowsOf<{ rows: number; people: number; entries: number; true_times: number }>(
      db,
      sql`select (select count(*)::int from attendances) as rows, (select count(distinct person_id)::int from attendances) as people,
        (select count(*)::int from check_in_entries) as entries,
        (select count(*)::int from attendances a where a.in_at = (select min(e.known_at) from check_in_entries e where e.person_id = a.person_id)) as true_times`,
    )
    return { ...counted, done: rounds.reduce((n, r) => n + r.done, 0), refused: rounds.flatMap((r) => r.refused) }
  } finally {
    await Promise.all(
      helpers.map(({ child }) => {
        const ended = new Promise((resolve) => child.once('exit', resolve))
        child.stdin.end()
        return ended
      }),
    )
    await database.close()
  }
}

/** Takes the lock on (activity, person) away: a function of the same name that holds nothing goes before the real one. */
async function withoutLock(db: Db): Promise<void> {
  await db.execute(sql`create function public.pg_advisory_xact_lock(bigint) returns void language sql as 'select'`)
  await db.execute(sql`do $$ begin execute format('alter database %I set search_path = public, pg_catalog', current_database()); end $$`)
}
const withoutConstraint = (db: Db) => db.execute(sql`alter table attendances drop constraint attendances_once`)

describe('two helpers on one person at once', () => {
  it('make one attendance with every witness, at the time of the first', async () => {
    expect(await race()).toEqual({
      rows: PEOPLE,
      people: PEOPLE,
      entries: PEOPLE * PROCESSES,
      true_times: PEOPLE,
      done: PEOPLE * PROCESSES,
      refused: [],
    })
  })

  it('negative control: without the lock the constraint still refuses a second attendance', async () => {
    const { rows, people, refused } = await race(withoutLock)
    expect(rows).toBe(people)
    expect(refused).toContain('23505')
  })

  it('negative control: without lock and constraint there are two', async () => {
    const { rows = 0 } = await race(async (db) => {
      await withoutLock(db)
      await withoutConstraint(db)
    })
    expect(rows).toBeGreaterThan(PEOPLE)
  })
})
