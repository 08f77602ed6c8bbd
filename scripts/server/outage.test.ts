import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPostgres } from '@/db/client'
import { migrateUnderLock } from '@/db/migrate'
import { sessions } from '@/db/schema/accounts'
import { buildActivity, buildGroup, buildNetwork, buildPerson } from '@/db/testing/factories'
import { hashOf } from '@/lib/auth/session'
import { ownCluster } from '../postgres.mjs'
import { actionHeaders, actionId, startProduction } from '../production'
import { freePort } from '../work.mjs'

const AT_ONCE = 12
const DAY = 86_400_000
const TOKEN = 'outage'

/** `refused`: as it should while the database is gone. `broken`: as it never should. */
type Heard = { kind: string; outcome: 'good' | 'refused' | 'broken'; askedAt: number; heardAt: number; said: string }

const folder = mkdtempSync(join(tmpdir(), 'hui-outage-'))
let cluster: Awaited<ReturnType<typeof ownCluster>>
let server: ChildProcess
let address: string
let activity: { id: string; slug: string }
let over = false

beforeAll(async () => {
  cluster = await ownCluster()
  const opened = await openPostgres(cluster.url, 2)
  await migrateUnderLock(opened)
  await buildNetwork(opened.db)
  const group = await buildGroup(opened.db)
  const person = await buildPerson(opened.db)
  activity = await buildActivity(opened.db, [group.id], { startsAt: new Date(Date.now() + 10 * DAY) })
  await opened.db.insert(sessions).values({ sessionToken: hashOf(TOKEN), userId: person.id, expires: new Date(Date.now() + DAY) })
  await opened.close()
  const port = await freePort()
  address = `http://localhost:${port}`
  server = await startProduction(port, { DATABASE_URL: cluster.url, DATA_DIR: folder })
})

afterAll(async () => {
  over = true
  server?.kill('SIGKILL')
  await cluster?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What a page, the API, an action and the readiness check are asked; an action says in its answer that it could not. */
const requests: Record<string, () => Promise<Response>> = {
  'a page for everybody': () => fetch(`${address}/en/groups?q=${Math.random()}`),
  'a page of a person': () =>
    fetch(`${address}/en/activities/${activity.slug}`, { headers: { cookie: `next-auth.session-token=${TOKEN}` } }),
  'the API': () => fetch(`${address}/api/v1/groups`),
  'an action': () =>
    fetch(`${address}/en/activities/${activity.slug}`, {
      method: 'POST',
      headers: actionHeaders(address, actionId('rsvpAction'), TOKEN),
      body: JSON.stringify([{ activityId: activity.id, companions: 0, companionNames: [], answers: {} }]),
    }),
  readyz: () => fetch(`${address}/api/readyz`),
}

async function ask(kind: string): Promise<Heard> {
  const askedAt = performance.now()
  const heard = (outcome: Heard['outcome'], said: string): Heard => ({ kind, outcome, askedAt, heardAt: performance.now(), said })
  try {
    const answer = await (requests[kind] as () => Promise<Response>)()
    const text = await answer.text()
    const said = `${answer.status} ${text.slice(-200)}`
    if (answer.status === 503) return heard(answer.headers.get('retry-after') ? 'refused' : 'broken', said)
    if (answer.status !== 200) return heard('broken', said)
    if (kind !== 'an action') return heard('good', said)
    if (text.includes('"code":"unavailable"')) return heard('refused', said)
    return heard(/"ok":(true|false)/.test(text) && !text.includes('"internal"') ? 'good' : 'broken', said)
  } catch (error) {
    return heard('broken', String(error))
  }
}

it('PostgreSQL stopped immediately under load: 503 with Retry-After and nothing else, and back in 10 s without a restart', async () => {
  const kinds = Object.keys(requests)
  const heard: Heard[] = []
  let hear = () => {}
  const walk = async (first: number) => {
    for (let n = first; !over; n++) {
      heard.push(await ask(kinds[n % kinds.length] as string))
      hear()
    }
  }
  /** Until every kind of request was answered so, `times` times, when asked after `since`. */
  const until = (outcome: Heard['outcome'], times: number, since = 0) =>
    new Promise<void>((done) => {
      hear = () => {
        const had = (kind: string) => heard.filter((one) => one.kind === kind && one.outcome === outcome && one.askedAt > since).length
        if (kinds.every((kind) => had(kind) >= times)) done()
      }
    })

  const walks = Array.from({ length: AT_ONCE }, (_, i) => walk(i))
  await until('good', 5)
  await cluster.stop('SIGQUIT')
  await until('refused', 20)
  const returningAt = performance.now()
  await cluster.start()
  const backAt = performance.now()
  await until('good', 1, backAt)
  const tookMs = performance.now() - backAt
  await until('good', 5, performance.now())
  over = true
  await Promise.all(walks)

  expect(heard.filter(({ outcome }) => outcome === 'broken')).toEqual([])
  expect(tookMs).toBeLessThan(10_000)
  expect(server.exitCode).toBeNull()
  const firstRefusal = Math.min(...heard.filter(({ outcome }) => outcome === 'refused').map(({ heardAt }) => heardAt))
  const tooHopeful = heard.filter(
    ({ kind, outcome, askedAt, heardAt }) => kind === 'readyz' && outcome === 'good' && askedAt > firstRefusal && heardAt < returningAt,
  )
  expect(tooHopeful).toEqual([])
})
