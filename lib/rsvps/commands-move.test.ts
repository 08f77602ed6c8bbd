import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activities } from '@/db/schema/activities'
import { historyEntries } from '@/db/schema/history'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf, groupGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildPerson } from '@/db/testing/factories'
import { listCalendar } from '../activities/queries/month'
import { calendarFilterSchema } from '../activities/schema'
import { blockHoursSchema } from '../venues/schema'
import { moveActivity } from './commands/move'
import { moveActivitySchema, postponeActivitySchema } from './schema'

const database = testDatabase()
/** Sunday 2026-11-01, 10:00 in Shanghai. */
const at = (text: string) => new Date(`${text}+08:00`)

async function buildWorld(db: Db) {
  await buildNetwork(db)
  const [lead, co] = [await buildGroup(db, { slug: 'readers' }), await buildGroup(db)]
  const [zhao, lin] = [await buildPerson(db), await buildPerson(db)]
  const activity = await buildActivity(db, [lead.id, co.id], {
    ...{ titles: { zh: '夜读', en: 'Night reading' }, startsAt: at('2026-11-10T19:00'), endsAt: at('2026-11-10T21:00') },
    ...{ place: { en: 'Lake' }, districtCode: null, offerMinutes: 60, lateAfterMinutes: 20, riskFlags: ['fee'], cost: { en: '5 yuan' } },
  })
  await db.insert(rsvps).values({ activityId: activity.id, personId: lin.id, placedById: lin.id, status: 'going' })
  const secretary = asPerson(zhao, [groupGrant('secretary', lead.id)])
  return { lead, co, zhao, activity, secretary, coHost: asPerson(lin, [groupGrant('secretary', co.id)]) }
}
type World = Awaited<ReturnType<typeof buildWorld>>
const scene = (name: string, run: (world: World, db: Db) => Promise<void>) =>
  it(name, () => rolledBack(database.db, async (db) => run(await buildWorld(db), db)))
const rowOf = async (db: Db, id: string) =>
  (await db.select().from(activities).where(eq(activities.id, id)))[0] as typeof activities.$inferSelect
const verbs = async (db: Db) => (await db.select({ verb: historyEntries.verb }).from(historyEntries)).map((entry) => entry.verb)

