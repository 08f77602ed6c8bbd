import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activities, postponements } from '@/db/schema/activities'
import { notices, outboxMessages } from '@/db/schema/notices'
import { rsvps } from '@/db/schema/rsvps'
import { bookings } from '@/db/schema/venues'
import { asPerson, ctxOf, groupGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildPerson, buildSpace, buildVenue } from '@/db/testing/factories'
import type { Ctx } from '../ctx'
import { postponeActivity, reconfirmRsvp } from './commands/postpone'
import { remindDue } from './commands/remind'
import { rsvp } from './commands/rsvp'
import { releaseUnconfirmed, settleDue } from './commands/settle'
import { rsvpSchema } from './schema'

const database = testDatabase()
const NOW = new Date('2026-11-01T02:00:00Z')
const STARTS = new Date('2026-11-10T11:00:00Z')
const hoursBefore = (start: Date, h: number) => new Date(start.getTime() - h * 3_600_000)
const job = (db: Db, now: Date): Ctx => ctxOf(db, { kind: 'system', job: 'test' }, now)

async function scene(db: Db, n = 3, over: Parameters<typeof buildActivity>[2] = {}) {
  await buildNetwork(db)
  const group = await buildGroup(db)
  const activity = await buildActivity(db, [group.id], { capacity: 2, ...over })
  const placed: string[] = []
  const crowd: Awaited<ReturnType<typeof buildPerson>>[] = []
  for (let i = 0; i < n; i++) {
    const person = await buildPerson(db)
    crowd.push(person)
    placed.push((await rsvp(ctxOf(db, asPerson(person), NOW), rsvpSchema.parse({ activityId: activity.id }))).rsvpId)
  }
  const officer = await buildPerson(db)
  const asOfficer = (now = NOW) => ctxOf(db, asPerson(officer, [groupGrant('secretary', group.id)]), now)
  const as = (i: number, now = NOW) => ctxOf(db, asPerson(crowd[i] as (typeof crowd)[number]), now)
  const statuses = async () => {
    const rows = await db.select().from(rsvps).orderBy(rsvps.sequence)
    return rows.map((r) => (r.cancelReason ? `${r.status}: ${r.cancelReason}` : r.status))
  }
  const countOf = async (kind: string) =>
    (
      await db
        .select()
        .from(notices)
        .where(and(eq(notices.kind, kind), eq(notices.channel, 'in_app')))
    ).length
  return { group, activity, crowd, placed, as, asOfficer, statuses, countOf }
}

describe('settleDue', () => {
  it('ends an offer when its time is over and gives the place to the next, once', () =>
    rolledBack(database.db, async (db) => {
      const { placed, statuses, countOf } = await scene(db)
      const expires = hoursBefore(STARTS, 5)
      await db
        .update(rsvps)
        .set({ status: 'offered', offerExpiresAt: expires })
        .where(eq(rsvps.id, placed[1] ?? ''))
      await settleDue(job(db, new Date(expires.getTime() - 1)))
      expect(await statuses()).toEqual(['going', 'offered', 'waitlisted'])
      await settleDue(job(db, expires))
      await settleDue(job(db, expires))
      expect(await statuses()).toEqual(['going', 'cancelled: offer_expired', 'going'])
      expect([await countOf('rsvp_released'), await countOf('rsvp_promoted')]).toEqual([1, 1])
    }))

  it('is for jobs only', () =>
    rolledBack(database.db, async (db) => {
      const { asOfficer, placed } = await scene(db)
      await db
        .update(rsvps)
        .set({ status: 'offered', offerExpiresAt: NOW })
        .where(eq(rsvps.id, placed[1] ?? ''))
      await expect(settleDue(asOfficer())).rejects.toThrow('forbidden')
    }))
})

