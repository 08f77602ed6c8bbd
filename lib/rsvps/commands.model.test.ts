import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activities } from '@/db/schema/activities'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf, groupGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildPerson } from '@/db/testing/factories'
import { AppError } from '../errors'
import { cancelRsvp } from './commands/cancel'
import { changeCapacity } from './commands/capacity'
import { rsvp } from './commands/rsvp'
import { rsvpSchema } from './schema'

const database = testDatabase()
const person = fc.integer({ min: 0, max: 5 })
const steps = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.tuple(fc.constant('join' as const), person, fc.integer({ min: 0, max: 2 })) },
    { weight: 4, arbitrary: fc.tuple(fc.constant('leave' as const), person, fc.constant(0)) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('capacity' as const), fc.integer({ min: 3, max: 6 }), fc.constant(0)) },
  ),
  { minLength: 4, maxLength: 14 },
)

async function stateOf(db: Db, activityId: string) {
  const rows = await db.select().from(rsvps).where(eq(rsvps.activityId, activityId)).orderBy(rsvps.sequence)
  const [activity] = await db.select({ capacity: activities.capacity }).from(activities).where(eq(activities.id, activityId))
  const going = rows.filter((r) => r.status === 'going')
  const waiting = rows.filter((r) => r.status === 'waitlisted')
  const taken = going.reduce((sum, r) => sum + 1 + r.companions, 0)
  return { rows, waiting, taken, free: (activity?.capacity ?? 0) - taken }
}

describe('random histories through the commands', () => {
  it('no free place while somebody who fits waits, nothing over capacity but by lowering, one row each', () =>
    rolledBack(database.db, async (db) => {
      await buildNetwork(db)
      const group = await buildGroup(db)
      const officer = ctxOf(db, asPerson(await buildPerson(db), [groupGrant('secretary', group.id)]))
      const crowd: ReturnType<typeof asPerson>[] = []
      for (let i = 0; i < 6; i++) crowd.push(asPerson(await buildPerson(db)))
      await fc.assert(
        fc.asyncProperty(steps, async (history) => {
          const activity = await buildActivity(db, [group.id], { capacity: 3, companionsAllowed: 2 })
          let before = await stateOf(db, activity.id)
          for (const [act, n, companions] of history) {
            const actor = crowd[n]
            if (act === 'capacity') await changeCapacity(officer, { activityId: activity.id, capacity: n })
            else if (act === 'join' && actor) await rsvp(ctxOf(db, actor), rsvpSchema.parse({ activityId: activity.id, companions }))
            else if (actor) {
              const [mine] = await db
                .select()
                .from(rsvps)
                .where(and(eq(rsvps.activityId, activity.id), eq(rsvps.personId, actor.personId)))
              if (mine)
                await cancelRsvp(ctxOf(db, actor), { rsvpId: mine.id }).catch((error) => {
                  if (!(error instanceof AppError) || error.code !== 'rsvp_none') throw error
                })
            }
            const after = await stateOf(db, activity.id)
            expect(after.waiting.filter((r) => 1 + r.companions <= after.free)).toEqual([])
            if (after.taken > before.taken) expect(after.free).toBeGreaterThanOrEqual(0)
            expect(new Set(after.rows.map((r) => r.personId)).size).toBe(after.rows.length)
            before = after
          }
        }),
        { numRuns: 25 },
      )
    }))
})
