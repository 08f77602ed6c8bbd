import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { activities } from '@/db/schema/activities'
import { notices } from '@/db/schema/notices'
import { rsvps } from '@/db/schema/rsvps'
import { bookings } from '@/db/schema/venues'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGrant, buildGroup, buildNetwork, buildPerson, buildSpace, buildVenue } from '@/db/testing/factories'
import { systemActor } from '../auth/actor'
import { dissolveGroup } from '../groups/commands/administer'
import { runDueJobs } from '../jobs/worker'
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

it('what a dissolved group has booked is given back, an activity or none, and the keepers are told; what is over and of others stays', () =>
  rolledBack(database.db, async (db) => {
    await buildNetwork(db)
    const [group, other] = [await buildGroup(db), await buildGroup(db)]
    const venue = await buildVenue(db)
    const hall = await buildSpace(db, venue.id)
    const keeper = await buildPerson(db)
    await buildGrant(db, keeper.id, 'keeper', 'venue', venue.id)
    const draft = await buildActivity(db, [other.id, group.id], {
      status: 'draft',
      publishedAt: null,
      venueConfirmedAt: new Date('2026-11-01T00:00:00Z'),
    })
    const book = async (day: string, status: 'confirmed' | 'requested' | 'declined', groupId = group.id, activityId?: string) => {
      const during = `[2026-${day}T10:00Z,2026-${day}T12:00Z)`
      const [made] = await db.insert(bookings).values({ spaceId: hall.id, groupId, activityId, during, status }).returning()
      return made?.id ?? ''
    }
    const ids = [
      await book('11-20', 'confirmed'),
      await book('11-21', 'requested'),
      await book('11-22', 'confirmed', group.id, draft.id),
      await book('10-20', 'confirmed'),
      await book('11-23', 'declined'),
      await book('11-24', 'confirmed', other.id),
    ]
    const admin = ctxOf(db, asPerson(await buildPerson(db), [networkGrant('network_admin')]))
    await dissolveGroup(admin, { groupId: group.id, reason: '合并' })
    const worker = ctxOf(db, systemActor('worker'))
    expect(await runDueJobs(worker)).toBe(1)
    const status = new Map((await db.select().from(bookings)).map((b) => [b.id, b.status]))
    expect(ids.map((id) => status.get(id))).toEqual(['released', 'released', 'released', 'confirmed', 'declined', 'confirmed'])
    const told = (await db.select().from(notices).where(eq(notices.recipientId, keeper.id))).filter((n) => n.channel === 'in_app')
    expect(told.map((n) => [n.kind, n.aboutId]).sort()).toEqual([ids[0], ids[2]].map((id) => ['booking_given_back', id]).sort())
    expect((await db.select().from(activities).where(eq(activities.id, draft.id)))[0]?.venueConfirmedAt).toBeNull()
  }))
