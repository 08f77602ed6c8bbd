import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { grants, people } from '@/db/schema/accounts'
import { memberships } from '@/db/schema/groups'
import { importRuns, importUploads } from '@/db/schema/imports'
import { jobs } from '@/db/schema/jobs'
import { asPerson, ctxOf, groupGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildGrant, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { systemActor } from '../auth/actor'
import { beginImport, cancelImport, cleanUpImports, confirmImport, runImport } from './commands/runs'
import { getImportPage, getImportProblems } from './queries/runs'

const database = testDatabase()
const bytes = (text: string) => new TextEncoder().encode(text)
const inGroup = (fn: (db: Db, own: Awaited<ReturnType<typeof world>>) => Promise<void>) =>
  rolledBack(database.db, async (db) => fn(db, await world(db)))

async function world(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db, { slug: 'own' })
  const secretary = await buildPerson(db)
  await buildMembership(db, secretary.id, group.id)
  await buildGrant(db, secretary.id, 'secretary', 'group', group.id)
  const ctx = ctxOf(db, asPerson(secretary, [groupGrant('secretary', group.id)]))
  const worker = ctxOf(db, systemActor('imports/run'))
  const files = [{ name: 'members.csv', bytes: bytes('姓名,邮箱\n甲,a@example.org\n乙,nobody\n丙,\n') }]
  const begin = () => beginImport(ctx, { groupId: group.id, order: null, files })
  const imported = async () => (await db.select({ n: sql<number>`count(*)::int` }).from(people))[0]?.n
  return { group, secretary, ctx, worker, begin, imported }
}

describe('an import by the page', () => {
  it('is previewed, confirmed, written, and forgets its spreadsheets', () =>
    inGroup(async (db, { group, ctx, worker, begin, imported }) => {
      const { runId } = await begin()
      const page = async () => (await getImportPage(ctx, 'own', runId)).run
      expect(await page()).toMatchObject({ state: 'reading' })
      await runImport(worker, { runId })
      expect(await imported()).toBe(1)
      expect(await page()).toMatchObject({
        state: 'ready',
        counts: { created: 2, updated: 0, skipped: 1, members: 2 },
        problems: [{ file: 'members.csv', line: 3, field: 'email', reason: 'email_invalid' }],
        sheets: [{ name: 'members.csv', noun: 'members' }],
      })
      await confirmImport(ctx, { runId })
      await expect(confirmImport(ctx, { runId })).rejects.toThrow('conflict')
      expect(await page()).toMatchObject({ state: 'running' })
      await runImport(worker, { runId })
      expect(await imported()).toBe(3)
      expect(await page()).toMatchObject({ state: 'done', counts: { created: 2, skipped: 1 }, problems: [{ line: 3 }] })
      expect(await db.select().from(importUploads)).toEqual([])
      expect(await getImportProblems(ctx, runId)).toHaveLength(1)
      expect(await db.select().from(memberships).where(eq(memberships.groupId, group.id))).toHaveLength(3)
      expect((await db.select().from(jobs)).map((job) => job.name)).toEqual(['imports/run', 'imports/run'])
    }))

  it('goes on after the worker died, without doubling anything', () =>
    inGroup(async (_, { ctx, worker, begin, imported }) => {
      const { runId } = await begin()
      await runImport(worker, { runId })
      await confirmImport(ctx, { runId })
      await runImport(worker, { runId })
      await runImport(worker, { runId })
      expect(await imported()).toBe(3)
    }))

  it('writes nothing once it is cancelled, or its grant revoked', () =>
    inGroup(async (db, { secretary, ctx, worker, begin, imported }) => {
      const first = await begin()
      await cancelImport(ctx, first)
      await runImport(worker, first)
      await expect(confirmImport(ctx, first)).rejects.toThrow('conflict')
      expect((await getImportPage(ctx, 'own', first.runId)).run?.state).toBe('cancelled')
      const second = await begin()
      await runImport(worker, second)
      await confirmImport(ctx, second)
      await db.delete(grants).where(eq(grants.personId, secretary.id))
      await runImport(worker, second)
      expect((await getImportPage(ctx, 'own', second.runId)).run?.state).toBe('refused')
      expect(await imported()).toBe(1)
      expect(await db.select().from(importUploads)).toEqual([])
    }))

  it('ends with the batch in which its grant ends', () =>
    inGroup(async (db, { ctx, worker, group, imported }) => {
      const rows = Array.from({ length: 450 }, (_, i) => `会员${i},m${i}@example.org`)
      const files = [{ name: 'members.csv', bytes: bytes(`姓名,邮箱\n${rows.join('\n')}\n`) }]
      const { runId } = await beginImport(ctx, { groupId: group.id, order: null, files })
      await runImport(worker, { runId })
      await confirmImport(ctx, { runId })
      let ended: Promise<unknown> | undefined
      const update = (table: typeof importRuns) => {
        ended ??= db
          .update(grants)
          .set({ endsAt: new Date('2025-06-01T00:00:00Z') })
          .execute()
        return db.update(table)
      }
      await runImport({ ...worker, db: Object.create(db, { update: { value: update } }) as Db }, { runId })
      await ended
      expect(await imported()).toBe(201)
      expect((await getImportPage(ctx, 'own', runId)).run?.state).toBe('refused')
    }))

  it('is nobody else’s', () =>
    inGroup(async (db, { group, begin }) => {
      const { runId } = await begin()
      const stranger = ctxOf(db, asPerson(await buildPerson(db)))
      await expect(beginImport(stranger, { groupId: group.id, order: null, files: [] })).rejects.toThrow('forbidden')
      await expect(beginImport(stranger, { groupId: null, order: null, files: [] })).rejects.toThrow('forbidden')
      for (const ask of [confirmImport, cancelImport]) await expect(ask(stranger, { runId })).rejects.toThrow('forbidden')
      await expect(getImportPage(stranger, 'own', runId)).rejects.toThrow('forbidden')
      await expect(getImportPage(stranger, null, runId)).rejects.toThrow('forbidden')
      await expect(getImportProblems(stranger, runId)).rejects.toThrow('forbidden')
      const other = await buildGroup(db, { slug: 'other' })
      const neighbour = ctxOf(db, asPerson(await buildPerson(db), [groupGrant('secretary', other.id)]))
      await expect(getImportPage(neighbour, 'other', runId)).rejects.toThrow('not_found')
      await expect(runImport(neighbour, { runId })).rejects.toThrow('forbidden')
    }))

  it('reads GB18030, and forgets after a day what nobody confirmed', () =>
    inGroup(async (db, { group, ctx, worker }) => {
      const gb = new Uint8Array([0xd0, 0xd5, 0xc3, 0xfb, 0x0a, 0xd5, 0xc5, 0xc8, 0xfd, 0x0a])
      const { runId } = await beginImport(ctx, { groupId: group.id, order: 'dmy', files: [{ name: 'members.csv', bytes: gb }] })
      expect((await db.select().from(importUploads))[0]?.text).toBe('姓名\n张三\n')
      await cleanUpImports({ ...worker, now: new Date(Date.now() + 2 * 86_400_000) })
      expect(await db.select().from(importUploads)).toEqual([])
      expect((await db.select().from(importRuns).where(eq(importRuns.id, runId)))[0]?.finishedAt).not.toBeNull()
    }))
})
