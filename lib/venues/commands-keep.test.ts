import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { historyEntries } from '@/db/schema/history'
import { notices } from '@/db/schema/notices'
import { bookings, spaces, venues } from '@/db/schema/venues'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGrant, buildGroup, buildNetwork, buildPerson, buildSpace, buildVenue } from '@/db/testing/factories'
import { confirmBooking, declineBooking, releaseBookings, requestBooking } from './commands'
import { addSpace, editSpace, editVenue, retireSpace, setVenueLevel, setVenueStanding } from './commands/edit'
import { acceptOfferedSpace, blockHours, bookForGroup, offerSpace, releaseBooking } from './commands/keep'
import { editVenueSchema } from './schema'

const database = testDatabase()

async function city(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db)
  const venue = await buildVenue(db)
  const hall = await buildSpace(db, venue.id, { bufferMinutes: 15 })
  const teaRoom = await buildSpace(db, venue.id, { bufferMinutes: 30 })
  const [secretary, keeperPerson] = [await buildPerson(db), await buildPerson(db)]
  await buildGrant(db, keeperPerson.id, 'keeper', 'venue', venue.id)
  const organizer = ctxOf(db, asPerson(secretary, [groupGrant('secretary', group.id)]))
  const keeper = ctxOf(db, asPerson(keeperPerson, [{ role: 'keeper', scopeType: 'venue', scopeId: venue.id }]))
  const ask = (from: string, to: string, over = {}) =>
    requestBooking(organizer, {
      spaceId: hall.id,
      groupId: group.id,
      startsAt: new Date(`2026-11-10T${from}:00Z`),
      endsAt: new Date(`2026-11-10T${to}:00Z`),
      ...over,
    })
  const told = async (personId: string) =>
    (await db.select().from(notices).where(eq(notices.recipientId, personId))).filter((n) => n.channel === 'in_app').map((n) => n.kind)
  return { group, venue, hall, teaRoom, secretary, keeperPerson, organizer, keeper, ask, told }
}
const inCity = (fn: (db: Db, c: Awaited<ReturnType<typeof city>>) => Promise<void>) =>
  rolledBack(database.db, async (db) => fn(db, await city(db)))
const stranger = async (db: Db) => ctxOf(db, asPerson(await buildPerson(db)))

