import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Ctx } from '@/lib/ctx'
import type { Grant } from '@/lib/policy/actor'
import { type Db, preparing } from '../client'
import { asPerson, ctxOf } from './actors'

/** A command to run: `module` is a path from the house's root, `command` an export of it. */
export type RaceJob = {
  module: string
  command: string
  personId: string
  grants?: Grant[]
  memberOf?: string[]
  input: unknown
  now: string
}
export type RacePlan = { url: string; jobs: RaceJob[]; connections: number; withoutLocks: boolean }
export type RaceResult = { ok: true; value: unknown } | { ok: false; error: string }

/**
 * The negative control: the same client, which leaves `for update` out of what it sends, and lingers between what it
 * reads of the RSVPs and what it does with it, so that a missing lock shows every time. No production code knows of it.
 */
function withoutLocks<T extends object>(client: T): T {
  type Callback = (inner: object) => unknown
  return new Proxy(client, {
    get(target, key) {
      const value = Reflect.get(target, key) as (...args: unknown[]) => unknown
      if (key === 'unsafe') return (query: string, ...rest: unknown[]) => value.call(target, unlocked(query), ...rest)
      if (key === 'begin' || key === 'savepoint')
        return (...args: unknown[]) =>
          value.call(target, ...args.slice(0, -1), (inner: object) => (args.at(-1) as Callback)(withoutLocks(inner)))
      return value
    },
  })
}

const unlocked = (query: string): string =>
  query
    .replace(/ for (no key )?update( of [\w".]+)?/gi, '')
    .replace(/^select (.*) from "rsvps" where /i, 'select $1 from "rsvps" where (select pg_sleep(0.05)::text) is not null and ')

async function run(plan: RacePlan): Promise<void> {
  const client = postgres(plan.url, { max: plan.connections, onnotice: () => {} })
  const db = drizzle(preparing(plan.withoutLocks ? withoutLocks(client) : client)) as unknown as Db
  const commands = await Promise.all(
    plan.jobs.map(async (job) => {
      const found = await import(pathToFileURL(`${process.cwd()}/${job.module}.ts`).href)
      return found[job.command] as (ctx: Ctx, input: unknown) => Promise<unknown>
    }),
  )
  await Promise.all(Array.from({ length: plan.connections }, () => client`select 1`))
  process.stdout.write('ready\n')
  await new Promise<void>((resolve) => createInterface({ input: process.stdin }).once('line', () => resolve()))
  const results = await Promise.all(
    plan.jobs.map(async (job, i): Promise<RaceResult> => {
      const ctx = ctxOf(db, asPerson({ id: job.personId }, job.grants ?? [], job.memberOf ?? []), new Date(job.now))
      try {
        return { ok: true, value: await commands[i]?.(ctx, job.input) }
      } catch (error) {
        return { ok: false, error: (error as { code?: string }).code ?? String(error) }
      }
    }),
  )
  await client.end()
  process.stdout.write(`${JSON.stringify(results)}\n`)
  process.exit(0)
}

if (process.argv[2]) await run(JSON.parse(process.argv[2]) as RacePlan)
