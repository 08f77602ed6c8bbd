import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { grants } from '@/db/schema/accounts'
import { membershipPeriods, membershipSuspensions, memberships } from '@/db/schema/groups'
import { historyEntries } from '@/db/schema/history'
import { calendarDays } from '@/db/schema/network'
import { notices } from '@/db/schema/notices'
import { asPerson, ctxOf, groupGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildGrant, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { systemActor } from '../auth/actor'
import { wordsOf } from '../notices/words'
import {
  acceptMember,
  leaveGroup,
  liftDue,
  liftSuspension,
  makePrimary,
  refuseMember,
  removeMember,
  suspendMember,
} from './commands/members'
import { remindApplications } from './commands/remind'

const database = testDatabase()
/** Sunday 1 November 2026, 10:00 in Shanghai. */
const NOW = new Date('2026-11-01T02:00:00Z')

type Scene = Awaited<ReturnType<typeof scene>>
async function scene(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db)
  const [secretary, person, stranger] = [await buildPerson(db), await buildPerson(db), await buildPerson(db)]
  await buildGrant(db, secretary.id, 'secretary', 'group', group.id)
  const by = (who: { id: string }, now = NOW) =>
    ctxOf(db, asPerson(who, who.id === secretary.id ? [groupGrant('secretary', group.id)] : []), now)
  return { db, group, secretary, person, stranger, by, officer: by(secretary) }
}
const inScene = (fn: (s: Scene) => Promise<void>) => rolledBack(database.db, async (db) => fn(await scene(db)))
const told = (db: Db, personId: string) =>
  db
    .select()
    .from(notices)
    .where(and(eq(notices.recipientId, personId), eq(notices.channel, 'in_app')))
const statusOf = async (db: Db, id: string) => (await db.select().from(memberships).where(eq(memberships.id, id)))[0]

describe('answering an application', () => {
  it('accepts: active, primary, a period from today, and the applicant is told', () =>
    inScene(async ({ db, group, person, officer }) => {
      const applied = await buildMembership(db, person.id, group.id, { status: 'applied', appliedAt: NOW })
      expect(await acceptMember(officer, { membershipId: applied.id })).toMatchObject({ status: 'active', primary: true })
      expect((await db.select().from(membershipPeriods)).map((p) => [p.joinedOn, p.leftOn])).toEqual([['2026-11-01', null]])
      expect((await told(db, person.id)).map((n) => n.kind)).toEqual(['membership_accepted'])
      await expect(acceptMember(officer, { membershipId: applied.id })).rejects.toThrow('conflict')
    }))

  it('refuses with a reason that the applicant reads', () =>
    inScene(async ({ db, group, person, officer }) => {
      const applied = await buildMembership(db, person.id, group.id, { status: 'applied', note: '喜欢读书' })
      await refuseMember(officer, { membershipId: applied.id, reason: '名额已满' })
      expect(await statusOf(db, applied.id)).toMatchObject({ status: 'refused', note: '名额已满' })
      const [notice] = await told(db, person.id)
      const [words] = await wordsOf({ db }, [notice as never], 'zh-CN')
      expect(words).toMatchObject({ path: `/groups/${group.slug}` })
      expect(words?.body).toContain('名额已满')
    }))

  it('is for officers of that group, and never for oneself', () =>
    inScene(async ({ db, group, secretary, person, stranger, by, officer }) => {
      const applied = await buildMembership(db, person.id, group.id, { status: 'applied' })
      const own = await buildMembership(db, secretary.id, group.id, { status: 'applied' })
      await expect(acceptMember(by(stranger), { membershipId: applied.id })).rejects.toThrow('not_found')
      await expect(acceptMember(by(person), { membershipId: applied.id })).rejects.toThrow('forbidden')
      await expect(acceptMember(officer, { membershipId: own.id })).rejects.toThrow('forbidden')
      expect(await db.select().from(historyEntries)).toEqual([])
    }))
})

