import { asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { historyEntries } from '@/db/schema/history'
import { notices } from '@/db/schema/notices'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf, groupGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildPerson } from '@/db/testing/factories'
import { cancelRsvp } from './commands/cancel'
import { drawActivityLots } from './commands/lots'
import { rsvp } from './commands/rsvp'
import { drawLots } from './rules/lots'
import { rsvpSchema } from './schema'

const database = testDatabase()
const at = (text: string) => new Date(`${text}+08:00`)

async function buildWorld(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db)
  const activity = await buildActivity(db, [group.id], { rsvpMode: 'lottery', capacity: 3, rsvpClosesAt: at('2026-11-05T12:00') })
  const people = [await buildPerson(db), await buildPerson(db), await buildPerson(db), await buildPerson(db), await buildPerson(db)]
  for (const person of people) await rsvp(ctxOf(db, asPerson(person)), rsvpSchema.parse({ activityId: activity.id }))
  return { activity, people, secretary: asPerson(await buildPerson(db), [groupGrant('secretary', group.id)]) }
}
const scene = (name: string, run: (world: Awaited<ReturnType<typeof buildWorld>>, db: Db) => Promise<void>) =>
  it(name, () => rolledBack(database.db, async (db) => run(await buildWorld(db), db)))

describe('the lots of an activity', () => {
  scene('are drawn once RSVP has closed: everybody has an answer, and the recorded seed gives the same again', async (world, db) => {
    const input = { activityId: world.activity.id }
    await expect(drawActivityLots(ctxOf(db, world.secretary), input)).rejects.toMatchObject({ code: 'lots_too_early' })
    const ctx = ctxOf(db, world.secretary, at('2026-11-05T12:01'))
    const drawn = await drawActivityLots(ctx, input)
    expect(drawn).toMatchObject({ going: 3, waitlisted: 2 })
    const rows = await db.select().from(rsvps).where(eq(rsvps.activityId, world.activity.id)).orderBy(asc(rsvps.sequence))
    const [entry] = await db.select().from(historyEntries).where(eq(historyEntries.verb, 'activity.drawn'))
    expect(entry?.ids).toEqual({ seed: drawn.seed, parties: 5, going: 3, waitlisted: 2 })
    const again = drawLots(
      drawn.seed,
      rows.map(({ id, personId }) => ({ id, personId, seats: 1 })),
      3,
    )
    const idsOf = (status: string) => rows.filter((row) => row.status === status).map((row) => row.id)
    expect(idsOf('going').toSorted()).toEqual(again.going.map(({ id }) => id).toSorted())
    expect(idsOf('waitlisted')).toEqual(again.waiting.map(({ id }) => id))
    const told = await db.select({ to: notices.recipientId, kind: notices.kind }).from(notices).where(eq(notices.channel, 'in_app'))
    const answers = told.filter(({ kind }) => kind === 'rsvp_going' || kind === 'rsvp_waitlisted')
    expect(new Set(answers.map(({ to }) => to))).toEqual(new Set(world.people.map(({ id }) => id)))

    // A place that is given back goes to the first drawn of those waiting.
    const leaver = rows.find((row) => row.status === 'going') as (typeof rows)[number]
    await cancelRsvp(ctxOf(db, asPerson({ id: leaver.personId }), at('2026-11-05T13:00')), { rsvpId: leaver.id })
    const [next] = await db
      .select()
      .from(rsvps)
      .where(eq(rsvps.id, again.waiting[0]?.id as string))
    expect(next?.status).toBe('going')
    await expect(drawActivityLots(ctx, input)).rejects.toMatchObject({ code: 'rsvp_none' })
  })

  scene("are the organizer's to draw, before the start", async (world, db) => {
    const input = { activityId: world.activity.id }
    const member = asPerson(world.people[0] as { id: string })
    await expect(drawActivityLots(ctxOf(db, member, at('2026-11-06T12:00')), input)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(drawActivityLots(ctxOf(db, world.secretary, at('2026-11-10T19:00')), input)).rejects.toMatchObject({
      code: 'activity_started',
    })
  })
})