describe('offering another space', () => {
  it('declines with an offer that the group takes in one act: confirmed there, with that space’s buffer', () =>
    inCity(async (_, c) => {
      const { id } = await c.ask('10:00', '12:00')
      expect(await offerSpace(c.keeper, { bookingId: id, spaceId: c.teaRoom.id, reason: '大厅已有预约' })).toMatchObject({
        status: 'declined',
        offeredSpaceId: c.teaRoom.id,
        declineReason: '大厅已有预约',
      })
      const taken = await acceptOfferedSpace(c.organizer, { bookingId: id })
      expect(taken).toMatchObject({ status: 'confirmed', spaceId: c.teaRoom.id, offeredSpaceId: null })
      await expect(
        bookForGroup(c.keeper, {
          spaceId: c.teaRoom.id,
          groupId: c.group.id,
          startsAt: '2026-11-10T20:59',
          endsAt: '2026-11-10T21:30',
          note: undefined,
        }),
      ).rejects.toThrow('space_taken')
      expect(await c.told(c.secretary.id)).toEqual(['booking_offered'])
      expect(await c.told(c.keeperPerson.id)).toEqual(['booking_asked', 'booking_offer_taken'])
      await expect(acceptOfferedSpace(c.organizer, { bookingId: id })).rejects.toThrow('conflict')
    }))

  it('refuses a space that is held, elsewhere, closed or the same, and whoever does not keep the venue', () =>
    inCity(async (db, c) => {
      const { id } = await c.ask('10:00', '12:00')
      const elsewhere = await buildSpace(db, (await buildVenue(db)).id)
      const closed = await buildSpace(db, c.venue.id, { bookable: false })
      for (const spaceId of [elsewhere.id, closed.id, c.hall.id])
        await expect(offerSpace(c.keeper, { bookingId: id, spaceId, reason: undefined })).rejects.toThrow('invalid_input')
      await expect(offerSpace(c.organizer, { bookingId: id, spaceId: c.teaRoom.id, reason: undefined })).rejects.toThrow('not_found')
      await blockHours(c.keeper, { spaceId: c.teaRoom.id, startsAt: '2026-11-10T19:00', endsAt: '2026-11-10T19:30', note: '清洁' })
      await expect(offerSpace(c.keeper, { bookingId: id, spaceId: c.teaRoom.id, reason: undefined })).rejects.toThrow('space_taken')
    }))

  it('is taken by the group alone, and not when another was faster or the plan has changed', () =>
    inCity(async (db, c) => {
      const activity = await buildActivity(db, [c.group.id])
      const { id } = await c.ask('10:00', '12:00', { activityId: activity.id })
      await offerSpace(c.keeper, { bookingId: id, spaceId: c.teaRoom.id, reason: undefined })
      await expect(acceptOfferedSpace(await stranger(db), { bookingId: id })).rejects.toThrow('forbidden')
      const faster = await blockHours(c.keeper, {
        spaceId: c.teaRoom.id,
        startsAt: '2026-11-10T19:00',
        endsAt: '2026-11-10T19:30',
        note: 'x',
      })
      await expect(acceptOfferedSpace(c.organizer, { bookingId: id })).rejects.toThrow('space_taken')
      await releaseBooking(c.keeper, { bookingId: faster.id })
      await releaseBookings(c.organizer, activity.id)
      await expect(acceptOfferedSpace(c.organizer, { bookingId: id })).rejects.toThrow('conflict')
    }))
})

describe('the keeper’s own bookings', () => {
  it('book for a group that telephoned and block hours, on the network’s clock', () =>
    inCity(async (db, c) => {
      const booked = await bookForGroup(c.keeper, {
        spaceId: c.hall.id,
        groupId: c.group.id,
        startsAt: '2026-11-10T19:00',
        endsAt: '2026-11-10T21:00',
        note: '电话预约',
      })
      expect(booked).toMatchObject({ status: 'confirmed', groupId: c.group.id, note: '电话预约' })
      await expect(c.ask('12:30', '14:00')).rejects.toThrow('space_taken')
      const block = { spaceId: c.hall.id, startsAt: '2026-11-11T09:00', endsAt: '2026-11-11T12:00', note: '清洁' }
      expect(await blockHours(c.keeper, block)).toMatchObject({ status: 'confirmed', groupId: null })
      await expect(blockHours(c.keeper, block)).rejects.toThrow('space_taken')
      await expect(blockHours(c.organizer, block)).rejects.toThrow('forbidden')
      expect((await db.select().from(historyEntries)).map((h) => h.verb)).toEqual(['booking.confirmed', 'booking.blocked'])
    }))

  it('release: whoever did not do it hears of it', () =>
    inCity(async (_, c) => {
      const first = await c.ask('10:00', '12:00')
      await confirmBooking(c.keeper, { bookingId: first.id })
      await releaseBooking(c.keeper, { bookingId: first.id })
      const second = await c.ask('10:00', '12:00')
      await confirmBooking(c.keeper, { bookingId: second.id })
      await releaseBooking(c.organizer, { bookingId: second.id })
      await expect(releaseBooking(c.organizer, { bookingId: second.id })).rejects.toThrow('conflict')
      const third = await c.ask('10:00', '12:00')
      await declineBooking(c.keeper, { bookingId: third.id, reason: 'x' })
      expect(await c.told(c.secretary.id)).toEqual(['booking_confirmed', 'booking_released', 'booking_confirmed', 'booking_declined'])
      expect(await c.told(c.keeperPerson.id)).toEqual(['booking_asked', 'booking_asked', 'booking_given_back', 'booking_asked'])
    }))

  it('releases nothing of others', () =>
    inCity(async (db, c) => {
      const { id } = await c.ask('10:00', '12:00')
      await expect(releaseBooking(await stranger(db), { bookingId: id })).rejects.toThrow('not_found')
    }))
})

