import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { grants } from '@/db/schema/accounts'
import { historyEntries } from '@/db/schema/history'
import { notices } from '@/db/schema/notices'
import { bookings } from '@/db/schema/venues'
import { asPerson, ctxOf, groupGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGrant, buildGroup, buildNetwork, buildPerson, buildSpace, buildVenue } from '@/db/testing/factories'
import { publicVisitor } from '../auth/actor'
import { personIdOf } from '../policy/actor'
import { confirmBooking, declineBooking, releaseBookings, requestBooking } from './commands'

const database = testDatabase()

async function city(db: Db) {
  await buildNetwork(db)
  const [group, operator] = [await buildGroup(db), await buildGroup(db)]
  const venue = await buildVenue(db, { operatorGroupId: operator.id })
  const space = await buildSpace(db, venue.id, { bufferMinutes: 15 })
  const person = await buildPerson(db)
  return {
    group,
    operator,
    space,
    venue,
    organizer: ctxOf(db, asPerson(person, [groupGrant('secretary', group.id)])),
    runner: ctxOf(db, asPerson(person, [groupGrant('organizer', operator.id)])),
    keeper: ctxOf(db, asPerson(person, [{ role: 'keeper', scopeType: 'venue', scopeId: venue.id }])),
    wish: (from: string, to: string, over = {}) => ({
      spaceId: space.id,
      groupId: group.id,
      startsAt: new Date(`2026-11-10T${from}:00Z`),
      endsAt: new Date(`2026-11-10T${to}:00Z`),
      ...over,
    }),
    statuses: async () => (await db.select().from(bookings).orderBy(bookings.id)).map((b) => b.status),
  }
}
const inCity = (fn: (db: Db, c: Awaited<ReturnType<typeof city>>) => Promise<void>) =>
  rolledBack(database.db, async (db) => fn(db, await city(db)))

describe('requestBooking', () => {
  it('asks the keeper; the keeper and the group that runs the venue need no answer', () =>
    inCity(async (db, c) => {
      expect((await requestBooking(c.organizer, c.wish('10:00', '11:00'))).status).toBe('requested')
      expect((await requestBooking(c.keeper, c.wish('12:00', '13:00'))).status).toBe('confirmed')
      expect(await requestBooking(c.runner, c.wish('14:00', '15:00', { groupId: c.operator.id }))).toMatchObject({
        status: 'confirmed',
        decidedAt: c.runner.now,
      })
      expect((await db.select().from(historyEntries)).map((h) => h.verb)).toEqual([
        'booking.requested',
        'booking.confirmed',
        'booking.confirmed',
      ])
    }))

  it('refuses what a confirmed booking holds, its buffer counted, and leaves the transaction usable', () =>
    inCity(async (_, c) => {
      await requestBooking(c.keeper, c.wish('10:00', '11:00'))
      for (const wish of [c.wish('10:30', '12:00'), c.wish('11:29', '12:00')])
        await expect(requestBooking(c.organizer, wish)).rejects.toThrow('space_taken')
      expect((await requestBooking(c.organizer, c.wish('11:30', '12:00'))).status).toBe('requested')
      expect(await c.statuses()).toEqual(['confirmed', 'requested'])
    }))

  it('refuses others, closed spaces and an end before the start', () =>
    inCity(async (db, c) => {
      await expect(requestBooking(ctxOf(db, publicVisitor()), c.wish('10:00', '11:00'))).rejects.toThrow('sign_in_required')
      await expect(requestBooking(c.organizer, c.wish('10:00', '11:00', { groupId: c.operator.id }))).rejects.toThrow('forbidden')
      const closed = await buildSpace(db, c.venue.id, { bookable: false })
      await expect(requestBooking(c.organizer, c.wish('10:00', '11:00', { spaceId: closed.id }))).rejects.toThrow('invalid_input')
      await expect(async () => requestBooking(c.organizer, c.wish('11:00', '10:00'))).rejects.toThrow('ends_before_start')
    }))
})

