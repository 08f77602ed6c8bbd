import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Db, openPostgres } from '@/db/client'
import { invitations, sessions } from '@/db/schema/accounts'
import { memberships } from '@/db/schema/groups'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { freshPostgres } from '@/db/testing/database'
import { buildGrant, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { race } from '@/db/testing/race'
import type { RaceJob } from '@/db/testing/race-child'
import { signOutOthers } from '../accounts/commands/settings'
import { actorOfToken, hashOf } from '../auth/session'
import { makeInviteLink } from './commands/invitations'
import { acceptMember } from './commands/members'
import { endTerm, handOver } from './commands/officers'
import { listMembers } from './queries/desk'

/** Real PostgreSQL, four processes, committed transactions; the race again with its lock and its constraint taken away. */

const NOW = '2026-11-01T02:00:00.000Z'
type Opened = Awaited<ReturnType<typeof freshPostgres>>
let whole: Opened
let weakened: Opened

beforeAll(async () => {
  ;[whole, weakened] = [await freshPostgres(), await freshPostgres()]
  await weakened.db.execute(sql`alter table invitations drop constraint invitations_uses`)
  await weakened.db.execute(
    sql`create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(0.02); return new; end $$`,
  )
  await weakened.db.execute(sql`create trigger dawdle before update on invitations for each row execute function dawdle()`)
  for (const { db } of [whole, weakened]) await buildNetwork(db)
})
afterAll(async () => {
  await whole?.close()
  await weakened?.close()
})

const officeOf = async (db: Db) => {
  const group = await buildGroup(db, { joinMode: 'invite' })
  const secretary = await buildPerson(db)
  const grant = await buildGrant(db, secretary.id, 'secretary', 'group', group.id)
  return { group, secretary, grant, ctx: ctxOf(db, asPerson(secretary, [groupGrant('secretary', group.id)]), new Date(NOW)) }
}

describe('a link for 8 people, accepted by 40 at once', () => {
  const run = async ({ db, url }: Opened, withoutLocks: boolean) => {
    const { group, ctx } = await officeOf(db)
    const { id, secret } = await makeInviteLink(ctx, { groupId: group.id, maxUses: 8, days: 7 })
    const crowd = []
    for (let i = 0; i < 40; i++) crowd.push(await buildPerson(db))
    const jobs = crowd.map(
      (person): RaceJob => ({
        module: 'lib/groups/commands/invitations',
        command: 'acceptInvitation',
        personId: person.id,
        input: { secret },
        now: NOW,
      }),
    )
    const answers = await race(url, jobs, { withoutLocks })
    const members = await db.select().from(memberships).where(eq(memberships.groupId, group.id))
    const [offer] = await db.select().from(invitations).where(eq(invitations.id, id))
    return { answers, members, uses: offer?.uses }
  }

  it('admits 8; the others are told that it is used up', async () => {
    const { answers, members, uses } = await run(whole, false)
    expect([members.length, uses]).toEqual([8, 8])
    expect(members.every((m) => m.status === 'active' && m.primary)).toBe(true)
    expect(answers.flatMap((a) => (a.ok ? [] : [a.error]))).toEqual(Array(32).fill('invitation_spent'))
  })

  it('control: without the lock and the constraint more get in', async () => {
    const { members } = await run(weakened, true)
    expect(members.length).toBeGreaterThan(8)
  })
})

describe('grants are read by every request', () => {
  const signIn = async (db: Db, personId: string) => {
    const token = `token-${personId}`
    await db.insert(sessions).values({ sessionToken: hashOf(token), userId: personId, expires: new Date('2027-01-01T00:00:00Z') })
    return token
  }
  const acceptJob = (token: string, membershipId: string, now = NOW): RaceJob => ({
    module: 'db/testing/session-race',
    command: 'acceptAsSignedIn',
    personId: '',
    input: { token, membershipId },
    now,
  })
  const applicants = async (db: Db, groupId: string, n: number) => {
    const made = []
    for (let i = 0; i < n; i++) made.push(await buildMembership(db, (await buildPerson(db)).id, groupId, { status: 'applied' }))
    return made.map((m) => m.id)
  }

  it('an ended term is refused on every process at once, and an appointment works there at once', async () => {
    const { db, url } = whole
    const { group, secretary, grant } = await officeOf(db)
    const token = await signIn(db, secretary.id)
    const ids = await applicants(db, group.id, 12)
    const jobs = (from: number) => ids.slice(from, from + 4).map((id) => acceptJob(token, id))
    expect((await race(url, jobs(0))).map((a) => a.ok)).toEqual([true, true, true, true])
    const admin = ctxOf(db, asPerson(await buildPerson(db), [networkGrant('network_admin')]), new Date(NOW))
    await endTerm(admin, { grantId: grant.id })
    expect((await race(url, jobs(4))).map((a) => (a.ok ? 'ok' : a.error))).toEqual(Array(4).fill('not_found'))
    await buildGrant(db, secretary.id, 'president', 'group', group.id)
    expect((await race(url, jobs(8))).map((a) => a.ok)).toEqual([true, true, true, true])
  })

  it('a session that was ended, and a term that was, are gone for a process that had read them before, within a second', async () => {
    const other = await openPostgres(whole.url, 2)
    try {
      const { db, url } = whole
      const { group, secretary, grant, ctx } = await officeOf(db)
      const token = await signIn(db, secretary.id)
      const there = () => actorOfToken(other.db, token, new Date(NOW))
      const office = groupGrant('secretary', group.id)
      expect(await there()).toMatchObject({ grants: [office] })
      const admin = ctxOf(db, asPerson(await buildPerson(db), [networkGrant('network_admin')]), new Date(NOW))
      let since = performance.now()
      await endTerm(admin, { grantId: grant.id })
      expect(await there()).toMatchObject({ personId: secretary.id, grants: [] })
      expect(performance.now() - since).toBeLessThan(1000)
      await buildGrant(db, secretary.id, 'secretary', 'group', group.id)
      expect(await there()).toMatchObject({ grants: [office] })
      since = performance.now()
      await signOutOthers(ctx, { keep: null })
      expect(await there()).toBeNull()
      expect(performance.now() - since).toBeLessThan(1000)
      const jobs = (await applicants(db, group.id, 4)).map((id) => acceptJob(token, id))
      expect((await race(url, jobs)).map((a) => (a.ok ? 'ok' : a.error))).toEqual(Array(4).fill('not_found'))
    } finally {
      await other.close()
    }
  })

  it('a handover takes effect at midnight on two connections: the open application is the successor’s, the predecessor is refused', async () => {
    const other = await openPostgres(whole.url, 2)
    try {
      const { db } = whole
      const { group, secretary, grant, ctx } = await officeOf(db)
      const successor = await buildPerson(db)
      await buildMembership(db, successor.id, group.id)
      const [application = ''] = await applicants(db, group.id, 1)
      await handOver(ctx, { grantId: grant.id, personId: successor.id, fromOn: '2026-11-16' })
      const [old, next] = [await signIn(db, secretary.id), await signIn(db, successor.id)]
      const as = async (connection: Db, token: string, at: string) => {
        const actor = await actorOfToken(connection, token, new Date(at))
        if (!actor) throw new Error('nobody')
        return ctxOf(connection, actor, new Date(at))
      }
      const applicationsOf = async (connection: Db, token: string, at: string) =>
        listMembers(await as(connection, token, at), group.slug, {}).then(
          (list) => list.applications.map((a) => a.id),
          (error: { code: string }) => error.code,
        )
      const [before, midnight] = ['2026-11-15T15:59:59.999Z', '2026-11-15T16:00:00.000Z']
      for (const connection of [db, other.db]) {
        expect(await applicationsOf(connection, old, before)).toEqual([application])
        expect(await applicationsOf(connection, next, before)).toBe('forbidden')
        expect(await applicationsOf(connection, old, midnight)).toBe('forbidden')
        expect(await applicationsOf(connection, next, midnight)).toEqual([application])
      }
      await expect(acceptMember(await as(db, old, midnight), { membershipId: application })).rejects.toThrow('not_found')
      expect(await acceptMember(await as(other.db, next, midnight), { membershipId: application })).toMatchObject({ status: 'active' })
    } finally {
      await other.close()
    }
  })
})