describe('moving an activity', () => {
  it.each(['2026-13-01T19:00', '2026-11-31T19:00', '2026-11-10T25:00', '2026-11-10T19:00:30', ''])(
    'is to a time that exists: %s',
    (startsAt) => {
      const activityId = '01890a5d-ac96-774b-bcce-b302099a8057'
      expect(moveActivitySchema.safeParse({ activityId, startsAt }).success).toBe(false)
      expect(postponeActivitySchema.safeParse({ activityId, startsAt: '2026-11-10T19:00', endsAt: startsAt }).success).toBe(false)
      const hours = { spaceId: activityId, note: '维修', startsAt: '2026-11-10T19:00', endsAt: startsAt }
      expect(blockHoursSchema.safeParse(hours).success).toBe(false)
    },
  )

  scene('by less than half an hour is an edit that changes nothing else', async (world, db) => {
    const before = await rowOf(db, world.activity.id)
    const moved = await moveActivity(ctxOf(db, world.secretary), { activityId: before.id, startsAt: '2026-11-10T19:15', postpone: false })
    expect(moved).toEqual({ as: 'edited', from: '2026-11-10T19:00', asked: 1 })
    expect(await verbs(db)).toEqual(['activity.edited'])
    expect(await rowOf(db, before.id)).toEqual({
      ...before,
      startsAt: at('2026-11-10T19:15'),
      endsAt: at('2026-11-10T21:15'),
      search: expect.anything(),
      updatedAt: expect.anything(),
    })
  })

  scene('by more asks first, then is a postponement; moved back it stands where it was', async (world, db) => {
    const ctx = ctxOf(db, world.secretary)
    const move = { activityId: world.activity.id, startsAt: '2026-11-12T19:00' }
    await expect(moveActivity(ctx, { ...move, postpone: false })).rejects.toMatchObject({ code: 'postpone_instead' })
    const { from, as } = await moveActivity(ctx, { ...move, postpone: true })
    expect(as).toBe('postponed')
    expect(await rowOf(db, world.activity.id)).toMatchObject({ startsAt: at('2026-11-12T19:00'), reportedOn: '2026-11-12' })
    await moveActivity(ctx, { activityId: world.activity.id, startsAt: from, postpone: true })
    expect((await rowOf(db, world.activity.id)).startsAt).toEqual(at('2026-11-10T19:00'))
    expect(await verbs(db)).toEqual(['activity.postponed', 'activity.postponed'])
  })

  scene('of a draft asks nothing', async (world, db) => {
    await db.update(activities).set({ status: 'draft', publishedAt: null })
    const moved = await moveActivity(ctxOf(db, world.secretary), {
      activityId: world.activity.id,
      startsAt: '2026-12-01T09:00',
      postpone: false,
    })
    expect(moved.as).toBe('edited')
    expect(await rowOf(db, world.activity.id)).toMatchObject({ startsAt: at('2026-12-01T09:00'), endsAt: at('2026-12-01T11:00') })
  })

  scene("is the lead's alone, never into the past, and not of what has started", async (world, db) => {
    const move = { activityId: world.activity.id, startsAt: '2026-11-10T19:15', postpone: false }
    await expect(moveActivity(ctxOf(db, world.coHost), move)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(moveActivity(ctxOf(db, { kind: 'visitor' }), move)).rejects.toMatchObject({ code: 'sign_in_required' })
    const ctx = ctxOf(db, world.secretary)
    await expect(moveActivity(ctx, { ...move, startsAt: '2026-10-10T19:15', postpone: true })).rejects.toMatchObject({
      code: 'starts_in_past',
    })
    await expect(moveActivity(ctxOf(db, world.secretary, at('2026-11-10T19:05')), move)).rejects.toMatchObject({ code: 'activity_started' })
  })
})

describe('the calendar', () => {
  const filter = (over: Record<string, string> = {}) => calendarFilterSchema.parse({ from: '2026-10-26', to: '2026-12-07', ...over })
  scene('shows past and to come on the network’s clock, and what its reader may move', async (world, db) => {
    await buildActivity(db, [world.lead.id], { slug: 'past', startsAt: at('2026-10-27T23:30'), zone: 'America/New_York' })
    await buildActivity(db, [world.lead.id], { slug: 'outside', startsAt: at('2026-12-07T00:00') })
    await buildActivity(db, [world.lead.id], { slug: 'sketch', status: 'draft', publishedAt: null })
    await buildActivity(db, [world.co.id], { slug: 'theirs', kindCode: 'SOCIAL' })
    const shown = async (actor: World['secretary'] | { kind: 'visitor' }, over = {}) =>
      (await listCalendar(ctxOf(db, actor), filter(over))).map(({ slug, startsAt, mayMove }) => [slug, startsAt, mayMove])
    const own = world.activity.slug
    expect(await shown({ kind: 'visitor' })).toEqual([
      ['past', '2026-10-27T23:30', false],
      [own, '2026-11-10T19:00', false],
      ['theirs', '2026-11-10T19:00', false],
    ])
    expect(await shown(world.secretary, { kind: 'LEARN' })).toEqual([
      ['past', '2026-10-27T23:30', false],
      [own, '2026-11-10T19:00', true],
    ])
    expect(await shown(world.secretary, { mine: '1' })).toEqual([
      ['past', '2026-10-27T23:30', false],
      [own, '2026-11-10T19:00', true],
      ['sketch', '2026-11-10T19:00', true],
    ])
    await expect(shown({ kind: 'visitor' }, { mine: '1' })).rejects.toMatchObject({ code: 'sign_in_required' })
  })
  it('refuses more days than it shows', () => {
    expect(calendarFilterSchema.safeParse({ from: '2026-01-01', to: '2026-12-31' }).success).toBe(false)
    expect(calendarFilterSchema.safeParse({ from: '2026-01-02', to: '2026-01-01' }).success).toBe(false)
  })
})