describe('postponeActivity', () => {
  const later = new Date('2026-11-17T11:00:00Z')
  /** What a wall clock in Shanghai shows. */
  const wall = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16)

  it('moves the times, asks those going to confirm and tells those waiting', () =>
    rolledBack(database.db, async (db) => {
      const { activity, asOfficer, countOf } = await scene(db, 3, { cancelUntil: hoursBefore(STARTS, 48) })
      const answer = await postponeActivity(asOfficer(), { activityId: activity.id, startsAt: wall(later), reason: '场地维修' })
      expect(answer).toEqual({ asked: 2, until: hoursBefore(later, 24) })
      const [row] = await db.select().from(activities)
      expect(row).toMatchObject({
        startsAt: later,
        endsAt: new Date('2026-11-17T13:00:00Z'),
        reportedOn: '2026-11-17',
        cancelUntil: hoursBefore(later, 48),
      })
      expect((await db.select().from(postponements))[0]).toMatchObject({ fromStartsAt: STARTS, toStartsAt: later, reason: '场地维修' })
      expect([await countOf('rsvp_reconfirm'), await countOf('activity_postponed')]).toEqual([2, 1])
    }))

  it('asks a second time, then releases the unconfirmed 24 h before and promotes', () =>
    rolledBack(database.db, async (db) => {
      const { activity, asOfficer, as, placed, statuses, countOf } = await scene(db)
      await postponeActivity(asOfficer(), { activityId: activity.id, startsAt: wall(later) })
      await reconfirmRsvp(as(0), { rsvpId: placed[0] ?? '' })
      await settleDue(job(db, hoursBefore(later, 48.1)))
      expect(await countOf('rsvp_reconfirm')).toBe(2)
      await settleDue(job(db, hoursBefore(later, 48)))
      await settleDue(job(db, hoursBefore(later, 47)))
      expect(await countOf('rsvp_reconfirm')).toBe(3)
      await settleDue(job(db, hoursBefore(later, 24.1)))
      expect(await statuses()).toEqual(['going', 'going', 'waitlisted'])
      await settleDue(job(db, hoursBefore(later, 24)))
      expect(await statuses()).toEqual(['going', 'cancelled: not_reconfirmed', 'going'])
      await settleDue(job(db, hoursBefore(later, 3)))
      expect(await statuses()).toEqual(['going', 'cancelled: not_reconfirmed', 'going'])
    }))

  it('opens RSVP on its day, unless it would be over by then', () =>
    rolledBack(database.db, async (db) => {
      const { activity, asOfficer } = await scene(db, 0)
      await db.update(activities).set({ rsvpOpensAt: hoursBefore(STARTS, 48) })
      const opens = async (startsAt: Date) => {
        await postponeActivity(asOfficer(), { activityId: activity.id, startsAt: wall(startsAt) })
        return (await db.select().from(activities))[0]?.rsvpOpensAt
      }
      expect(await opens(later)).toEqual(hoursBefore(STARTS, 48))
      expect(await opens(hoursBefore(STARTS, 24))).toEqual(hoursBefore(STARTS, 48))
      expect(await opens(hoursBefore(STARTS, 72))).toEqual(hoursBefore(STARTS, 96))
    }))

  it('releases nobody by a question that is no longer the newest', () =>
    rolledBack(database.db, async (db) => {
      const { activity, asOfficer, statuses } = await scene(db)
      await postponeActivity(asOfficer(), { activityId: activity.id, startsAt: wall(later) })
      const now = hoursBefore(later, 25)
      // Between looking for what is due and locking it, the activity is moved again, to within a day.
      const transaction = async (run: Parameters<Db['transaction']>[0]) => {
        await postponeActivity(asOfficer(now), { activityId: activity.id, startsAt: wall(hoursBefore(later, 2)) })
        return db.transaction(run)
      }
      await releaseUnconfirmed(job(Object.create(db, { transaction: { value: transaction } }) as Db, now))
      expect(await statuses()).toEqual(['going', 'going', 'waitlisted'])
    }))

  it('refuses a shift under 30 minutes, one into the past, and a stranger', () =>
    rolledBack(database.db, async (db) => {
      const { activity, asOfficer, as } = await scene(db)
      const to = (startsAt: Date) => ({ activityId: activity.id, startsAt: wall(startsAt) })
      await expect(postponeActivity(asOfficer(), to(new Date(STARTS.getTime() + 29 * 60_000)))).rejects.toThrow('postponed_too_little')
      await expect(postponeActivity(asOfficer(), to(hoursBefore(NOW, 1)))).rejects.toThrow('starts_in_past')
      await expect(postponeActivity(as(0), to(later))).rejects.toThrow('forbidden')
      expect(await postponeActivity(asOfficer(), to(new Date(STARTS.getTime() + 30 * 60_000)))).toMatchObject({ asked: 2 })
    }))

  it('moves the booking along, and refuses where the space is taken then', () =>
    rolledBack(database.db, async (db) => {
      const { activity, asOfficer, group } = await scene(db)
      const venue = await buildVenue(db, { operatorGroupId: group.id })
      const space = await buildSpace(db, venue.id)
      await db.update(activities).set({ venueId: venue.id, spaceId: space.id, venueConfirmedAt: NOW })
      const held = { spaceId: space.id, groupId: group.id, activityId: activity.id, status: 'confirmed' as const }
      await db.insert(bookings).values({ ...held, during: '[2026-11-10T11:00Z,2026-11-10T13:00Z)' })
      await db.insert(bookings).values({ ...held, activityId: null, during: '[2026-11-18T11:00Z,2026-11-18T13:00Z)' })
      const to = (startsAt: Date) => postponeActivity(asOfficer(), { activityId: activity.id, startsAt: wall(startsAt) })
      await expect(to(new Date('2026-11-18T12:00:00Z'))).rejects.toThrow('space_taken')
      await to(later)
      const mine = await db.select().from(bookings).where(eq(bookings.activityId, activity.id)).orderBy(bookings.id)
      expect(mine.map((b) => b.status)).toEqual(['released', 'confirmed'])
      expect((await db.select().from(activities))[0]).toMatchObject({ startsAt: later, venueConfirmedAt: NOW })
    }))
})

