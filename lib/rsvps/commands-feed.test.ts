import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { feedTokens, people } from '@/db/schema/accounts'
import type { activities } from '@/db/schema/activities'
import { asPerson, ctxOf, groupGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildPerson } from '@/db/testing/factories'
import { getGroupFeed } from '../activities/queries/calendar'
import { feedResponse } from '../files/feed'
import { cancelActivity } from './commands/cancel-activity'
import { closeFeed, openFeed } from './commands/feed'
import { rsvp } from './commands/rsvp'
import { getMyFeed, getPersonalFeed } from './queries/feed'
import { rsvpSchema } from './schema'

const database = testDatabase()
const at = (text: string) => new Date(`${text}+08:00`)
const visitor = { kind: 'visitor' as const }
const titlesOf = (feed: string) => [...feed.matchAll(/SUMMARY:(.*)\r/g)].map((match) => match[1])

async function buildWorld(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db, { slug: 'readers', names: { zh: '悦读', en: 'Readers' } })
  const lin = await buildPerson(db)
  const make = (title: string, over: Partial<typeof activities.$inferInsert> = {}) =>
    buildActivity(db, [group.id], { titles: { zh: `${title}中`, en: title }, ...over })
  const secretary = asPerson(await buildPerson(db), [groupGrant('secretary', group.id)])
  return { group, lin, make, secretary, member: asPerson(lin) }
}
type World = Awaited<ReturnType<typeof buildWorld>>
const scene = (name: string, run: (world: World, db: Db) => Promise<void>) =>
  it(name, () => rolledBack(database.db, async (db) => run(await buildWorld(db), db)))

describe("a group's feed", () => {
  scene('holds its public activities to come and 90 days back, cancelled ones as such, in one language', async (world, db) => {
    await world.make('Next')
    await world.make('Members', { audience: 'members' })
    await world.make('Old', { startsAt: at('2026-09-01T19:00'), status: 'finalised', finalisedAt: at('2026-09-02T19:00') })
    await world.make('Ancient', { startsAt: at('2026-07-01T19:00') })
    await world.make('Draft', { status: 'draft', publishedAt: null })
    await world.make('Invited', { audience: 'invited' })
    await world.make('Off', { status: 'cancelled', cancelledAt: at('2026-10-20T19:00'), startsAt: at('2026-11-02T19:00') })
    const feed = await getGroupFeed(ctxOf(db, visitor), 'readers', 'ics', 'en', 'https://hui.example.org')
    expect(titlesOf(feed).toSorted()).toEqual(['Members', 'Next', 'Off', 'Old'])
    expect(feed).toMatch(/SUMMARY:Off[\s\S]*?STATUS:CANCELLED/)
    expect(feed).toContain('X-WR-CALNAME:Readers')
    expect(titlesOf(await getGroupFeed(ctxOf(db, visitor), 'readers', 'ics', 'zh-CN', 'https://h'))).toContain('Next中')
    expect(await getGroupFeed(ctxOf(db, visitor), 'readers', 'atom', 'en', 'https://h')).toContain('<title>Next</title>')
  })
  scene('of a group that is not public is a missing one', async (world, db) => {
    await buildGroup(db, { slug: 'closed-circle', visibility: 'members' })
    for (const slug of ['closed-circle', 'nowhere'])
      await expect(getGroupFeed(ctxOf(db, world.member), slug, 'ics', 'en', 'https://h')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('my feed', () => {
  scene('shows what I am going to, and what was cancelled of it; closed it is gone', async (world, db) => {
    const [next, off] = [await world.make('Next'), await world.make('Off', { startsAt: at('2026-11-20T19:00') })]
    await world.make('Not mine')
    for (const { id } of [next, off]) await rsvp(ctxOf(db, world.member), rsvpSchema.parse({ activityId: id }))
    await cancelActivity(ctxOf(db, world.secretary), { activityId: off.id, reason: 'Storm' })
    const { token } = await openFeed(ctxOf(db, world.member))
    const feed = await getPersonalFeed(ctxOf(db, visitor), token, 'en', 'https://h')
    expect(titlesOf(feed).toSorted()).toEqual(['Next', 'Off'])
    expect(feed).toMatch(/SUMMARY:Off[\s\S]*?STATUS:CANCELLED/)
    expect((await getMyFeed(ctxOf(db, world.member)))?.since).toEqual(at('2026-11-01T10:00'))
    const [kept] = await db.select().from(feedTokens).where(eq(feedTokens.personId, world.lin.id))
    expect(JSON.stringify(kept)).not.toContain(token)
    await closeFeed(ctxOf(db, world.member))
    await expect(getPersonalFeed(ctxOf(db, visitor), token, 'en', 'https://h')).rejects.toMatchObject({ code: 'not_found' })
    expect(await getMyFeed(ctxOf(db, world.member))).toBeNull()
  })
  scene('has one address at a time, and none of somebody erased', async (world, db) => {
    const first = await openFeed(ctxOf(db, world.member))
    const second = await openFeed(ctxOf(db, world.member))
    await expect(getPersonalFeed(ctxOf(db, visitor), first.token, 'en', 'h')).rejects.toMatchObject({ code: 'not_found' })
    expect(await getPersonalFeed(ctxOf(db, visitor), second.token, 'en', 'h')).toContain('BEGIN:VCALENDAR')
    await db
      .update(people)
      .set({ status: 'erased', erasedAt: at('2026-11-01T09:00'), email: null, displayName: '' })
      .where(eq(people.id, world.lin.id))
    await expect(getPersonalFeed(ctxOf(db, visitor), second.token, 'en', 'h')).rejects.toMatchObject({ code: 'not_found' })
    await expect(openFeed(ctxOf(db, visitor))).rejects.toMatchObject({ code: 'sign_in_required' })
  })
})

describe('the answer of a feed', () => {
  const ask = (etag?: string) => new Request('https://h/x', { headers: etag ? { 'if-none-match': etag } : {} })
  it('is 304 for who has it already', async () => {
    const first = feedResponse(ask(), 'BEGIN:VCALENDAR', 'ics', { shared: true })
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    const etag = first.headers.get('etag') as string
    const again = feedResponse(ask(`"other", W/${etag}`), 'BEGIN:VCALENDAR', 'ics', { shared: true })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(feedResponse(ask(etag), 'BEGIN:VCALENDAR changed', 'ics', { shared: true }).status).toBe(200)
  })
})
