import { and, asc, eq, inArray, isNull, lte, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { jobs } from '@/db/schema/jobs'
import { systemActor, systemCtx } from '../auth/actor'
import type { Ctx } from '../ctx'
import { AppError, type ErrorCode } from '../errors'
import { log } from '../log'
import { deliverDue } from '../notices/deliver'
import { type Handler, handlers } from './handlers'

type Job = typeof jobs.$inferSelect

const LEASE_MS = 60_000
const HEARTBEAT_MS = 20_000
const MAX_ATTEMPTS = 8
const EVERY_KEY = 'every'
/** Refusals that may pass by themselves; any other refusal ends the job. */
const passing = new Set<ErrorCode>(['unavailable', 'internal', 'conflict'])

/** Seconds to wait before the next try: 10, 20, 40 … at most an hour. */
const backoffSeconds = (attempts: number): number => Math.min(3600, 5 * 2 ** Math.min(attempts, 12))

/** Long jobs, or all the others. */
type Lane = 'long' | 'short'

/**
 * Runs the jobs of a lane (default: of both) that are due at ctx.now, one after the other, and returns how many it ran. A job whose process died is
 * taken up again when its lease ends, so handlers must bear running twice.
 */
export async function runDueJobs(ctx: Ctx, bound: readonly Handler[] = handlers, lane?: Lane): Promise<number> {
  const long = bound.filter(({ isLong }) => isLong).map(({ definition }) => definition.name as string)
  const named = lane === 'long' ? inArray(jobs.name, long) : lane === 'short' ? notInArray(jobs.name, long) : undefined
  let ran = 0
  for (let job = await claim(ctx, named); job; job = await claim(ctx, named)) {
    await run(ctx, job, bound)
    ran++
  }
  return ran
}

/** Takes the oldest due job for a minute; other processes skip it. */
function claim(ctx: Ctx, named: SQL | undefined): Promise<Job | undefined> {
  return inTransaction(ctx, async (ctx) => {
    const [found] = await ctx.db
      .select({ id: jobs.id })
      .from(jobs)
      .where(
        and(
          named,
          isNull(jobs.doneAt),
          isNull(jobs.failedAt),
          lte(jobs.runAt, ctx.now),
          or(isNull(jobs.leasedUntil), lte(jobs.leasedUntil, ctx.now)),
        ),
      )
      .orderBy(asc(jobs.runAt), asc(jobs.id))
      .limit(1)
      .for('update', { skipLocked: true })
    if (!found) return undefined
    const [claimed] = await ctx.db
      .update(jobs)
      .set({ leasedUntil: new Date(ctx.now.getTime() + LEASE_MS), attempts: sql`${jobs.attempts} + 1` })
      .where(eq(jobs.id, found.id))
      .returning()
    return claimed
  })
}

async function run(ctx: Ctx, job: Job, bound: readonly Handler[]): Promise<void> {
  const handler = bound.find(({ definition }) => definition.name === job.name)
  const mine = eq(jobs.id, job.id)
  const started = Date.now()
  const heartbeat = setInterval(() => {
    const leasedUntil = new Date(ctx.now.getTime() + Date.now() - started + LEASE_MS)
    ctx.db
      .update(jobs)
      .set({ leasedUntil })
      .where(mine)
      .execute()
      .catch(() => {})
  }, HEARTBEAT_MS)
  try {
    if (!handler) throw new AppError('not_found')
    await handler.run({ ...ctx, actor: systemActor(job.name) }, handler.definition.payload.parse(job.payload) as never)
    const next = handler.everySeconds && job.key === EVERY_KEY ? new Date(ctx.now.getTime() + handler.everySeconds * 1000) : null
    await ctx.db
      .update(jobs)
      .set({ leasedUntil: null, error: null, ...(next ? { runAt: next, attempts: 0 } : { doneAt: ctx.now }) })
      .where(mine)
  } catch (error) {
    // A code only: messages of the database repeat the values of a statement.
    const code = error instanceof AppError ? error.code : ((error as { code?: string }).code ?? (error as Error).name)
    log.error({ err: error, job: job.name, attempts: job.attempts }, 'job failed')
    const over = job.key !== EVERY_KEY && (job.attempts >= MAX_ATTEMPTS || (error instanceof AppError && !passing.has(error.code)))
    const runAt = new Date(ctx.now.getTime() + backoffSeconds(job.attempts) * 1000)
    await ctx.db
      .update(jobs)
      .set({ leasedUntil: null, error: String(code), ...(over ? { failedAt: ctx.now } : { runAt }) })
      .where(mine)
  } finally {
    clearInterval(heartbeat)
  }
}

/** Puts every recurring job into the queue that is not there yet: one row each, moved on after every run. */
export async function scheduleRecurring(ctx: Ctx, bound: readonly Handler[] = handlers): Promise<void> {
  const rows = bound.filter(({ everySeconds }) => everySeconds)
  if (rows.length === 0) return
  await ctx.db
    .insert(jobs)
    .values(rows.map(({ definition }) => ({ name: definition.name, payload: {}, key: EVERY_KEY, runAt: ctx.now })))
    .onConflictDoNothing()
}

export type Worker = { stop: () => Promise<void> }
const POLL_MS = 1000
const shared = globalThis as unknown as { huiWorker?: Worker }

/** Mails, the short jobs, and the mails that these wrote; each by the clock as it begins, however long the mails before it took. */
export async function runRound(
  makeCtx: () => Promise<Ctx>,
  bound: readonly Handler[],
  deliver: (ctx: Ctx) => Promise<number> = deliverDue,
) {
  await deliver(await makeCtx())
  await runDueJobs(await makeCtx(), bound, 'short')
  await deliver(await makeCtx())
}

type Options = { makeCtx?: () => Promise<Ctx>; bound?: readonly Handler[] }

/**
 * Starts this process's worker: every second the due jobs and mails, never two rounds at once; long jobs go their own
 * rounds beside. `stop` waits for the rounds under way.
 */
export function startWorker({ makeCtx = () => systemCtx('worker'), bound = handlers }: Options = {}): Worker {
  if (shared.huiWorker) return shared.huiWorker
  let scheduled = false
  const loops = [
    startLoop(async () => {
      if (!scheduled) await scheduleRecurring(await makeCtx(), bound)
      scheduled = true
      await runRound(makeCtx, bound)
    }),
    startLoop(async () => void (await runDueJobs(await makeCtx(), bound, 'long'))),
  ]
  shared.huiWorker = {
    stop: async () => {
      shared.huiWorker = undefined
      await Promise.all(loops.map((stop) => stop()))
    },
  }
  return shared.huiWorker
}

/** Goes round every second until it is stopped; stopping waits for the round under way. */
function startLoop(round: () => Promise<void>): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let current = Promise.resolve()
  const next = () => {
    if (stopped) return
    timer = setTimeout(() => {
      current = round()
        .catch((error) => log.error({ err: error }, 'worker round failed'))
        .finally(next)
    }, POLL_MS)
    timer.unref?.()
  }
  next()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await current
  }
}
