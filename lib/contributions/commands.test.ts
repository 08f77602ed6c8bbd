import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { and, count, countDistinct, eq, is, sql } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import { type Db, rowsOf } from '@/db/client'
import { personalColumns } from '@/db/privacy'
import { accounts, consents, feedTokens, grants, invitations, people, sessions } from '@/db/schema/accounts'
import { attendances, checkInEntries, corrections } from '@/db/schema/attendance'
import { membershipPeriods, membershipSuspensions, memberships } from '@/db/schema/groups'
import { requests } from '@/db/schema/jobs'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGrant, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { requestSignIn } from '../accounts/commands/sign-in'
import { hashOf } from '../auth/session'
import { notify } from '../notices/notify'
import { erasePerson } from './commands'

const database = testDatabase()
const CANARY = 'kanarienvogel'
const now = new Date('2026-11-01T02:00:00Z')
const past = new Date('2026-10-10T11:00:00Z')
const future = new Date('2026-11-20T11:00:00Z')

/** A member whose every personal field says the canary, with a past full of facts and a place in an activity to come. */
async function buildFullLife(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db)
  const other = await buildPerson(db)
  const person = await buildPerson(db, {
    displayName: CANARY,
    sortKey: CANARY,
    legalName: CANARY,
    email: `${CANARY}@example.org`,
    phoneEncrypted: CANARY,
    phoneHash: CANARY,
    homeDistrictCode: '330106',
    interests: [CANARY],
    skills: [CANARY],
    accessNeeds: CANARY,
    claimCodeHash: CANARY,
  })
  await buildPerson(db, { displayName: CANARY, status: 'merged', mergedIntoId: person.id, email: null, legalName: CANARY })
  const membership = await buildMembership(db, person.id, group.id, { note: CANARY, primary: true })
  await db.insert(membershipSuspensions).values({ membershipId: membership.id, fromOn: '2026-01-01', reason: CANARY })
  await buildGrant(db, person.id, 'organizer', 'group', group.id)
  await db.insert(sessions).values({ sessionToken: hashOf('token'), userId: person.id, expires: future })
  await db.insert(accounts).values({ userId: person.id, type: 'oauth', provider: 'oidc', providerAccountId: CANARY })
  await db.insert(feedTokens).values({ personId: person.id, tokenHash: CANARY })
  await db.insert(consents).values({ personId: person.id, purpose: 'photos', textVersion: '1', givenAt: past })
  await db
    .insert(invitations)
    .values({ secretHash: 'x', email: `${CANARY}@example.org`, groupId: group.id, invitedById: other.id, expiresAt: future })
  const attended = await buildActivity(db, [group.id], { startsAt: past })
  const coming = await buildActivity(db, [group.id], { startsAt: future, capacity: 1 })
  const words = { companionNames: [CANARY], answers: { diet: CANARY }, cancelReason: CANARY }
  for (const activity of [attended, coming])
    await db.insert(rsvps).values({ activityId: activity.id, personId: person.id, placedById: person.id, status: 'going', ...words })
  await db.insert(rsvps).values({ activityId: coming.id, personId: other.id, placedById: other.id, status: 'waitlisted' })
  const seen = { activityId: attended.id, personId: person.id }
  await db
    .insert(checkInEntries)
    .values({ ...seen, direction: 'in', source: 'roster', device: 'server', deviceSequence: 1, knownAt: past, receivedAt: past })
  await db
    .insert(attendances)
    .values({ ...seen, inAt: past, timeliness: 'on_time', grade: 'witnessed', source: 'roster', creditedGroupId: group.id })
  await db.insert(corrections).values({
    ...seen,
    askedById: person.id,
    reason: 'other',
    note: CANARY,
    before: { attended: false },
    after: { attended: true },
    decision: 'asked',
  })
  await db.insert(requests).values({ id: person.id, actor: other.id, command: 'addWalkIn', bodyHash: 'x', answer: { name: CANARY } })
  await requestSignIn(ctxOf(db, { kind: 'visitor' }, now), {
    email: `${CANARY}@example.org`,
    locale: 'zh-CN',
    returnTo: `/zh-CN?${CANARY}`,
  })
  await notify(ctxOf(db, asPerson(other), now), { to: [person.id], kind: 'activity_changed', about: { type: 'activity', id: coming.id } })
  return { person, other, attended, coming }
}

