import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { people } from '@/db/schema/accounts'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf, groupGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { rsvpChain } from './commands/chain'
import { rsvpFor } from './commands/rsvp-for'
import { previewChain } from './queries/chain'
import { getPeople } from './queries/people'

const database = testDatabase()

describe('a pasted sign-up chain', () => {
  it('is previewed with members, namesakes and who is in already, and registers the others in its order', () =>
    rolledBack(database.db, async (db) => {
      await buildNetwork(db)
      const group = await buildGroup(db)
      const activity = await buildActivity(db, [group.id], { capacity: 4, companionsAllowed: 1 })
      const member = async (displayName: string) => {
        const person = await buildPerson(db, { displayName })
        await buildMembership(db, person.id, group.id)
        return person
      }
      const zhang = await member('张三')
      await member('同名')
      await member('同名')
      const there = await member('已到')
      const ctx = ctxOf(db, asPerson(await buildPerson(db), [groupGrant('secretary', group.id)]))
      await rsvpFor(ctx, { activityId: activity.id, personId: there.id, companions: 0 })

      const text = '#接龙\n1. 张三 +3\n2. 同名\n3. 已到\n4. 新人\n5. 后来'
      const { rows, cappedAt } = await previewChain(ctx, { activityId: activity.id, text })
      expect(cappedAt).toBe(1)
      expect(rows.map((r) => [r.name, r.companions, r.personId, r.namesakes, r.already])).toEqual([
        ['张三', 1, zhang.id, 1, false],
        ['同名', 0, null, 2, false],
        ['已到', 0, there.id, 1, true],
        ['新人', 0, null, 0, false],
        ['后来', 0, null, 0, false],
      ])
      expect(await db.select().from(rsvps)).toHaveLength(1)

      const entries = rows.map(({ name, personId, companions }) => ({ displayName: name, personId, companions }))
      const answer = await rsvpChain(ctx, { activityId: activity.id, entries })
      expect(answer).toMatchObject({ going: 2, waiting: 2, refused: [{ name: '已到', code: 'rsvp_already' }] })
      expect(answer.claimCodes.map((c) => c.name)).toEqual(['同名', '新人', '后来'])
      const mine = await db
        .select({ companions: rsvps.companions, status: rsvps.status })
        .from(rsvps)
        .where(and(eq(rsvps.activityId, activity.id), eq(rsvps.personId, zhang.id)))
      expect(mine).toEqual([{ companions: 1, status: 'going' }])
      expect(await db.select().from(people).where(eq(people.status, 'provisional'))).toHaveLength(3)

      const again = await previewChain(ctx, { activityId: activity.id, text })
      expect(again.rows.map((r) => r.already)).toEqual([true, true, true, true, true])
    }))

  it('finds members who were imported and never signed in, one by one too', () =>
    rolledBack(database.db, async (db) => {
      await buildNetwork(db)
      const group = await buildGroup(db)
      const activity = await buildActivity(db, [group.id])
      const person = await buildPerson(db, { displayName: '名单上的', status: 'provisional', email: null, emailVerifiedAt: null })
      await buildMembership(db, person.id, group.id)
      const ctx = ctxOf(db, asPerson(await buildPerson(db), [groupGrant('secretary', group.id)]))
      const { members } = await getPeople(ctx, activity.id, { q: '名单' })
      expect(members.map((m) => m.id)).toEqual([person.id])
      expect(await rsvpFor(ctx, { activityId: activity.id, personId: person.id, companions: 0 })).toMatchObject({ status: 'going' })
    }))

  it('is for the organizers alone', () =>
    rolledBack(database.db, async (db) => {
      await buildNetwork(db)
      const activity = await buildActivity(db, [(await buildGroup(db)).id])
      const stranger = ctxOf(db, asPerson(await buildPerson(db)))
      await expect(previewChain(stranger, { activityId: activity.id, text: '1. 甲' })).rejects.toThrow('forbidden')
      const entries = [{ displayName: '甲', personId: null, companions: 0 }]
      await expect(rsvpChain(stranger, { activityId: activity.id, entries })).rejects.toThrow('forbidden')
    }))
})
