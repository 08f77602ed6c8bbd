import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { inTransaction, rowsOf } from '../client'
import { historyEntries } from '../schema/history'
import { bookings } from '../schema/venues'
import { rolledBack, testDatabase } from './database'
import { buildGroup, buildNetwork, buildSpace, buildVenue } from './factories'

const database = testDatabase()
const code = (error: unknown): string | undefined =>
  (error as { code?: string; cause?: { code?: string } })?.cause?.code ?? (error as { code?: string })?.code

describe('the ground', () => {
  it('migrates, and rolls back what a test writes', async () => {
    await rolledBack(database.db, async (db) => {
      await buildNetwork(db)
      expect(await rowsOf<{ n: number }>(db, sql`select count(*)::int n from networks`)).toEqual([{ n: 1 }])
    })
    expect(await rowsOf<{ n: number }>(database.db, sql`select count(*)::int n from networks`)).toEqual([{ n: 0 }])
  })

  it('opens a savepoint inside a transaction: the inner one fails alone', async () => {
    await rolledBack(database.db, async (db) => {
      await buildNetwork(db)
      await inTransaction({ db }, async (ctx) => {
        await buildGroup(ctx.db)
        throw new Error('inner')
      }).catch(() => {})
      expect(await rowsOf<{ n: number }>(db, sql`select count(*)::int n from groups`)).toEqual([{ n: 0 }])
    })
  })

  it.each(['update history_entries set verb = verb', 'delete from history_entries'])('refuses %s', async (statement) => {
    await rolledBack(database.db, async (db) => {
      await db.insert(historyEntries).values({ actorKind: 'visitor', verb: 'x.y', subjectType: 'x', subjectId: 'x', at: new Date() })
      await expect(db.execute(sql.raw(statement)).catch((e) => Promise.reject(new Error(code(e))))).rejects.toThrow('23001')
    })
  })

  it('refuses two confirmed bookings of one space that overlap, and takes adjacent ones', async () => {
    await rolledBack(database.db, async (db) => {
      await buildNetwork(db)
      const space = await buildSpace(db, (await buildVenue(db)).id)
      const book = (from: string, to: string) =>
        db.insert(bookings).values({ spaceId: space.id, during: `[${from},${to})`, status: 'confirmed' })
      await book('2026-11-01T10:00Z', '2026-11-01T12:00Z')
      await book('2026-11-01T12:00Z', '2026-11-01T13:00Z')
      await expect(book('2026-11-01T11:59Z', '2026-11-01T12:30Z').catch((e) => Promise.reject(new Error(code(e))))).rejects.toThrow('23P01')
    })
  })
})
