import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase, type Db, openDatabase, openPostgres, rowsOf } from '@/db/client'
import { sessions } from '@/db/schema/accounts'
import { freshPostgres } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildPerson } from '@/db/testing/factories'
import { hashOf } from '@/lib/auth/session'
import { actionHeaders, actionId, startProduction } from './production'
import { freePort } from './work.mjs'

const KILLS = 20
const PEOPLE = 60
const ACTIVITIES = 30
const PLACES = 20
const AT_ONCE = 16
const DAY = 86_400_000

type Wish = { activityId: string; slug: string; token: string; personId: string }
type Acknowledged = Wish & { status: string }

const embedded = process.env.HUI_TEST_DATABASE !== 'postgres'
const folder = mkdtempSync(join(tmpdir(), 'hui-kill-'))
let postgres: Awaited<ReturnType<typeof freshPostgres>> | undefined
let server: ChildProcess | undefined
let wishes: Wish[] = []

/** Looks into the database while no server has it. */
async function withDatabase<T>(look: (db: Db) => Promise<T>): Promise<T> {
  if (postgres) {
    const opened = await openPostgres(postgres.url, 2)
    return look(opened.db).finally(opened.close)
  }
  process.env.DATA_DIR = folder
  process.env.DATABASE_URL = ''
  const { db } = await openDatabase()
  return look(db).finally(closeDatabase)
}

async function plant(db: Db): Promise<Wish[]> {
  await buildNetwork(db)
  const group = await buildGroup(db)
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => buildPerson(db)))
  const tokens = people.map(({ id }) => `kill-${id}`)
  await db
    .insert(sessions)
    .values(people.map(({ id }, i) => ({ sessionToken: hashOf(tokens[i] as string), userId: id, expires: new Date(Date.now() + DAY) })))
  const planned: Wish[] = []
  for (let n = 0; n < ACTIVITIES; n++) {
    const { id, slug } = await buildActivity(db, [group.id], { capacity: PLACES, startsAt: new Date(Date.now() + 10 * DAY) })
    planned.push(...people.map((person, i) => ({ activityId: id, slug, personId: person.id, token: tokens[i] as string })))
  }
  return planned
}

async function startServer(port: number): Promise<ChildProcess> {
  server = await startProduction(port, { DATABASE_URL: postgres?.url ?? '', DATA_DIR: folder })
  return server
}

/** What the browser posts as somebody presses "I'm going"; the answer's status, null when none came. */
async function rsvpOver(port: number, id: string, wish: Wish): Promise<string | null> {
  try {
    const answer = await fetch(`http://localhost:${port}/en/activities/${wish.slug}`, {
      method: 'POST',
      headers: actionHeaders(`http://localhost:${port}`, id, wish.token),
      body: JSON.stringify([{ activityId: wish.activityId, companions: 0, companionNames: [], answers: {} }]),
    })
    const text = await answer.text()
    return /"ok":true.*?"status":"(\w+)"/.exec(text)?.[1] ?? null
  } catch {
    return null
  }
}

/** Posts 16 at a time until the server is killed; what was acknowledged. */
async function rsvpUntilKilled(port: number, child: ChildProcess, id: string, left: Wish[], after: number): Promise<Acknowledged[]> {
  const heard: Acknowledged[] = []
  let killed = false
  child.once('exit', () => {
    killed = true
  })
  let timer: NodeJS.Timeout | undefined
  const walk = async () => {
    while (!killed) {
      const wish = left.pop()
      if (!wish) return
      const status = await rsvpOver(port, id, wish)
      if (!status) {
        left.unshift(wish)
        continue
      }
      heard.push({ ...wish, status })
      timer ??= setTimeout(() => child.kill('SIGKILL'), after)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, walk))
  clearTimeout(timer)
  if (!killed) {
    child.kill('SIGKILL')
    await new Promise((done) => child.once('exit', done))
  }
  return heard
}

/** Whatever is wrong with what the database holds, given all that was acknowledged so far. */
async function wrongs(db: Db, acknowledged: Acknowledged[]): Promise<string[]> {
  const rows = await rowsOf<{ id: string; key: string; status: string; history: number; notices: number; mails: number }>(
    db,
    sql`select r.id, r.activity_id || ' ' || r.person_id as key, r.status,
          (select count(*)::int from history_entries h where h.verb = 'rsvp.placed' and h.subject_id = r.id::text) as history,
          (select count(*)::int from notices n where n.ids ->> 'rsvpId' = r.id::text) as notices,
          (select count(*)::int from outbox_messages o where o.values ->> 'rsvpId' = r.id::text) as mails
        from rsvps r`,
  )
  const held = new Map(rows.map((row) => [row.key, row.status]))
  const found = acknowledged
    .filter(({ activityId, personId, status }) => held.get(`${activityId} ${personId}`) !== status)
    .map(({ activityId, personId, status }) => `lost: ${activityId} ${personId} ${status}`)
  for (const row of rows)
    if (row.history !== 1 || row.notices !== 2 || row.mails !== 1)
      found.push(`half: ${row.id} has ${row.history} entries, ${row.notices} notices, ${row.mails} mails`)
  const full = await rowsOf<{ id: string; going: number; waiting: number }>(
    db,
    sql`select activity_id as id, count(*) filter (where status = 'going')::int as going, count(*) filter (where status = 'waitlisted')::int as waiting
        from rsvps group by activity_id`,
  )
  for (const { id, going, waiting } of full)
    if (going > PLACES || (waiting > 0 && going < PLACES)) found.push(`${id}: ${going} going, ${waiting} waiting`)
  return found
}

beforeAll(async () => {
  if (!embedded) postgres = await freshPostgres()
  wishes = await withDatabase(plant)
})

afterAll(async () => {
  server?.kill('SIGKILL')
  await postgres?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('kill -9 of the server during RSVPs', () => {
  it(`loses nothing acknowledged and leaves nothing half, ${KILLS} times`, { timeout: 600_000 }, async () => {
    const port = await freePort()
    const id = actionId('rsvpAction')
    const left = [...wishes]
    const acknowledged: Acknowledged[] = []
    let rounds = 0
    for (let kill = 0; kill < KILLS; kill++) {
      const child = await startServer(port)
      const heard = await rsvpUntilKilled(port, child, id, left, 40 + ((kill * 97) % 360))
      if (heard.length > 0) rounds++
      acknowledged.push(...heard)
      expect(await withDatabase((db) => wrongs(db, acknowledged))).toEqual([])
    }
    expect(rounds).toBe(KILLS)
    expect(acknowledged.length).toBeGreaterThan(KILLS * 5)
  })

  it('would see a lost and a half RSVP', async () => {
    const [wish] = wishes
    if (!wish) throw new Error('no wishes')
    await withDatabase(async (db) => {
      expect(await wrongs(db, [{ ...wish, personId: 'nobody', status: 'going' }])).toEqual([expect.stringMatching(/^lost/)])
      await db.execute(
        sql`delete from notices where id = (select id from notices where ids ->> 'rsvpId' is not null and channel = 'in_app' limit 1)`,
      )
      expect(await wrongs(db, [])).toEqual([expect.stringMatching(/^half/)])
    })
  })
})
