import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activities } from '@/db/schema/activities'
import { attendances } from '@/db/schema/attendance'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf, groupGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import type { RsvpStatus } from '@/db/vocabulary'
import { getActivitySubject } from '../activities/queries'
import { getMyRsvp, getSeats, listMyRsvps } from './queries'
import { getPanel } from './queries/panel'
import { getPeople } from './queries/people'

const database = testDatabase()

async function scene(db: Db) {
  await buildNetwork(db)
  const [group, other] = [await buildGroup(db), await buildGroup(db)]
  const me = await buildPerson(db, { displayName: '林知夏' })
  const as = (memberOf: string[] = []) => ctxOf(db, asPerson(me, [], memberOf))
  const place = (activityId: string, personId: string, status: RsvpStatus, over: Partial<typeof rsvps.$inferInsert> = {}) =>
    db.insert(rsvps).values({
      activityId,
      personId,
      placedById: personId,
      status,
      ...(status === 'cancelled' || status === 'late_cancelled' ? { cancelledAt: new Date() } : {}),
      ...(status === 'offered' ? { offerExpiresAt: new Date('2026-11-02T00:00:00Z') } : {}),
      ...over,
    })
  return { group, other, me, as, place }
}

const attended = (db: Db, activityId: string, personId: string) =>
  db.insert(attendances).values({ activityId, personId, inAt: new Date(), timeliness: 'on_time', grade: 'witnessed', source: 'roster' })

describe('getMyRsvp', () => {
  it('tells the rank among those who wait for this activity, and whether this person came', () =>
    rolledBack(database.db, async (db) => {
      const { group, me, as, place } = await scene(db)
      const [activity, elsewhere] = [await buildActivity(db, [group.id]), await buildActivity(db, [group.id])]
      for (const status of ['waitlisted', 'cancelled', 'waitlisted'] as const) await place(activity.id, (await buildPerson(db)).id, status)
      const stranger = await buildPerson(db)
      await place(elsewhere.id, stranger.id, 'waitlisted')
      await attended(db, activity.id, stranger.id)
      await place(activity.id, me.id, 'waitlisted')
      await place(activity.id, stranger.id, 'waitlisted')
      expect(await getMyRsvp(as(), activity.id)).toMatchObject({ status: 'waitlisted', position: 3, attended: false })
      expect(await getMyRsvp(as(), elsewhere.id)).toBeNull()
      expect(await getMyRsvp(ctxOf(db, { kind: 'visitor' }), activity.id)).toBeNull()
    }))
})

describe('getSeats', () => {
  it('counts people, seats with companions and offers, and those waiting, per activity', () =>
    rolledBack(database.db, async (db) => {
      const { group, place } = await scene(db)
      const [activity, empty] = [await buildActivity(db, [group.id]), await buildActivity(db, [group.id])]
      for (const [status, companions] of [
        ['going', 2],
        ['offered', 1],
        ['waitlisted', 0],
        ['pending', 0],
        ['cancelled', 0],
      ] as const)
        await place(activity.id, (await buildPerson(db)).id, status, { companions })
      const seats = await getSeats(ctxOf(db, { kind: 'visitor' }), [activity.id, empty.id])
      expect(seats.get(activity.id)).toEqual({ going: 1, seats: 5, waitlisted: 1, pending: 1 })
      expect(seats.get(empty.id)).toBeUndefined()
    }))
})

