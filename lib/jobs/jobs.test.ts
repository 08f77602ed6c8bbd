import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { attemptLimits, jobs, requests } from '@/db/schema/jobs'
import { ctxOf } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { systemActor } from '../auth/actor'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { countAttempt, limitAttempts } from '../limits'
import { cleanUpJobs } from './clean-up'
import { defineJob, enqueue } from './enqueue'
import type { Handler } from './handlers'
import { handlers } from './handlers'
import { runDueJobs, runRound, scheduleRecurring } from './worker'

const database = testDatabase()
const start = new Date('2026-11-01T02:00:00Z')
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000)
const ctxAt = (db: Db, seconds = 0) => ctxOf(db, systemActor('test'), later(seconds))
const greet = defineJob('test/greet', z.object({ name: z.string() }))

function greeter(work: (n: number) => void | Promise<void> = () => {}) {
  const seen: { name: string; actor: Ctx['actor'] }[] = []
  const handler: Handler = {
    definition: greet,
    run: async (ctx, { name }: { name: string }) => {
      seen.push({ name, actor: ctx.actor })
      await work(seen.length)
    },
  }
  return { seen, bound: [handler] }
}
const onlyJob = async (db: Db) => (await db.select().from(jobs))[0]

describe('the queue', () => {
  it('runs a due job once, as the job', async () => {
    await rolledBack(database.db, async (db) => {
      const { seen, bound } = greeter()
      await enqueue(ctxAt(db), greet, { name: 'Ada' })
      await enqueue(ctxAt(db), greet, { name: 'tomorrow' }, { runAt: later(60) })
      expect(await runDueJobs(ctxAt(db), bound)).toBe(1)
      expect(await runDueJobs(ctxAt(db), bound)).toBe(0)
      expect(seen).toEqual([{ name: 'Ada', actor: { kind: 'system', job: 'test/greet' } }])
      expect(await runDueJobs(ctxAt(db, 60), bound)).toBe(1)
    })
  })

  it('runs by the clock as it is after slow mails', async () => {
    await rolledBack(database.db, async (db) => {
      let seconds = 0
      const at: Date[] = []
      const handler: Handler = { definition: greet, run: async (ctx) => void at.push(ctx.now) }
      await enqueue(ctxAt(db), greet, { name: 'Ada' }, { runAt: later(60) })
      const slowly = async () => {
        seconds += 1800
        return 1
      }
      await runRound(async () => ctxAt(db, seconds), [handler], slowly)
      expect(at).toEqual([later(1800)])
    })
  })

  it('takes a key once while it has not run', async () => {
    await rolledBack(database.db, async (db) => {
      const { seen, bound } = greeter()
      for (let i = 0; i < 3; i++) await enqueue(ctxAt(db), greet, { name: 'once' }, { key: 'k' })
      await runDueJobs(ctxAt(db), bound)
      await enqueue(ctxAt(db), greet, { name: 'again' }, { key: 'k' })
      await runDueJobs(ctxAt(db), bound)
      expect(seen.map(({ name }) => name)).toEqual(['once', 'again'])
    })
  })

  it('tries again with growing waits, and gives up after eight', async () => {
    await rolledBack(database.db, async (db) => {
      const { seen, bound } = greeter(() => {
        throw new Error('not now: ada@example.org')
      })
      await enqueue(ctxAt(db), greet, { name: 'Ada' })
      await runDueJobs(ctxAt(db), bound)
      expect(await onlyJob(db)).toMatchObject({ attempts: 1, runAt: later(10), error: 'Error', failedAt: null })
      for (let i = 1; i < 10; i++) await runDueJobs(ctxAt(db, i * 4000), bound)
      expect(seen).toHaveLength(8)
      expect(await onlyJob(db)).toMatchObject({ attempts: 8, failedAt: later(7 * 4000) })
    })
  })

  it('does not repeat what was refused for good', async () => {
    await rolledBack(database.db, async (db) => {
      const { seen, bound } = greeter(() => {
        throw new AppError('not_found')
      })
      await enqueue(ctxAt(db), greet, { name: 'Ada' })
      await runDueJobs(ctxAt(db), bound)
      await runDueJobs(ctxAt(db, 4000), bound)
      expect(seen).toHaveLength(1)
      expect(await onlyJob(db)).toMatchObject({ error: 'not_found', failedAt: start })
    })
  })

  it('takes up what a dead process left when its lease ends, not before', async () => {
    await rolledBack(database.db, async (db) => {
      const { seen, bound } = greeter()
      await enqueue(ctxAt(db), greet, { name: 'Ada' })
      await db.update(jobs).set({ leasedUntil: later(60), attempts: 1 })
      expect(await runDueJobs(ctxAt(db, 59), bound)).toBe(0)
      expect(await runDueJobs(ctxAt(db, 60), bound)).toBe(1)
      expect(seen).toHaveLength(1)
    })
  })

  it('moves a recurring job on instead of ending it, also after a failure', async () => {
    await rolledBack(database.db, async (db) => {
      const { seen, bound } = greeter((n) => {
        if (n === 2) throw new AppError('not_found')
      })
      const recurring = bound.map((handler) => ({ ...handler, definition: defineJob('test/sweep', z.object({})), everySeconds: 300 }))
      await scheduleRecurring(ctxAt(db), recurring)
      await scheduleRecurring(ctxAt(db), recurring)
      expect(await runDueJobs(ctxAt(db), recurring)).toBe(1)
      expect(await onlyJob(db)).toMatchObject({ runAt: later(300), doneAt: null, attempts: 0 })
      await runDueJobs(ctxAt(db, 300), recurring)
      expect(await onlyJob(db)).toMatchObject({ failedAt: null, attempts: 1 })
      await runDueJobs(ctxAt(db, 320), recurring)
      expect(await onlyJob(db)).toMatchObject({ runAt: later(620), attempts: 0 })
      expect(seen).toHaveLength(3)
    })
  })

  it('has nothing to do, and fails at nothing, before there is a network', async () => {
    for (const { everySeconds, run } of handlers)
      if (everySeconds)
        await rolledBack(database.db, async (db) => {
          await run(ctxAt(db), {} as never)
        })
  })

  it('binds every recurring job once', () => {
    const names = handlers.map(({ definition }) => definition.name)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual(
      expect.arrayContaining(['rsvps/settle', 'rsvps/remind', 'attendance/finalise-due', 'history/seal', 'accounts/clean-up']),
    )
    for (const { definition, everySeconds } of handlers) if (everySeconds) expect(definition.payload.parse({})).toEqual({})
  })
})

