import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { people } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { attendances, checkInEntries, recaps } from '@/db/schema/attendance'
import { membershipPeriods, memberships } from '@/db/schema/groups'
import { historyEntries } from '@/db/schema/history'
import { rsvps } from '@/db/schema/rsvps'
import { restatements } from '@/db/schema/statistics'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { tickOnRoster } from '../attendance/commands/check-in'
import { monthFigures } from '../attendance/commands/restate'
import { listMyAttendances } from '../attendance/queries/record'
import { openField } from '../auth/secret'
import { rsvpFor } from '../rsvps/commands/rsvp-for'
import { getMyRsvp, listMyRsvps } from '../rsvps/queries'
import { lockMonth } from '../statistics/commands'
import { getStatistics } from '../statistics/queries/figures'
import { listFigureRows } from '../statistics/queries/rows'
import { claimRecord } from './commands/claim'
import { erasePerson } from './commands/erase'
import { claimSchema } from './schema'

const database = testDatabase()
const now = new Date('2026-10-01T02:00:00Z')
const start = new Date('2026-10-10T11:00:00Z')
const after = new Date('2026-10-12T02:00:00Z')

/** A neighbour registered by the secretary with a phone, and a man with an account. */
async function arrange(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db)
  const secretary = await buildPerson(db)
  const me = await buildPerson(db, { displayName: '老周' })
  const activity = await buildActivity(db, [group.id], { startsAt: start, companionsAllowed: 1 })
  const officer = (at = now) => ctxOf(db, asPerson(secretary, [groupGrant('secretary', group.id)]), at)
  const mine = (at = after) => ctxOf(db, asPerson(me), at)
  const place = async (over: Record<string, unknown> = {}, activityId = activity.id) => {
    const placed = await rsvpFor(officer(), { activityId, displayName: '周伯', phone: '138 0013 8000', companions: 0, ...over })
    const [rsvp] = await db.select().from(rsvps).where(eq(rsvps.id, placed.rsvpId))
    return { ...placed, code: placed.claimCode ?? '', personId: rsvp?.personId ?? '' }
  }
  const tick = (personId: string, activityId = activity.id) => tickOnRoster(officer(start), { activityId, personId })
  const read = async (id: string) => (await db.select().from(people).where(eq(people.id, id)))[0]
  return { group, activity, me, officer, mine, place, tick, read }
}

describe('a phone', () => {
  it('finds the same person again, and is kept sealed', async () => {
    await rolledBack(database.db, async (db) => {
      const { group, place, read } = await arrange(db)
      const first = await place()
      const another = await buildActivity(db, [group.id], { startsAt: start })
      const second = await place({ displayName: '老周伯', phone: '+86 (138) 0013-8000' }, another.id)
      expect(second).toMatchObject({ personId: first.personId, claimCode: null })
      expect(await read(first.personId)).toMatchObject({ displayName: '周伯' })
      expect(openField((await read(first.personId))?.phoneEncrypted ?? null)).toBe('+8613800138000')
      await expect(place({ phone: '12' })).rejects.toMatchObject({ fields: { phone: 'phone' } })
      expect(JSON.stringify(await db.select().from(historyEntries))).not.toContain('8000')
    })
  })

  it('of an account that the hosts do not know is not found', async () => {
    await rolledBack(database.db, async (db) => {
      const { place, me, tick, read } = await arrange(db)
      const first = await place()
      await tick(first.personId)
      await db.update(people).set({ status: 'active', claimCodeHash: null }).where(eq(people.id, first.personId))
      await db.delete(attendances)
      await db.delete(rsvps)
      const second = await place()
      expect(second.personId).not.toBe(first.personId)
      expect(await read(second.personId)).toMatchObject({ phoneHash: null, displayName: '周伯' })
      expect(me.id).not.toBe(second.personId)
    })
  })
})