/** Tables in any column of which the canary still sings. */
async function findCanary(db: Db): Promise<string[]> {
  const folder = join(process.cwd(), 'db', 'schema')
  const schemas = await Promise.all(readdirSync(folder).map((file) => import(`@/db/schema/${file.replace(/\.ts$/, '')}`)))
  const tables = schemas.flatMap((schema) => Object.values(schema)).filter((value) => is(value, PgTable)) as PgTable[]
  expect(tables.length).toBeGreaterThan(40)
  const found: string[] = []
  for (const table of tables) {
    const [row] = await rowsOf<{ n: number }>(
      db,
      sql`select count(*)::int n from ${table} t where position(${CANARY} in lower(t::text)) > 0`,
    )
    if (row?.n) found.push(getTableConfig(table).name)
  }
  return found.sort()
}

async function totals(db: Db) {
  const [[attendance], [entries], [placed], [persons]] = await Promise.all([
    db.select({ n: count(), people: countDistinct(attendances.personId) }).from(attendances),
    db.select({ n: count() }).from(checkInEntries),
    db.select({ n: count() }).from(rsvps),
    db.select({ n: count() }).from(people),
  ])
  return { attendance, entries, placed, persons }
}

describe('erasing a person', () => {
  it('leaves no trace in any column and moves no total', async () => {
    await rolledBack(database.db, async (db) => {
      const { person } = await buildFullLife(db)
      // Every table that may hold a personal value is sown, so that a forgotten one shows.
      const personalTables = new Set(Object.keys(personalColumns).map((column) => column.split('.')[0]))
      const unsown = [...personalTables].filter((table) => !['sessions', 'consents'].includes(table ?? ''))
      expect((await findCanary(db)).filter((table) => personalTables.has(table))).toEqual(unsown.sort())
      const before = await totals(db)
      await erasePerson(ctxOf(db, asPerson(person), now), { personId: person.id })
      expect(await findCanary(db)).toEqual([])
      expect(await totals(db)).toEqual(before)
      expect(await erasePerson(ctxOf(db, asPerson(person), future), { personId: person.id })).toEqual({ erasedAt: now })
    })
  })

  it('closes every door: sessions, grants, memberships', async () => {
    await rolledBack(database.db, async (db) => {
      const { person } = await buildFullLife(db)
      await erasePerson(ctxOf(db, asPerson(person), now), { personId: person.id })
      expect(await db.select().from(sessions)).toEqual([])
      expect(await db.select().from(accounts)).toEqual([])
      expect((await db.select().from(grants).where(eq(grants.personId, person.id))).map((g) => g.endsAt)).toEqual([now])
      expect((await db.select().from(memberships)).map((m) => m.status)).toEqual(['left'])
      expect((await db.select().from(membershipPeriods)).map((p) => p.leftOn)).toEqual(['2026-11-01'])
      expect((await db.select().from(people).where(eq(people.id, person.id)))[0]).toMatchObject({
        status: 'erased',
        displayName: '',
        email: null,
      })
    })
  })

  it('passes her place to who waits, and keeps the RSVP of the past', async () => {
    await rolledBack(database.db, async (db) => {
      const { person, other, attended, coming } = await buildFullLife(db)
      await erasePerson(ctxOf(db, asPerson(person), now), { personId: person.id })
      const statusOf = async (activityId: string, personId: string) =>
        (
          await db
            .select()
            .from(rsvps)
            .where(and(eq(rsvps.activityId, activityId), eq(rsvps.personId, personId)))
        )[0]?.status
      expect(await statusOf(coming.id, person.id)).toBe('cancelled')
      expect(await statusOf(coming.id, other.id)).toBe('going')
      expect(await statusOf(attended.id, person.id)).toBe('going')
    })
  })

  it('is her own or the network administrator’s to ask for; a stranger meets nothing', async () => {
    await rolledBack(database.db, async (db) => {
      const { person, other } = await buildFullLife(db)
      await expect(erasePerson(ctxOf(db, asPerson(other), now), { personId: person.id })).rejects.toThrow('not_found')
      await erasePerson(ctxOf(db, asPerson(other, [networkGrant('network_admin')]), now), { personId: person.id })
      expect(await findCanary(db)).toEqual([])
    })
  })
})