describe('the venue itself', () => {
  it('a wider buffer widens what is booked, and is refused where two would touch', () =>
    inCity(async (_, c) => {
      const names = { zh: '大厅' }
      for (const [from, to] of [
        ['10:00', '11:00'],
        ['11:30', '12:30'],
      ] as const)
        await confirmBooking(c.keeper, { bookingId: (await c.ask(from, to)).id })
      await expect(editSpace(c.keeper, { spaceId: c.hall.id, names, capacity: 40, bufferMinutes: 16 })).rejects.toThrow('space_taken')
      await editSpace(c.keeper, { spaceId: c.hall.id, names, capacity: 40, bufferMinutes: 0 })
      expect((await c.ask('11:00', '11:30')).status).toBe('requested')
    }))

  it('is edited by its keeper, hours as people write them; spaces are added and retired', () =>
    inCity(async (db, c) => {
      const input = editVenueSchema.parse({
        ...{ venueId: c.venue.id, names: { zh: '听雨书房' }, addresses: { zh: '北汀路 1 号' }, facilities: ['lift'] },
        hours: { 1: '9:00–12:00，14:00-21:00', 2: '', 3: undefined, 4: '', 5: '', 6: '', 7: '' },
      })
      await editVenue(c.keeper, input)
      await expect(editVenue(c.organizer, input)).rejects.toThrow('forbidden')
      const [venue] = await db.select().from(venues).where(eq(venues.id, c.venue.id))
      expect(venue).toMatchObject({
        names: { zh: '听雨书房' },
        openingHours: {
          1: [
            ['09:00', '12:00'],
            ['14:00', '21:00'],
          ],
        },
        facilities: ['lift'],
      })
      const { id } = await addSpace(c.keeper, { venueId: c.venue.id, names: { zh: '茶室' }, capacity: 8, bufferMinutes: 0 })
      await retireSpace(c.keeper, { spaceId: id })
      await expect(c.ask('10:00', '11:00', { spaceId: id })).rejects.toThrow('invalid_input')
      expect((await db.select().from(spaces).where(eq(spaces.id, id)))[0]).toMatchObject({ position: 1, bookable: false })
      expect(editVenueSchema.safeParse({ ...input, hours: { ...input.hours, 1: '21:00-9:00' } }).success).toBe(false)
    }))

  it('is suspended, closed and listed, and given a level, by the network alone; its keepers are told', () =>
    inCity(async (db, c) => {
      const admin = ctxOf(db, asPerson(await buildPerson(db), [networkGrant('network_admin')]))
      const suspend = { venueId: c.venue.id, status: 'suspended' as const, reason: '消防整改' }
      await expect(setVenueStanding(c.keeper, suspend)).rejects.toThrow('forbidden')
      await setVenueStanding(admin, suspend)
      await expect(setVenueStanding(admin, suspend)).rejects.toThrow('conflict')
      await expect(c.ask('10:00', '11:00')).rejects.toThrow('invalid_input')
      await setVenueStanding(admin, { venueId: c.venue.id, status: 'listed', reason: undefined })
      await setVenueLevel(admin, { venueId: c.venue.id, level: 'PROVINCIAL', source: '省文旅厅', endsOn: '2028-12-31' })
      const [venue] = await db.select().from(venues).where(eq(venues.id, c.venue.id))
      expect(venue).toMatchObject({ status: 'listed', level: 'PROVINCIAL', levelSource: '省文旅厅', levelEndsOn: '2028-12-31' })
      expect(await c.told(c.keeperPerson.id)).toEqual(['venue_suspended', 'venue_reopened'])
      expect(await db.select().from(bookings)).toEqual([])
    }))
})
