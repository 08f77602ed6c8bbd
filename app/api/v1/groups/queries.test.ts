import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { attendances } from '@/db/schema/attendance'
import { sources } from '@/db/schema/imports'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { GET } from './route'

const database = testDatabase()
const shared = globalThis as unknown as { huiDatabase?: unknown }

/** Answers a request on what `fn` has built; nothing is left behind. */
const asking = (fn: (db: Db, get: (query?: string) => Promise<{ status: number; body: Body }>) => Promise<void>) =>
  rolledBack(database.db, async (db) => {
    await buildNetwork(db)
    shared.huiDatabase = Promise.resolve({ db, embedded: true, close: async () => {} })
    try {
      await fn(db, async (query = '') => {
        const answer = await GET(new Request(`http://localhost/api/v1/groups${query}`), undefined as never)
        return { status: answer.status, body: (await answer.json()) as Body }
      })
    } finally {
      shared.huiDatabase = undefined
    }
  })
type Item = { slug: string; name: object; figures: Record<string, number | null>; source?: object }
type Body = { items: Item[]; nextCursor: string | null; error?: string; fields?: object }

const counted = {
  status: 'finalised' as const,
  finalisedAt: new Date('2026-09-10T00:00:00Z'),
  publishedAt: new Date('2026-08-01T00:00:00Z'),
  startsAt: new Date('2026-09-01T11:00:00Z'),
  countedReason: 'counted' as const,
}

describe('GET /api/v1/groups', () => {
  it('gives name as it is kept, figures, and the source of what was imported', () =>
    asking(async (db, get) => {
      const group = await buildGroup(db, { slug: 'a', names: { und: 'R-Ladies Genève' } })
      await db.insert(sources).values({ system: 'meetup', noun: 'group', externalId: 'rladies-geneve', groupId: group.id, hash: 'x' })
      await buildGroup(db, { slug: 'b', names: { zh: '听松', en: 'Tingsong' } })
      const { status, body } = await get()
      const zero = { counted: 0, attendances: 0, people: 0, hostedAttendances: 0, declared: 0, reportedGoing: 0, reportedWaitlisted: 0 }
      expect(status).toBe(200)
      expect(body).toEqual({
        items: [
          { slug: 'a', name: { und: 'R-Ladies Genève' }, figures: zero, source: { system: 'meetup', id: 'rladies-geneve' } },
          { slug: 'b', name: { zh: '听松', en: 'Tingsong' }, figures: zero },
        ],
        nextCursor: null,
      })
    }))

  it('does not tell 1 to 4 people', () =>
    asking(async (db, get) => {
      const group = await buildGroup(db)
      const activity = await buildActivity(db, [group.id], counted)
      for (let i = 0; i < 5; i++) {
        const person = await buildPerson(db)
        await buildMembership(db, person.id, group.id)
        await db.insert(attendances).values({
          activityId: activity.id,
          personId: person.id,
          creditedGroupId: group.id,
          inAt: activity.startsAt,
          timeliness: 'on_time',
          grade: 'self',
          source: 'wall_code',
        } as typeof attendances.$inferInsert)
        const [item] = (await get()).body.items
        expect(item?.figures).toMatchObject({ counted: 1, attendances: i + 1, hostedAttendances: i + 1, people: i < 4 ? null : 5 })
      }
    }))

  it('shows public, active groups only, page by page', () =>
    asking(async (db, get) => {
      for (const zh of ['甲', '乙', '丙']) await buildGroup(db, { slug: `g-${zh.charCodeAt(0)}`, names: { zh } })
      await buildGroup(db, { visibility: 'members' })
      await buildGroup(db, { status: 'review' })
      const first = (await get('?limit=2')).body
      const second = (await get(`?limit=2&cursor=${first.nextCursor}`)).body
      expect([...first.items, ...second.items].map((g) => g.name)).toEqual([{ zh: '丙' }, { zh: '甲' }, { zh: '乙' }])
      expect(second.nextCursor).toBeNull()
    }))

  it.each([
    '?limit=0',
    '?limit=101',
    '?limit=-1',
    '?limit=1.5',
    '?limit=x',
    '?limit=',
    '?cursor=',
    '?cursor=x',
    '?cursor=%00',
    "?cursor=W10'",
  ])('refuses %s with 400 and a code', (query) =>
    asking(async (_, get) => {
      const { status, body } = await get(query)
      expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_input' })
    }),
  )

  it('asks the database three times, whatever the number of groups', () =>
    asking(async (db, get) => {
      for (let i = 0; i < 20; i++) await buildGroup(db)
      await get()
      await db.execute(sql`select 1`)
      const session = (db as unknown as { session: { prepareQuery: (...args: unknown[]) => unknown } }).session
      const prepare = session.prepareQuery
      let asked = 0
      session.prepareQuery = (...args) => {
        asked++
        return prepare.apply(session, args)
      }
      expect((await get()).body.items).toHaveLength(20)
      expect(asked).toBe(3)
    }))
})
