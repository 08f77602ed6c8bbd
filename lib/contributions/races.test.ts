import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTransaction } from '@/db/client'
import { people } from '@/db/schema/accounts'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson } from '@/db/testing/actors'
import { freshPostgres } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildPerson } from '@/db/testing/factories'
import { eraseMyself } from './commands/erase'

let opened: Awaited<ReturnType<typeof freshPostgres>>
beforeAll(async () => {
  opened = await freshPostgres()
  await buildNetwork(opened.db)
})
afterAll(() => opened?.close())

describe('erasing a person who takes a place at the same moment', () => {
  it('is refused, and erases her and the place when it is asked again', async () => {
    const { db } = opened
    const group = await buildGroup(db)
    const activity = await buildActivity(db, [group.id])
    const me = await buildPerson(db)
    const ctx = { db, actor: asPerson({ id: me.id }), now: new Date('2026-11-01T02:00:00Z') }
    const statusOf = async () => (await db.select({ status: rsvps.status }).from(rsvps).where(eq(rsvps.personId, me.id)))[0]?.status
    const erasing = await inTransaction(ctx, async (holder) => {
      await holder.db.insert(rsvps).values({ activityId: activity.id, personId: me.id, placedById: me.id, status: 'going' })
      const erasing = eraseMyself(ctx).catch((error) => error)
      const waiting = sql`select count(*)::int n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      await expect.poll(() => db.execute(waiting), { timeout: 10_000 }).toEqual([{ n: 1 }])
      return { erasing }
    })
    expect(await erasing.erasing).toMatchObject({ code: 'conflict' })
    const [person] = await db.select({ erasedAt: people.erasedAt }).from(people).where(eq(people.id, me.id))
    expect([person?.erasedAt, await statusOf()]).toEqual([null, 'going'])
    await eraseMyself(ctx)
    expect(await statusOf()).toBe('cancelled')
  })
})
