import { eq, isNotNull } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPostgres } from '@/db/client'
import { importRuns } from '@/db/schema/imports'
import { jobs } from '@/db/schema/jobs'
import { outboxMessages } from '@/db/schema/notices'
import { asPerson, ctxOf, networkGrant } from '@/db/testing/actors'
import { freshPostgres } from '@/db/testing/database'
import { buildGrant, buildNetwork, buildPerson } from '@/db/testing/factories'
import { spreadsheets } from '@/db/testing/spreadsheets'
import { systemActor } from '../auth/actor'
import { beginImport } from '../imports/commands/runs'
import { notify } from '../notices/notify'
import { settleRsvpsJob } from '../rsvps/jobs'
import { enqueue } from './enqueue'
import { startWorker } from './worker'

/** Real PostgreSQL: a worker of this process, and an import that is held where it tells how far it is. */

let opened: Awaited<ReturnType<typeof freshPostgres>>
beforeAll(async () => {
  opened = await freshPostgres()
})
afterAll(() => opened?.close())

it('mails and other jobs go on while thousands of rows are read', async () => {
  const { db, url } = opened
  await buildNetwork(db)
  const admin = await buildPerson(db)
  await buildGrant(db, admin.id, 'network_admin', 'network', null)
  const ctx = ctxOf(db, asPerson(admin, [networkGrant('network_admin')]), new Date())
  const files = Object.entries(spreadsheets(13_000).files).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) }))
  const { runId } = await beginImport(ctx, { groupId: null, order: null, files })
  const readRun = async () => (await db.select().from(importRuns).where(eq(importRuns.id, runId)))[0]
  const handled = (name: string) => db.select().from(jobs).where(eq(jobs.name, name))

  const other = await openPostgres(url, 1)
  const worker = startWorker({ makeCtx: async () => ({ db, actor: systemActor('worker'), now: new Date() }) })
  try {
    await other.db.transaction(async (tx) => {
      await tx.select().from(importRuns).where(eq(importRuns.id, runId)).for('update')
      await expect.poll(async () => (await handled('imports/run'))[0]?.leasedUntil, { timeout: 20_000 }).not.toBeNull()
      await notify(ctx, { to: [admin.id], kind: 'email_changed', about: { type: 'person', id: admin.id } })
      await enqueue(ctx, settleRsvpsJob, {})
      await expect
        .poll(() => db.select().from(outboxMessages).where(eq(outboxMessages.outcome, 'suppressed')), { timeout: 20_000 })
        .toHaveLength(1)
      await expect.poll(async () => (await handled('rsvps/settle')).filter((job) => job.doneAt), { timeout: 20_000 }).toHaveLength(1)
      expect(await readRun()).toMatchObject({ plan: null })
      expect(await handled('imports/run')).toMatchObject([{ doneAt: null, failedAt: null }])
    })
    await expect.poll(async () => (await readRun())?.plan, { timeout: 100_000 }).toMatchObject({ members: 13_000 })
    await expect.poll(() => db.select().from(jobs).where(isNotNull(jobs.failedAt)), { timeout: 20_000 }).toEqual([])
  } finally {
    await worker.stop()
    await other.close()
  }
})