describe('listMyRsvps', () => {
  it('parts what is next, waiting and past, with attendance, and pages back through the past', () =>
    rolledBack(database.db, async (db) => {
      const { group, me, as, place } = await scene(db)
      const on = async (day: string, status: RsvpStatus, title: string) => {
        const activity = await buildActivity(db, [group.id], { startsAt: new Date(`${day}T11:00:00Z`), titles: { zh: title } })
        await place(activity.id, me.id, status)
        return activity
      }
      await on('2026-11-20', 'going', 'later')
      await on('2026-11-05', 'going', 'soon')
      await on('2026-11-06', 'waitlisted', 'waiting')
      await on('2026-11-07', 'cancelled', 'left')
      const came = await on('2026-10-20', 'going', 'came')
      await attended(db, came.id, me.id)
      await on('2026-10-10', 'going', 'missed')
      await on('2026-10-12', 'waitlisted', 'never got in')
      const mine = await listMyRsvps(as())
      const titles = (rows: { titles: { zh?: string } }[]) => rows.map((r) => r.titles.zh)
      expect([titles(mine.next), titles(mine.waiting), titles(mine.past)]).toEqual([['soon', 'later'], ['waiting'], ['came', 'missed']])
      expect(mine.past.map((r) => r.attended)).toEqual([true, false])
      expect(mine.older).toBeNull()
      for (let i = 10; i < 32; i++) await on(`2026-09-${String(i - 2).padStart(2, '0')}`, 'going', `old ${i}`)
      const first = await listMyRsvps(as())
      const second = await listMyRsvps(as(), { before: first.older ?? '' })
      expect([first.past.length, second.past.length, second.older]).toEqual([20, 4, null])
      expect(new Set([...first.past, ...second.past].map((r) => r.id)).size).toBe(24)
      const id = '-'.repeat(36)
      for (const before of ['nonsense', `2026-01-01T00:00:00Z~${id}`, `+275760-09-13T00:00:00Z~${second.past[0]?.activityId}`])
        expect((await listMyRsvps(as(), { before })).past).toHaveLength(20)
    }))
})

describe('getPanel', () => {
  const taken = { seatsTaken: 0, waitlisted: 0 }

  it('asks whom one represents only a member of two hosts, and warns of an overlap', () =>
    rolledBack(database.db, async (db) => {
      const { group, other, me, as, place } = await scene(db)
      const joint = { ...(await getActivitySubject(as(), (await buildActivity(db, [group.id, other.id])).id)), ...taken }
      expect((await getPanel(as([group.id]), joint)).represents).toEqual([])
      expect((await getPanel(as([group.id, other.id]), joint)).represents.map((g) => g.id).sort()).toEqual([group.id, other.id].sort())
      const clash = await buildActivity(db, [group.id], { startsAt: new Date('2026-11-10T12:00:00Z') })
      await place(clash.id, me.id, 'going')
      expect((await getPanel(as(), joint)).overlap).toMatchObject({ slug: clash.slug })
      await db
        .update(activities)
        .set({ startsAt: new Date('2026-11-10T13:00:00Z'), endsAt: null })
        .where(eq(activities.id, clash.id))
      expect((await getPanel(as(), joint)).overlap).toBeNull()
    }))

  it('tells a non-member how to join where only members may come', () =>
    rolledBack(database.db, async (db) => {
      const { group, me, as } = await scene(db)
      const made = await buildActivity(db, [group.id], { audience: 'members' })
      const activity = { ...(await getActivitySubject(as(), made.id)), ...taken }
      expect((await getPanel(as(), activity)).join).toMatchObject({ groupId: group.id, joinMode: 'review', applied: false })
      await buildMembership(db, me.id, group.id, { status: 'applied' })
      expect((await getPanel(as(), activity)).join).toMatchObject({ applied: true })
      expect((await getPanel(as([group.id]), activity)).join).toBeNull()
    }))
})

describe('getPeople', () => {
  it('is the organizers’: everybody in order with ranks, found by name, and members to register', () =>
    rolledBack(database.db, async (db) => {
      const { group, me, as, place } = await scene(db)
      const activity = await buildActivity(db, [group.id], { capacity: 1 })
      const [a, b] = [await buildPerson(db, { displayName: '周一' }), await buildPerson(db, { displayName: '周二' })]
      await place(activity.id, a.id, 'going', { companions: 1 })
      await place(activity.id, me.id, 'waitlisted')
      await place(activity.id, b.id, 'waitlisted')
      const member = await buildPerson(db, { displayName: '周三' })
      await buildMembership(db, member.id, group.id)
      await buildMembership(db, b.id, group.id)
      const officer = ctxOf(db, asPerson(await buildPerson(db), [groupGrant('secretary', group.id)]))
      const all = await getPeople(officer, activity.id)
      expect(all.rows.map((r) => [r.displayName, r.position])).toEqual([
        ['周一', null],
        ['林知夏', 1],
        ['周二', 2],
      ])
      expect([all.seats.seats, all.overBy, all.members, all.mayManage]).toEqual([2, 1, [], true])
      const found = await getPeople(officer, activity.id, { q: '周' })
      expect(found.rows.map((r) => [r.displayName, r.position])).toEqual([
        ['周一', null],
        ['周二', 2],
      ])
      expect(found.members.map((m) => m.id)).toEqual([member.id])
      await expect(getPeople(as(), activity.id)).rejects.toThrow('forbidden')
    }))
})