describe('housekeeping', () => {
  it('forgets old jobs, request ids and limits, and keeps the rest', async () => {
    await rolledBack(database.db, async (db) => {
      await enqueue(ctxAt(db), greet, { name: 'done' })
      await enqueue(ctxAt(db), greet, { name: 'waiting' })
      await db.update(jobs).set({ doneAt: start }).where(eq(jobs.runAt, start))
      await enqueue(ctxAt(db), greet, { name: 'waiting' })
      const body = { actor: 'visitor', command: 'rsvp', bodyHash: 'x' }
      await db.insert(requests).values({ ...body, id: '01980000-0000-7000-8000-000000000001', createdAt: start })
      await countAttempt(ctxAt(db), 'k', 60)
      await cleanUpJobs(ctxAt(db, 40 * 86_400))
      expect(await db.select().from(jobs)).toHaveLength(1)
      expect(await db.select().from(requests)).toEqual([])
      expect(await db.select().from(attemptLimits)).toEqual([])
    })
  })

  it('counts attempts within a window and starts again after it', async () => {
    await rolledBack(database.db, async (db) => {
      for (let i = 1; i <= 3; i++) expect(await countAttempt(ctxAt(db, i), 'k', 60)).toBe(i)
      await expect(limitAttempts(ctxAt(db, 4), 'k', 3, 60)).rejects.toThrow('too_many_requests')
      await limitAttempts(ctxAt(db, 4), 'other', 3, 60)
      expect(await countAttempt(ctxAt(db, 61), 'k', 60)).toBe(1)
    })
  })
})

// Last, because it commits.
describe('several workers', () => {
  it('run each of thirty jobs once, and count every attempt', async () => {
    const { seen, bound } = greeter()
    for (let i = 0; i < 30; i++) await enqueue(ctxAt(database.db), greet, { name: String(i) })
    const ran = await Promise.all([1, 2, 3, 4].map(() => runDueJobs(ctxAt(database.db), bound)))
    expect(ran.reduce((a, b) => a + b)).toBe(30)
    expect(new Set(seen.map(({ name }) => name)).size).toBe(30)
    const counts = await Promise.all(Array.from({ length: 20 }, () => countAttempt(ctxAt(database.db), 'race', 60)))
    expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  })
})