describe('deciding', () => {
  it('confirms one of two that overlap', () =>
    inCity(async (_, c) => {
      const a = await requestBooking(c.organizer, c.wish('10:00', '12:00'))
      const b = await requestBooking(c.organizer, c.wish('11:00', '13:00'))
      expect((await confirmBooking(c.keeper, { bookingId: b.id })).status).toBe('confirmed')
      await expect(confirmBooking(c.keeper, { bookingId: a.id })).rejects.toThrow('space_taken')
      expect(await c.statuses()).toEqual(['requested', 'confirmed'])
      expect(await declineBooking(c.keeper, { bookingId: a.id, reason: '已有预约' })).toMatchObject({
        status: 'declined',
        declineReason: '已有预约',
      })
    }))

  it('tells who asked, and once her term is over her group’s officers as well', () =>
    inCity(async (db, c) => {
      const [keeper, successor] = [await buildPerson(db), await buildPerson(db)]
      const ctx = ctxOf(db, asPerson(keeper, [{ role: 'keeper', scopeType: 'venue', scopeId: c.venue.id }]))
      const asker = personIdOf(c.organizer.actor) ?? ''
      const term = await buildGrant(db, asker, 'secretary', 'group', c.group.id)
      const told = async (decide: (bookingId: string) => Promise<unknown>, from: string, to: string) => {
        const { id } = await requestBooking(c.organizer, c.wish(from, to))
        await decide(id)
        const rows = await db
          .select({ to: notices.recipientId })
          .from(notices)
          .where(and(eq(notices.aboutId, id), eq(notices.channel, 'in_app')))
        return rows.map((row) => row.to).sort()
      }
      const decline = (bookingId: string) => declineBooking(ctx, { bookingId, reason: 'x' })
      await buildGrant(db, successor.id, 'secretary', 'group', c.group.id)
      expect(await told(decline, '10:00', '11:00')).toEqual([asker])
      await db
        .update(grants)
        .set({ endsAt: new Date('2025-06-01T00:00:00Z') })
        .where(eq(grants.id, term.id))
      expect(await told(decline, '10:00', '11:00')).toEqual([asker, successor.id].sort())
      expect(await told((bookingId) => confirmBooking(ctx, { bookingId }), '12:00', '13:00')).toEqual([asker, successor.id].sort())
    }))

  it('decides once, and only the keeper: to others it is a missing one', () =>
    inCity(async (_, c) => {
      const a = await requestBooking(c.organizer, c.wish('10:00', '12:00'))
      for (const ctx of [c.organizer, c.runner]) {
        await expect(confirmBooking(ctx, { bookingId: a.id })).rejects.toThrow('not_found')
        await expect(declineBooking(ctx, { bookingId: a.id, reason: 'x' })).rejects.toThrow('not_found')
      }
      await declineBooking(c.keeper, { bookingId: a.id, reason: 'x' })
      await expect(confirmBooking(c.keeper, { bookingId: a.id })).rejects.toThrow('conflict')
      await expect(confirmBooking(c.keeper, { bookingId: c.space.id })).rejects.toThrow('not_found')
    }))
})

describe('releaseBookings', () => {
  it('gives back what the activity holds or asked for, so that another takes the time', () =>
    inCity(async (db, c) => {
      const activity = await buildActivity(db, [c.group.id])
      await requestBooking(c.keeper, c.wish('10:00', '12:00', { activityId: activity.id }))
      await requestBooking(c.organizer, c.wish('13:00', '14:00', { activityId: activity.id }))
      const other = await requestBooking(c.keeper, c.wish('15:00', '16:00'))
      expect(await releaseBookings(c.organizer, activity.id)).toBe(2)
      expect(await releaseBookings(c.organizer, activity.id)).toBe(0)
      expect(await c.statuses()).toEqual(['released', 'released', 'confirmed'])
      expect((await requestBooking(c.keeper, c.wish('10:00', '12:00'))).status).toBe('confirmed')
      expect(await db.select().from(historyEntries).where(eq(historyEntries.verb, 'booking.released'))).toHaveLength(2)
      expect(other.status).toBe('confirmed')
    }))

  it('is for those who may cancel, else nothing is released', () =>
    inCity(async (db, c) => {
      const activity = await buildActivity(db, [c.group.id])
      await requestBooking(c.keeper, c.wish('10:00', '12:00', { activityId: activity.id }))
      await expect(releaseBookings(ctxOf(db, asPerson(await buildPerson(db))), activity.id)).rejects.toThrow('forbidden')
      expect(await c.statuses()).toEqual(['confirmed'])
      const admin = asPerson(await buildPerson(db), [{ role: 'district_admin', scopeType: 'district', scopeId: '330106' }])
      expect(await releaseBookings(ctxOf(db, admin), activity.id)).toBe(1)
    }))
})