describe('remindDue', () => {
  it('reminds each of those going once, from 24 h before, and again only for a new start', () =>
    rolledBack(database.db, async (db) => {
      const { activity, asOfficer, as, placed, countOf } = await scene(db)
      expect(await remindDue(job(db, hoursBefore(STARTS, 24.1)))).toBe(0)
      expect(await remindDue(job(db, hoursBefore(STARTS, 24)))).toBe(2)
      expect(await remindDue(job(db, hoursBefore(STARTS, 23)))).toBe(0)
      expect(await countOf('activity_reminder')).toBe(2)
      const later = new Date('2026-11-17T11:00:00Z')
      await postponeActivity(asOfficer(hoursBefore(STARTS, 20)), { activityId: activity.id, startsAt: '2026-11-17T19:00' })
      await reconfirmRsvp(as(0, hoursBefore(STARTS, 19)), { rsvpId: placed[0] ?? '' })
      expect(await remindDue(job(db, hoursBefore(later, 23)))).toBe(2)
    }))

  it('does not remind who settled the place within the last 24 h, nor after a cancelling or the start', () =>
    rolledBack(database.db, async (db) => {
      const { activity, placed } = await scene(db)
      await db
        .update(rsvps)
        .set({ updatedAt: hoursBefore(STARTS, 10) })
        .where(eq(rsvps.id, placed[0] ?? ''))
      expect(await remindDue(job(db, STARTS))).toBe(0)
      await db.update(activities).set({ status: 'cancelled', cancelledAt: NOW }).where(eq(activities.id, activity.id))
      expect(await remindDue(job(db, hoursBefore(STARTS, 5)))).toBe(0)
      await db.update(activities).set({ status: 'published', cancelledAt: null }).where(eq(activities.id, activity.id))
      expect(await remindDue(job(db, hoursBefore(STARTS, 5)))).toBe(1)
    }))

  it('keeps the mail out of the quiet hours', () =>
    rolledBack(database.db, async (db) => {
      const night = new Date('2026-11-10T14:00:00Z')
      await scene(db, 1, { startsAt: night })
      await remindDue(job(db, hoursBefore(night, 24)))
      const [mail] = await db.select().from(outboxMessages).where(eq(outboxMessages.template, 'activity_reminder'))
      expect(mail?.notBefore).toEqual(new Date('2026-11-10T00:00:00Z'))
    }))
})