describe('leaving', () => {
  it('ends the period; the oldest other membership becomes the primary one', () =>
    inScene(async ({ db, group, person, by }) => {
      const [second, third] = [await buildGroup(db), await buildGroup(db)]
      const first = await buildMembership(db, person.id, group.id, { primary: true })
      await buildMembership(db, person.id, third.id, { decidedAt: new Date('2026-05-01T00:00:00Z') })
      await buildMembership(db, person.id, second.id, { decidedAt: new Date('2026-02-01T00:00:00Z') })
      await leaveGroup(by(person), { membershipId: first.id })
      const rows = await db.select().from(memberships).where(eq(memberships.personId, person.id))
      expect(rows.filter((m) => m.primary).map((m) => m.groupId)).toEqual([second.id])
      expect(rows.find((m) => m.id === first.id)?.status).toBe('left')
      const [period] = await db.select().from(membershipPeriods).where(eq(membershipPeriods.membershipId, first.id))
      expect(period?.leftOn).toBe('2026-11-01')
    }))

  it('takes an application back', () =>
    inScene(async ({ db, group, person, by, stranger }) => {
      const applied = await buildMembership(db, person.id, group.id, { status: 'applied' })
      await expect(leaveGroup(by(stranger), { membershipId: applied.id })).rejects.toThrow('not_found')
      expect(await leaveGroup(by(person), { membershipId: applied.id })).toMatchObject({ status: 'left' })
    }))

  it('refuses the last officer while nobody else holds office now', () =>
    inScene(async ({ db, group, secretary, person, officer }) => {
      const mine = await buildMembership(db, secretary.id, group.id)
      await expect(leaveGroup(officer, { membershipId: mine.id })).rejects.toThrow('last_officer')
      await buildMembership(db, person.id, group.id)
      await buildGrant(db, person.id, 'president', 'group', group.id, { startsAt: new Date('2026-12-01T00:00:00Z') })
      await expect(leaveGroup(officer, { membershipId: mine.id })).rejects.toThrow('last_officer')
      await buildGrant(db, person.id, 'president', 'group', group.id)
      await leaveGroup(officer, { membershipId: mine.id })
      const [grant] = await db.select().from(grants).where(eq(grants.personId, secretary.id))
      expect(grant?.endsAt).toEqual(NOW)
    }))
})

it('makes another membership the primary one, alone', () =>
  inScene(async ({ db, group, person, by }) => {
    const other = await buildGroup(db)
    await buildMembership(db, person.id, group.id, { primary: true })
    const second = await buildMembership(db, person.id, other.id)
    await makePrimary(by(person), { membershipId: second.id })
    const rows = await db.select().from(memberships).where(eq(memberships.personId, person.id))
    expect(rows.filter((m) => m.primary).map((m) => m.id)).toEqual([second.id])
  }))

describe('suspending', () => {
  it('suspends with a reason until a day, on which the worker lifts it', () =>
    inScene(async ({ db, group, person, officer }) => {
      const mine = await buildMembership(db, person.id, group.id)
      await buildGrant(db, person.id, 'organizer', 'group', group.id)
      await expect(suspendMember(officer, { membershipId: mine.id, reason: 'x', toOn: '2026-11-01' })).rejects.toMatchObject({
        fields: { toOn: 'date_past' },
      })
      await suspendMember(officer, { membershipId: mine.id, reason: '多次未到', toOn: '2026-11-08' })
      const [grant] = await db.select().from(grants).where(eq(grants.personId, person.id))
      expect(grant?.endsAt).toEqual(NOW)
      const worker = (now: string) => ctxOf(db, systemActor('groups/lift-suspensions'), new Date(now))
      expect(await liftDue(worker('2026-11-07T15:59:00Z'))).toBe(0)
      expect(await liftDue(worker('2026-11-09T16:00:00Z'))).toBe(1)
      expect(await statusOf(db, mine.id)).toMatchObject({ status: 'active' })
      expect((await told(db, person.id)).map((n) => n.kind)).toEqual(['membership_suspended', 'membership_lifted'])
    }))

  it('lifts early: the open end becomes today', () =>
    inScene(async ({ db, group, person, officer }) => {
      const mine = await buildMembership(db, person.id, group.id)
      await suspendMember(officer, { membershipId: mine.id, reason: '多次未到' })
      await liftSuspension(officer, { membershipId: mine.id })
      expect((await db.select().from(membershipSuspensions)).map((s) => s.toOn)).toEqual(['2026-11-01'])
      await expect(liftSuspension(officer, { membershipId: mine.id })).rejects.toThrow('conflict')
    }))
})

it('removes a member, who is told and whose period ends', () =>
  inScene(async ({ db, group, person, officer }) => {
    const mine = await buildMembership(db, person.id, group.id, { primary: true })
    await removeMember(officer, { membershipId: mine.id })
    expect(await statusOf(db, mine.id)).toMatchObject({ status: 'left', primary: false })
    expect((await told(db, person.id)).map((n) => n.kind)).toEqual(['membership_removed'])
  }))

describe('reminding of applications', () => {
  it('reminds once, after five working days by the calendar', () =>
    inScene(async ({ db, group, secretary, person }) => {
      const worker = (now: string) => ctxOf(db, systemActor('groups/remind-applications'), new Date(now))
      await db.insert(calendarDays).values([
        { day: '2026-10-28', names: { zh: '假日' }, working: false },
        { day: '2026-10-31', names: { zh: '补班' }, working: true },
      ])
      // A Friday, 23:30 in Shanghai; working days: Mon 26, Tue 27, Thu 29, Fri 30, Sat 31.
      await buildMembership(db, person.id, group.id, { status: 'applied', appliedAt: new Date('2026-10-23T15:30:00Z') })
      expect(await remindApplications(worker('2026-10-30T10:00:00Z'))).toBe(0)
      expect(await remindApplications(worker('2026-10-31T01:00:00Z'))).toBe(1)
      expect(await remindApplications(worker('2026-11-06T01:00:00Z'))).toBe(0)
      expect((await told(db, secretary.id)).map((n) => n.kind)).toEqual(['membership_waiting'])
    }))
})
