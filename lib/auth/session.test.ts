import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { openPostgres } from '@/db/client'
import { grants, people, sessions } from '@/db/schema/accounts'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildGrant, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { huiAdapter } from './adapter'
import { actorOfToken, hashOf } from './session'

const database = testDatabase()
const now = new Date('2026-11-01T02:00:00Z')
const soon = new Date('2026-11-01T02:00:01Z')

async function signedIn(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db)
  const person = await buildPerson(db)
  await buildMembership(db, person.id, group.id)
  const grant = await buildGrant(db, person.id, 'secretary', 'group', group.id)
  await huiAdapter(db).createSession?.({ sessionToken: 'secret', userId: person.id, expires: new Date('2026-12-01T00:00:00Z') })
  return { person, group, grant }
}

describe('a session', () => {
  it('is stored hashed and read with the grants and memberships that hold now', async () => {
    await rolledBack(database.db, async (db) => {
      const { person, group } = await signedIn(db)
      expect((await db.select().from(sessions))[0]?.sessionToken).toBe(hashOf('secret'))
      expect(await actorOfToken(db, 'secret', now)).toMatchObject({
        kind: 'person',
        personId: person.id,
        grants: [{ role: 'secretary', scopeType: 'group', scopeId: group.id }],
        memberOf: [group.id],
      })
      expect(await actorOfToken(db, hashOf('secret'), now)).toBeNull()
    })
  })

  it('carries no grant before its start or from its end on', async () => {
    await rolledBack(database.db, async (db) => {
      const { grant } = await signedIn(db)
      const grantsAt = async () => (await actorOfToken(db, 'secret', now))?.kind === 'person' && (await actorOfToken(db, 'secret', now))
      await db.update(grants).set({ endsAt: now }).where(eq(grants.id, grant.id))
      expect(await grantsAt()).toMatchObject({ grants: [] })
      await db.update(grants).set({ startsAt: soon, endsAt: null }).where(eq(grants.id, grant.id))
      expect(await grantsAt()).toMatchObject({ grants: [] })
    })
  })

  it.each(['erased', 'merged', 'provisional'] as const)('opens nothing for a person who is %s', async (status) => {
    await rolledBack(database.db, async (db) => {
      const { person } = await signedIn(db)
      const other = await buildPerson(db)
      const gone = {
        displayName: '',
        email: null,
        erasedAt: status === 'erased' ? now : null,
        mergedIntoId: status === 'merged' ? other.id : null,
      }
      await db
        .update(people)
        .set({ status, ...gone })
        .where(eq(people.id, person.id))
      expect(await actorOfToken(db, 'secret', now)).toBeNull()
      expect(await huiAdapter(db).getSessionAndUser?.('secret')).toBeNull()
    })
  })

  it('ends with its time, and with signing out', async () => {
    await rolledBack(database.db, async (db) => {
      await signedIn(db)
      expect(await actorOfToken(db, 'secret', new Date('2026-12-01T00:00:00Z'))).toBeNull()
      await huiAdapter(db).deleteSession?.('secret')
      expect(await actorOfToken(db, 'secret', now)).toBeNull()
    })
  })

  it('is refused at once by another process when its grant ends or it is revoked', async () => {
    const { person, grant } = await signedIn(database.db)
    const second = database.url ? await openPostgres(database.url, 1) : { db: database.db, close: async () => {} }
    try {
      expect(await actorOfToken(second.db, 'secret', now)).toMatchObject({ grants: [{ role: 'secretary' }] })
      await database.db.update(grants).set({ endsAt: now }).where(eq(grants.id, grant.id))
      expect(await actorOfToken(second.db, 'secret', now)).toMatchObject({ grants: [] })
      await database.db.delete(sessions).where(eq(sessions.userId, person.id))
      expect(await actorOfToken(second.db, 'secret', now)).toBeNull()
    } finally {
      await second.close()
    }
  })
})
