import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { historySeals } from '@/db/schema/history'
import { ctxOf } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { publicVisitor, systemActor } from '../auth/actor'
import { record } from './record'
import { findTampering, sealHistory } from './seal'

const database = testDatabase()
const at = (iso: string) => new Date(iso)
const job = (db: Db, iso: string) => ctxOf(db, systemActor('history/seal'), at(iso))

async function threeDays(db: Db) {
  for (const [iso, id] of [
    ['2026-11-01T01:00:00Z', 'a'],
    ['2026-11-01T23:59:59Z', 'b'],
    ['2026-11-03T12:00:00Z', 'c'],
  ] as const)
    await record(job(db, iso), 'test.done', { type: 'test', id }, { z: 1, a: 'two' })
  return sealHistory(job(db, '2026-11-04T06:00:00Z'))
}

describe('sealing the history', () => {
  it('seals closed days in order, empty ones too, each once', async () => {
    await rolledBack(database.db, async (db) => {
      expect(await threeDays(db)).toBe(3)
      expect(await sealHistory(job(db, '2026-11-04T07:00:00Z'))).toBe(0)
      const seals = await db.select().from(historySeals)
      expect(seals.map(({ day, entries }) => [day, entries])).toEqual([
        ['2026-11-01', 2],
        ['2026-11-02', 0],
        ['2026-11-03', 1],
      ])
      expect(new Set(seals.map(({ hash }) => hash)).size).toBe(3)
      expect(await findTampering({ db })).toBeNull()
    })
  })

  it('leaves the day that is still open, and six hours after it', async () => {
    await rolledBack(database.db, async (db) => {
      await record(job(db, '2026-11-01T10:00:00Z'), 'test.done', { type: 'test', id: 'a' })
      expect(await sealHistory(job(db, '2026-11-01T23:00:00Z'))).toBe(0)
      expect(await sealHistory(job(db, '2026-11-02T05:30:00Z'))).toBe(0)
      expect(await sealHistory(job(db, '2026-11-02T06:00:00Z'))).toBe(1)
    })
  })

  it.each([
    ['a changed entry', sql`update history_entries set verb = 'test.undone' where subject_id = 'b'`],
    ['a removed entry', sql`delete from history_entries where subject_id = 'b'`],
    [
      'a slipped-in entry',
      sql`insert into history_entries (id, actor_kind, verb, subject_type, subject_id, at) values (gen_random_uuid(), 'x', 'x.y', 'x', 'x', '2026-11-01T05:00:00Z')`,
    ],
  ])('finds %s, though the triggers were off', async (_, tampering) => {
    await rolledBack(database.db, async (db) => {
      await threeDays(db)
      await db.execute(sql`alter table history_entries disable trigger history_entries_append_only`)
      await db.execute(tampering)
      expect(await findTampering({ db })).toBe('2026-11-01')
    })
  })

  it('chains each day to the one before: an empty day after another day has another hash', async () => {
    const secondDay: (string | undefined)[] = []
    for (let i = 0; i < 2; i++)
      await rolledBack(database.db, async (db) => {
        await threeDays(db)
        secondDay.push((await db.select().from(historySeals))[1]?.hash)
      })
    expect(secondDay[0]).not.toBe(secondDay[1])
  })

  it('is done by the job alone', async () => {
    await rolledBack(database.db, async (db) => {
      await expect(sealHistory(ctxOf(db, publicVisitor(), at('2026-11-04T00:00:00Z')))).rejects.toThrow()
    })
  })
})
