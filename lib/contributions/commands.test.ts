import { execFileSync, spawnSync } from 'node:child_process'
import { and, count, countDistinct, eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type Db, rowsOf } from '@/db/client'
import { personalColumns } from '@/db/privacy'
import { accounts, consents, feedTokens, grants, invitations, people, sessions, signInRequests } from '@/db/schema/accounts'
import { attendances, checkInEntries, corrections } from '@/db/schema/attendance'
import { memberExports, membershipPeriods, membershipSuspensions, memberships } from '@/db/schema/groups'
import { importRuns, importUploads, sources } from '@/db/schema/imports'
import { requests } from '@/db/schema/jobs'
import { mutedNotices, outboxMessages } from '@/db/schema/notices'
import { registrations } from '@/db/schema/registrations'
import { reports } from '@/db/schema/reports'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGrant, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { requestSignIn } from '../accounts/commands/sign-in'
import { notify } from '../notices/notify'
import { erasePerson } from './commands/erase'

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
    visibility: { [CANARY]: 'me' },
  })
  const merged = await buildPerson(db, { displayName: CANARY, status: 'merged', mergedIntoId: person.id, email: null, legalName: CANARY })
  const membership = await buildMembership(db, person.id, group.id, { note: CANARY, primary: true })
  await db.insert(membershipSuspensions).values({ membershipId: membership.id, fromOn: '2026-01-01', reason: CANARY })
  await buildGrant(db, person.id, 'organizer', 'group', group.id)
  await db.insert(sessions).values({ sessionToken: CANARY, userId: person.id, expires: future })
  await db.insert(accounts).values({ userId: person.id, type: 'oauth', provider: CANARY, providerAccountId: CANARY })
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
  await db.insert(rsvps).values({ activityId: attended.id, personId: merged.id, placedById: other.id, status: 'going', ...words })
  await db
    .insert(registrations)
    .values({ noun: 'group', applicantId: person.id, draft: { names: { zh: CANARY } }, status: 'submitted', submittedAt: past })
  await db
    .insert(reports)
    .values({ subjectType: 'group', subjectId: group.id, reason: 'other', note: CANARY, reporterId: person.id, status: 'open' })
  await db.insert(memberExports).values({
    groupId: group.id,
    askedById: person.id,
    purpose: 'other',
    note: CANARY,
    status: 'approved',
    decidedById: other.id,
    decidedAt: past,
  })
  const [run] = await db.insert(importRuns).values({ system: 'csv', folder: 'page', askedById: other.id }).returning()
  await db.insert(importUploads).values({ runId: run?.id ?? '', name: 'members.csv', text: `name,email\n${CANARY},${CANARY}@Example.org` })
  await db.insert(sources).values({ system: 'csv', noun: 'person', externalId: CANARY, personId: person.id, hash: CANARY })
  await db.insert(mutedNotices).values({ personId: person.id, kind: CANARY, mutedAt: past })
  const [hash] = await db.select().from(signInRequests)
  await db
    .update(signInRequests)
    .set({ codeHash: CANARY, linkHash: CANARY })
    .where(eq(signInRequests.id, hash?.id ?? ''))
  const [mail] = await db.select().from(outboxMessages).where(eq(outboxMessages.template, 'sign_in'))
  await db
    .update(outboxMessages)
    .set({ values: { code: CANARY } })
    .where(eq(outboxMessages.id, mail?.id ?? ''))
  return { person, other, merged, attended, coming }
}

/** What no text of ours can be written into: a language, an instant, a district's code, an agreement that ends. */
const typed = ['people.locale', 'people.email_verified_at', 'people.home_district_code', 'consents.purpose', 'consents.text_version']

/** Tables in any column of which the canary still sings, whatever tables there are. */
async function findCanary(db: Db): Promise<string[]> {
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  expect(tables.length).toBeGreaterThan(40)
  const found: string[] = []
  for (const { name } of tables) {
    const [row] = await rowsOf<{ n: number }>(
      db,
      sql`select count(*)::int n from ${sql.raw(`"${name}"`)} t where position(${CANARY} in lower(t::text)) > 0`,
    )
    if (row?.n) found.push(name)
  }
  return found
}

/** Personal columns of the register in which it sings. */
async function findColumns(db: Db): Promise<string[]> {
  const found: string[] = []
  for (const column of Object.keys(personalColumns)) {
    const [table = '', name = ''] = column.split('.')
    const [row] = await rowsOf<{ n: number }>(
      db,
      sql`select count(*)::int n from ${sql.raw(`"${table}"`)} t where position(${CANARY} in lower(${sql.raw(`t."${name}"`)}::text)) > 0`,
    )
    if (row?.n) found.push(column)
  }
  return found
}

const countRows = async (db: Db, table: string) =>
  (await rowsOf<{ n: number }>(db, sql`select count(*)::int n from ${sql.raw(`"${table}"`)}`))[0]?.n ?? 0

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
      // Every personal column is sown, so that a forgotten one shows.
      expect(await findColumns(db)).toEqual(Object.keys(personalColumns).filter((column) => !typed.includes(column)))
      const before = await totals(db)
      await erasePerson(ctxOf(db, asPerson(person), now), { personId: person.id })
      expect(await findCanary(db)).toEqual([])
      expect(await totals(db)).toEqual(before)
      expect(await erasePerson(ctxOf(db, asPerson(person), future), { personId: person.id })).toEqual({ erasedAt: now })
    })
  })

  it('does to each column what the register says', async () => {
    await rolledBack(database.db, async (db) => {
      const { person } = await buildFullLife(db)
      const tables = [...new Set(Object.keys(personalColumns).map((column) => column.split('.')[0] ?? ''))]
      const counted = async () => Object.fromEntries(await Promise.all(tables.map(async (t) => [t, await countRows(db, t)] as const)))
      const before = await counted()
      await erasePerson(ctxOf(db, asPerson(person), now), { personId: person.id })
      const after = await counted()
      const done = Object.keys(personalColumns).map((column) => {
        const table = column.split('.')[0] ?? ''
        return [column, (after[table] ?? 0) < (before[table] ?? 0)]
      })
      expect(done).toEqual(Object.entries(personalColumns).map(([column, { erased }]) => [column, erased === 'deleted']))
      expect((await db.select().from(consents)).map((c) => c.withdrawnAt)).toEqual([now])
      expect((await db.select().from(registrations)).map((r) => [r.status, r.draft])).toEqual([['withdrawn', {}]])
      const [tombstone] = await db.select().from(people).where(eq(people.id, person.id))
      expect(tombstone).toMatchObject({ homeDistrictCode: null, emailVerifiedAt: null, visibility: {}, interests: [] })
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

// Last, because it commits.
describe('a dump of the database', () => {
  it('has no trace of an erased person', async () => {
    const { person } = await buildFullLife(database.db)
    // Without the tool the tables below still tell.
    const url = spawnSync('pg_dump', ['--version']).status === 0 ? database.url : null
    const dump = () => (url ? execFileSync('pg_dump', ['--dbname', url], { encoding: 'utf8', maxBuffer: 1e9 }).toLowerCase() : '')
    if (url) expect(dump()).toContain(CANARY)
    expect((await findCanary(database.db)).length).toBeGreaterThan(15)
    await erasePerson(ctxOf(database.db, asPerson(person), now), { personId: person.id })
    expect(dump()).not.toContain(CANARY)
    expect(await findCanary(database.db)).toEqual([])
  })
})