describe('claiming a record', () => {
  it('brings what was attended into one’s own, and the log stays as it was', async () => {
    await rolledBack(database.db, async (db) => {
      const { activity, me, mine, place, tick, read } = await arrange(db)
      const { code, personId } = await place()
      await tick(personId)
      const log = await db.select().from(checkInEntries)
      expect(await listMyAttendances(mine())).toMatchObject({ items: [] })
      expect(await claimRecord(mine(), claimSchema.parse({ code: code.toLowerCase().replace(/(....)/, '$1 - ') }))).toEqual({
        name: '周伯',
        attendances: 1,
        coming: 0,
      })
      expect((await listMyAttendances(mine())).items.map((item) => item.activity.slug)).toEqual([activity.slug])
      expect((await listMyRsvps(mine())).past.map((item) => item.activityId)).toEqual([activity.id])
      expect(await getMyRsvp(mine(), activity.id)).toMatchObject({ status: 'going', attended: true })
      expect(await db.select().from(checkInEntries)).toEqual(log)
      expect(await read(personId)).toMatchObject({ status: 'merged', mergedIntoId: me.id, phoneHash: null, claimCodeHash: null })
      expect(openField((await read(me.id))?.phoneEncrypted ?? null)).toBe('+8613800138000')
      await expect(claimRecord(mine(), { code })).rejects.toThrow('claim_code_wrong')
    })
  })

  it('makes what is to come one’s own; where both have a place, one is given back', async () => {
    await rolledBack(database.db, async (db) => {
      const { group, activity, me, mine, place } = await arrange(db)
      const { code, personId } = await place()
      const both = await buildActivity(db, [group.id], { startsAt: start, capacity: 2 })
      await place({}, both.id)
      const waiting = await buildPerson(db)
      await db.insert(rsvps).values({ activityId: both.id, personId: me.id, placedById: me.id, status: 'going' })
      await db.insert(rsvps).values({ activityId: both.id, personId: waiting.id, placedById: waiting.id, status: 'waitlisted' })
      expect(await claimRecord(mine(now), { code })).toMatchObject({ coming: 1, attendances: 0 })
      expect(await getMyRsvp(mine(now), activity.id)).toMatchObject({ status: 'going' })
      const at = await db.select().from(rsvps).where(eq(rsvps.activityId, both.id))
      expect(Object.fromEntries(at.map((r) => [r.personId, r.status]))).toEqual({
        [me.id]: 'going',
        [personId]: 'cancelled',
        [waiting.id]: 'going',
      })
    })
  })

  it('keeps the better of two places', async () => {
    await rolledBack(database.db, async (db) => {
      const { group, me, mine, place } = await arrange(db)
      const full = await buildActivity(db, [group.id], { startsAt: start, capacity: 1 })
      const { code, personId } = await place({}, full.id)
      const first = await buildPerson(db)
      for (const { id } of [first, me])
        await db.insert(rsvps).values({ activityId: full.id, personId: id, placedById: id, status: 'waitlisted' })
      await claimRecord(mine(now), { code })
      const at = await db.select().from(rsvps).where(eq(rsvps.activityId, full.id))
      expect(Object.fromEntries(at.map((r) => [r.personId, r.status]))).toEqual({
        [me.id]: 'going',
        [personId]: 'cancelled',
        [first.id]: 'waitlisted',
      })
    })
  })

  it('takes a place up again that one had given back oneself', async () => {
    await rolledBack(database.db, async (db) => {
      const { activity, me, mine, place } = await arrange(db)
      await db.insert(rsvps).values({ activityId: activity.id, personId: me.id, placedById: me.id, status: 'cancelled', cancelledAt: now })
      const { code } = await place({ companions: 1 })
      await claimRecord(mine(now), { code })
      expect(await getMyRsvp(mine(now), activity.id)).toMatchObject({ status: 'going', companions: 1 })
    })
  })

  it('leaves one attendance where both were, and restates a locked month by the person that is fewer', async () => {
    await rolledBack(database.db, async (db) => {
      const { group, activity, me, mine, place, tick } = await arrange(db)
      const twice = await buildActivity(db, [group.id], { startsAt: new Date('2026-10-11T02:00:00Z') })
      const { code, personId } = await place()
      await buildMembership(db, me.id, group.id)
      await place({}, twice.id)
      await tick(personId)
      await db.insert(rsvps).values({ activityId: twice.id, personId: me.id, placedById: me.id, status: 'going' })
      const officer = asPerson(await buildPerson(db), [groupGrant('secretary', group.id)])
      for (const id of [personId, me.id])
        await tickOnRoster(ctxOf(db, officer, new Date('2026-10-11T02:00:00Z')), { activityId: twice.id, personId: id })
      const extra = []
      for (let i = 0; i < 3; i++) extra.push(await buildPerson(db))
      for (const { id } of [activity, twice]) {
        await db.insert(recaps).values({ activityId: id, texts: { zh: '好' }, guests: 3, filedAt: after })
        await db.update(activities).set({ status: 'finalised', finalisedAt: after, countedReason: 'counted' }).where(eq(activities.id, id))
      }
      const later = new Date('2026-11-20T02:00:00Z')
      const admin = ctxOf(db, asPerson(await buildPerson(db), [networkGrant('network_admin')]), later)
      await lockMonth(admin, { month: '2026-10', scope: 'network' })
      expect(await monthFigures(admin, '2026-10-01', 'network')).toMatchObject({ attendances: 3, people: 2 })
      await claimRecord(mine(later), { code })
      expect(await monthFigures(admin, '2026-10-01', 'network')).toMatchObject({ attendances: 2, people: 1 })
      const moved = (await db.select().from(restatements)).map((r) => r.delta)
      expect(moved.reduce((sum, d) => sum + d.people, 0)).toBe(-1)
      expect(moved.reduce((sum, d) => sum + d.attendances, 0)).toBe(-1)
      expect((await listMyAttendances(mine(later))).items).toHaveLength(2)
    })
  })

  it('is one person in the statistics and in the rows behind them', async () => {
    await rolledBack(database.db, async (db) => {
      const { group, activity, me, mine, place, tick } = await arrange(db)
      const { code, personId } = await place()
      await tick(personId)
      const second = await buildActivity(db, [group.id], { startsAt: new Date('2026-10-11T02:00:00Z') })
      await buildMembership(db, me.id, group.id)
      const secretary = asPerson(await buildPerson(db), [groupGrant('secretary', group.id)])
      await tickOnRoster(ctxOf(db, secretary, new Date('2026-10-11T02:00:00Z')), { activityId: second.id, personId: me.id })
      await db.update(activities).set({ status: 'finalised', finalisedAt: after, countedReason: 'counted' })
      const admin = ctxOf(db, asPerson(await buildPerson(db), [networkGrant('network_admin')]), after)
      const october = { fromOn: '2026-10-01', toOn: '2026-11-01' }
      const told = async () => {
        const { total, participants } = await getStatistics(admin, october, 'kind', 'full')
        const rows = await Promise.all((['people', 'participants'] as const).map((metric) => listFigureRows(admin, october, metric)))
        return [total.attendances, total.people, participants, ...rows.map((behind) => behind.total)]
      }
      expect(await told()).toEqual([2, 2, 1, 2, 1])
      await claimRecord(mine(), { code })
      expect(await told()).toEqual([2, 1, 1, 1, 1])
      expect(activity.id).not.toBe(second.id)
    })
  })

  it('takes memberships over, each once', async () => {
    await rolledBack(database.db, async (db) => {
      const { group, me, mine, place } = await arrange(db)
      const { code, personId } = await place()
      const other = await buildGroup(db)
      await buildMembership(db, personId, group.id, { primary: true })
      await buildMembership(db, personId, other.id)
      await buildMembership(db, me.id, group.id, { primary: true })
      await claimRecord(mine(), { code })
      const rows = await db.select().from(memberships)
      expect(rows.map((m) => [m.personId === me.id, m.groupId === group.id, m.status, m.primary]).sort()).toEqual(
        [
          [true, true, 'active', true],
          [true, false, 'active', false],
          [false, true, 'left', false],
        ].sort(),
      )
      expect((await db.select().from(membershipPeriods)).filter((p) => p.leftOn).map((p) => p.leftOn)).toEqual(['2026-10-12'])
    })
  })

  it('is limited, and tells nothing of a code that is not one', async () => {
    await rolledBack(database.db, async (db) => {
      const { mine, place } = await arrange(db)
      const { code } = await place()
      for (let i = 0; i < 10; i++) await expect(claimRecord(mine(), { code: 'AAAAAAAA' })).rejects.toThrow('claim_code_wrong')
      await expect(claimRecord(mine(), { code })).rejects.toThrow('too_many_requests')
      await expect(claimRecord(ctxOf(db, { kind: 'visitor' }, after), { code })).rejects.toThrow('sign_in_required')
    })
  })

  it('goes with her when she is erased', async () => {
    await rolledBack(database.db, async (db) => {
      const { me, mine, place, tick, read } = await arrange(db)
      const { code, personId } = await place()
      await tick(personId)
      await claimRecord(mine(), { code })
      await erasePerson(mine(), { personId: me.id })
      expect(await read(personId)).toMatchObject({ displayName: '', sortKey: '', phoneEncrypted: null })
      expect(await db.select().from(attendances)).toHaveLength(1)
    })
  })
})
