import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { activities } from '@/db/schema/activities'
import { notices } from '@/db/schema/notices'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf, groupGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildPerson, buildSpace, buildVenue } from '@/db/testing/factories'
import { requestBooking } from '../venues/commands'
import { offerSpace } from '../venues/commands/keep'
import { acceptBooking, acceptOffer, endBooking } from './commands/bookings'

const database = testDatabase()

it('the venue of an activity is confirmed with its booking and those going are told; it is open again when the booking ends', () =>
  rolledBack(database.db, async (db) => {
    await buildNetwork(db)
    const group = await buildGroup(db)
    const venue = await buildVenue(db)
    const [hall, tea] = [await buildSpace(db, venue.id), await buildSpace(db, venue.id)]
    const activity = await buildActivity(db, [group.id], { venueId: venue.id, spaceId: hall.id, venueConfirmedAt: null })
    const [going, waiting] = [await buildPerson(db), await buildPerson(db)]
    await db.insert(rsvps).values([
      { activityId: activity.id, personId: going.id, status: 'going', placedById: going.id },
      { activityId: activity.id, personId: waiting.id, status: 'waitlisted', placedById: waiting.id },
    ])
    const keeper = ctxOf(db, asPerson(await buildPerson(db), [{ role: 'keeper', scopeType: 'venue', scopeId: venue.id }]))
    const organizer = ctxOf(db, asPerson(await buildPerson(db), [groupGrant('secretary', group.id)]))
    const ask = () =>
      requestBooking(organizer, {
        spaceId: hall.id,
        groupId: group.id,
        activityId: activity.id,
        startsAt: activity.startsAt,
        endsAt: new Date(activity.startsAt.getTime() + 7_200_000),
      })
    const state = async () => {
      const [row] = await db.select().from(activities).where(eq(activities.id, activity.id))
      const told = await db.select().from(notices).where(eq(notices.kind, 'activity_venue_confirmed'))
      return { spaceId: row?.spaceId, confirmed: row?.venueConfirmedAt !== null, told: [...new Set(told.map((n) => n.recipientId))] }
    }
    const first = await ask()
    await expect(acceptBooking(organizer, { bookingId: first.id })).rejects.toThrow('not_found')
    await acceptBooking(keeper, { bookingId: first.id })
    expect(await state()).toEqual({ spaceId: hall.id, confirmed: true, told: [going.id] })
    await endBooking(keeper, { bookingId: first.id })
    expect(await state()).toMatchObject({ confirmed: false })
    const second = await ask()
    await offerSpace(keeper, { bookingId: second.id, spaceId: tea.id, reason: undefined })
    await acceptOffer(organizer, { bookingId: second.id })
    expect(await state()).toEqual({ spaceId: tea.id, confirmed: true, told: [going.id] })
  }))
