import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { people } from '@/db/schema/accounts'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildPerson } from '@/db/testing/factories'
import { systemActor } from '../auth/actor'
import { forgetAccessNeeds } from './commands/forget'

const database = testDatabase()
const ended = new Date('2026-10-10T13:00:00Z')
const days = (n: number, minutes = 0) => new Date(ended.getTime() + n * 86_400_000 + minutes * 60_000)

describe('access needs', () => {
  const run = (db: Db, at: Date) => forgetAccessNeeds(ctxOf(db, systemActor('test'), at))
  async function arrange(db: Db) {
    await buildNetwork(db)
    const group = await buildGroup(db)
    const past = await buildActivity(db, [group.id], { startsAt: new Date('2026-10-10T11:00:00Z'), endsAt: ended })
    const coming = await buildActivity(db, [group.id], { startsAt: new Date('2026-12-01T11:00:00Z') })
    const join = async (activityId: string, status: 'going' | 'cancelled', over: Partial<typeof people.$inferInsert> = {}) => {
      const { id } = await buildPerson(db, { accessNeeds: '轮椅', updatedAt: days(-30), ...over })
      await db
        .insert(rsvps)
        .values({ activityId, personId: id, placedById: id, status, cancelledAt: status === 'cancelled' ? days(-1) : null })
      return id
    }
    const needs = async (id: string) => (await db.select().from(people).where(eq(people.id, id)))[0]?.accessNeeds
    return { past, coming, join, needs }
  }

  it('are forgotten a week after the last activity, not before', async () => {
    await rolledBack(database.db, async (db) => {
      const { past, coming, join, needs } = await arrange(db)
      const went = await join(past.id, 'going')
      const goes = await join(coming.id, 'going')
      const gaveUp = await join(coming.id, 'cancelled')
      expect(await run(db, days(7, -1))).toEqual({ forgotten: 1 })
      expect([await needs(went), await needs(goes), await needs(gaveUp)]).toEqual(['轮椅', '轮椅', null])
      expect(await run(db, days(7, 1))).toEqual({ forgotten: 1 })
      expect([await needs(went), await needs(goes)]).toEqual([null, '轮椅'])
      expect(await run(db, days(7, 2))).toEqual({ forgotten: 0 })
    })
  })

  it('that were only just written stay, and only the worker forgets', async () => {
    await rolledBack(database.db, async (db) => {
      const { past, join, needs } = await arrange(db)
      const fresh = await join(past.id, 'going', { updatedAt: days(6) })
      await run(db, days(8))
      expect(await needs(fresh)).toBe('轮椅')
      await expect(forgetAccessNeeds(ctxOf(db, asPerson({ id: fresh }), days(30)))).rejects.toThrow('forbidden')
    })
  })
})
