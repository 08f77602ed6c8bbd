import { expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { attendances } from '@/db/schema/attendance'
import { bookings } from '@/db/schema/venues'
import { asPerson, ctxOf } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildPerson, buildSpace, buildVenue } from '@/db/testing/factories'
import { getKeeperWeek, getVenueDesk, listRequests } from './queries/desk'

const database = testDatabase()

async function kept(db: Db) {
  await buildNetwork(db)
  const venue = await buildVenue(db, { slug: 'kept' })
  const hall = await buildSpace(db, venue.id, { bufferMinutes: 15 })
  const group = await buildGroup(db, { roleMailbox: 'readers@example.org' })
  const keeper = ctxOf(
    db,
    asPerson(await buildPerson(db), [{ role: 'keeper', scopeType: 'venue', scopeId: venue.id }]),
    new Date('2026-11-18T10:00:00+08:00'),
  )
  const book = (during: string, over: Partial<typeof bookings.$inferInsert> = {}) =>
    db
      .insert(bookings)
      .values({ spaceId: hall.id, groupId: group.id, status: 'confirmed', during, ...over })
      .returning({ id: bookings.id })
      .then(([made]) => made?.id ?? '')
  return { venue, hall, group, keeper, book, desk: await getVenueDesk(keeper, 'kept') }
}
const inKept = (fn: (k: Awaited<ReturnType<typeof kept>>, db: Db) => Promise<void>) =>
  rolledBack(database.db, async (db) => fn(await kept(db), db))

it('shows a keeper her week, and the chosen day with whom to call and how many have come', () =>
  inKept(async (k, db) => {
    const activity = await buildActivity(db, [k.group.id], { contact: '0571-0000', startsAt: new Date('2026-11-19T11:00:00Z') })
    const one = await buildPerson(db)
    const came = { inAt: new Date('2026-11-19T11:00:00Z'), timeliness: 'on_time', grade: 'witnessed', source: 'roster' } as const
    await db.insert(attendances).values({ activityId: activity.id, personId: one.id, ...came })
    const meeting = await k.book('[2026-11-19T10:45Z,2026-11-19T13:15Z)', { activityId: activity.id })
    const asked = await k.book('[2026-11-19T01:00Z,2026-11-19T02:00Z)', { status: 'requested' })
    const monday = await k.book('[2026-11-16T01:00Z,2026-11-16T02:00Z)')
    await k.book('[2026-11-19T04:00Z,2026-11-19T05:00Z)', { status: 'declined' })
    await k.book('[2026-11-23T01:00Z,2026-11-23T02:00Z)')
    const week = await getKeeperWeek(k.keeper, k.desk, '2026-11-19')
    expect([week.monday, week.day, week.today]).toEqual(['2026-11-16', '2026-11-19', '2026-11-18'])
    expect(week.spells.map((spell) => spell.id)).toEqual([monday, asked, meeting])
    expect(week.sheet.map((spell) => spell.id)).toEqual([asked, meeting])
    expect(week.sheet[1]).toMatchObject({
      startsAt: new Date('2026-11-19T11:00:00Z'),
      contact: '0571-0000',
      mailbox: 'readers@example.org',
      checkedIn: 1,
    })
    expect((await getKeeperWeek(k.keeper, k.desk)).day).toBe('2026-11-18')
  }))

it('lists what waits with what else wants the same hours, and keeps strangers out', () =>
  inKept(async (k, db) => {
    const [first, second] = [
      await k.book('[2026-11-20T10:00Z,2026-11-20T12:00Z)', { status: 'requested', createdAt: new Date('2026-11-10T00:00:00Z') }),
      await k.book('[2026-11-20T11:00Z,2026-11-20T13:00Z)', { status: 'requested', createdAt: new Date('2026-11-11T00:00:00Z') }),
    ]
    await k.book('[2026-11-17T10:00Z,2026-11-17T12:00Z)', { status: 'requested' })
    const waiting = await listRequests(k.keeper, k.desk)
    expect(waiting.map((request) => [request.id, request.overlaps.map((other) => other.id)])).toEqual([
      [first, [second]],
      [second, [first]],
    ])
    const stranger = ctxOf(db, asPerson(await buildPerson(db)))
    for (const slug of ['kept', 'none'])
      await expect(getVenueDesk(stranger, slug)).rejects.toThrow(slug === 'kept' ? 'forbidden' : 'not_found')
  }))
