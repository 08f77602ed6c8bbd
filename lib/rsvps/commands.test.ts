import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { people } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { historyEntries } from '@/db/schema/history'
import { notices, outboxMessages } from '@/db/schema/notices'
import { rsvps } from '@/db/schema/rsvps'
import { bookings } from '@/db/schema/venues'
import { asPerson, ctxOf, groupGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildMembership, buildNetwork, buildPerson, buildSpace, buildVenue } from '@/db/testing/factories'
import { publishActivity } from '../activities/commands/publish'
import type { Ctx } from '../ctx'
import { cancelRsvp } from './commands/cancel'
import { cancelActivity } from './commands/cancel-activity'
import { changeCapacity } from './commands/capacity'
import { joinAndRsvp } from './commands/join'
import { confirmOffer, declineOffer } from './commands/offers'
import { acceptRsvp, declineRsvp } from './commands/review'
import { rsvp } from './commands/rsvp'
import { rsvpFor } from './commands/rsvp-for'
import { settleDue } from './commands/settle'
import { getMyRsvp } from './queries'
import { rsvpForSchema, rsvpSchema } from './schema'

const database = testDatabase()
const NOW = new Date('2026-11-01T02:00:00Z')
/** The default start of buildActivity. */
const STARTS = new Date('2026-11-10T11:00:00Z')
const hoursBefore = (h: number) => new Date(STARTS.getTime() - h * 3_600_000)

/** A group with its organizer, an activity with one place, and as many people as asked. */
async function scene(db: Db, over: Parameters<typeof buildActivity>[2] = {}, n = 3) {
  await buildNetwork(db)
  const group = await buildGroup(db)
  const activity = await buildActivity(db, [group.id], { capacity: 1, ...over })
  const crowd: Awaited<ReturnType<typeof buildPerson>>[] = []
  for (let i = 0; i < n; i++) crowd.push(await buildPerson(db))
  const officer = await buildPerson(db)
  const asOfficer = (now = NOW): Ctx => ctxOf(db, asPerson(officer, [groupGrant('secretary', group.id)]), now)
  const as = (i: number, now = NOW, memberOf: string[] = []): Ctx =>
    ctxOf(db, asPerson(crowd[i] as (typeof crowd)[number], [], memberOf), now)
  const go = (i: number, input: Partial<Parameters<typeof rsvpSchema.parse>[0] & object> = {}, now = NOW) =>
    rsvp(as(i, now), rsvpSchema.parse({ activityId: activity.id, ...input }))
  const statuses = async () => {
    const rows = await db.select().from(rsvps).where(eq(rsvps.activityId, activity.id))
    return crowd.map((p) => rows.find((r) => r.personId === p.id)?.status ?? null)
  }
  const told = async (i: number) => {
    const rows = await db
      .select()
      .from(notices)
      .where(eq(notices.recipientId, crowd[i]?.id ?? ''))
      .orderBy(notices.id)
    return rows.filter((r) => r.channel === 'in_app').map((r) => r.kind)
  }
  return { group, activity, crowd, officer, as, asOfficer, go, statuses, told }
}

const verbs = async (db: Db) => (await db.select().from(historyEntries).orderBy(historyEntries.id)).map((h) => h.verb)

describe('rsvp', () => {
  it('gives the place to the first and ranks the others, in the order of asking', () =>
    rolledBack(database.db, async (db) => {
      const { go, told } = await scene(db)
      expect(await go(0)).toMatchObject({ status: 'going', position: null })
      expect(await go(1)).toMatchObject({ status: 'waitlisted', position: 1 })
      expect(await go(2)).toMatchObject({ status: 'waitlisted', position: 2 })
      expect([await told(0), await told(1)]).toEqual([['rsvp_going'], ['rsvp_waitlisted']])
      expect(await verbs(db)).toEqual(['rsvp.placed', 'rsvp.placed', 'rsvp.placed'])
    }))

  it('answers a repeat with the standing RSVP: no second row, mail or history entry', () =>
    rolledBack(database.db, async (db) => {
      const { go } = await scene(db)
      await go(0)
      const first = await go(1)
      expect(await go(1)).toEqual(first)
      expect(await db.select().from(rsvps)).toHaveLength(2)
      expect(await db.select().from(outboxMessages)).toHaveLength(2)
      expect(await verbs(db)).toHaveLength(2)
    }))

  it('answers the same request id the same, and refuses it with another body', () =>
    rolledBack(database.db, async (db) => {
      const { go, as, activity, statuses } = await scene(db, { companionsAllowed: 2, capacity: 9 })
      const requestId = newId()
      const first = await go(0, { requestId })
      await cancelRsvp(as(0), { rsvpId: first.rsvpId })
      expect(await go(0, { requestId })).toEqual(first)
      expect((await statuses())[0]).toBe('cancelled')
      await expect(rsvp(as(0), rsvpSchema.parse({ activityId: activity.id, requestId, companions: 1 }))).rejects.toThrow('request_reused')
    }))

  it('asks a visitor to sign in, and hides a draft from a stranger', () =>
    rolledBack(database.db, async (db) => {
      const { activity, go } = await scene(db)
      const input = rsvpSchema.parse({ activityId: activity.id })
      await expect(rsvp(ctxOf(db, { kind: 'visitor' }, NOW), input)).rejects.toThrow('sign_in_required')
      await db.update(activities).set({ status: 'draft' }).where(eq(activities.id, activity.id))
      await expect(go(0)).rejects.toThrow('not_found')
      await expect(rsvp(ctxOf(db, { kind: 'visitor' }, NOW), { ...input, activityId: newId() })).rejects.toThrow('not_found')
    }))

  it('keeps companions and only the answers that were asked for, and refuses a required one that is missing', () =>
    rolledBack(database.db, async (db) => {
      const questions = [{ id: 'diet', label: { en: 'Diet' }, required: true, type: 'text' as const }]
      const { go, crowd } = await scene(db, { capacity: 5, companionsAllowed: 2, questions })
      await expect(go(0)).rejects.toMatchObject({ code: 'rsvp_answer_missing', fields: { 'answers.diet': 'required' } })
      await go(0, { companions: 1, companionNames: ['阿宁', '多余'], answers: { diet: '素', other: 'x' } })
      const [row] = await db.select().from(rsvps)
      expect(row).toMatchObject({ personId: crowd[0]?.id, companions: 1, companionNames: ['阿宁'], answers: { diet: '素' } })
    }))

  it('takes whom one represents only from the hosts to which one belongs', () =>
    rolledBack(database.db, async (db) => {
      const { activity, group, as } = await scene(db, { capacity: 9 })
      const foreign = await buildGroup(db)
      const input = (representsId: string) => rsvpSchema.parse({ activityId: activity.id, representsId })
      await expect(rsvp(as(0, NOW, [foreign.id]), input(foreign.id))).rejects.toThrow('rsvp_represents_unknown')
      await expect(rsvp(as(0), input(group.id))).rejects.toThrow('rsvp_represents_unknown')
      await rsvp(as(0, NOW, [group.id]), input(group.id))
      expect((await db.select().from(rsvps))[0]?.representsId).toBe(group.id)
    }))
})

describe('members only', () => {
  it('refuses a stranger with its own code, and takes a member', () =>
    rolledBack(database.db, async (db) => {
      const { go, as, activity, group } = await scene(db, { audience: 'members', capacity: 9 })
      await expect(go(0)).rejects.toThrow('rsvp_members_only')
      expect(await rsvp(as(1, NOW, [group.id]), rsvpSchema.parse({ activityId: activity.id }))).toMatchObject({ status: 'going' })
    }))

  it('joins and RSVPs in one act: going where the group is open, pending where it reviews', () =>
    rolledBack(database.db, async (db) => {
      await buildNetwork(db)
      const person = await buildPerson(db)
      const [open, review] = [await buildGroup(db, { joinMode: 'open' }), await buildGroup(db, { joinMode: 'review' })]
      const ctx = ctxOf(db, asPerson(person), NOW)
      const attend = async (groupId: string) => {
        const activity = await buildActivity(db, [groupId], { audience: 'members' })
        return joinAndRsvp(ctx, rsvpSchema.parse({ activityId: activity.id }))
      }
      expect(await attend(open.id)).toMatchObject({ status: 'going' })
      expect(await attend(review.id)).toMatchObject({ status: 'pending' })
      expect(await attend(review.id)).toMatchObject({ status: 'pending' })
    }))
})

describe('cancelRsvp', () => {
  it('promotes the first who waits in the same act and tells both', () =>
    rolledBack(database.db, async (db) => {
      const { go, as, statuses, told } = await scene(db)
      const mine = await go(0)
      await go(1)
      await go(2)
      expect(await cancelRsvp(as(0), { rsvpId: mine.rsvpId })).toEqual({ status: 'cancelled' })
      expect(await statuses()).toEqual(['cancelled', 'going', 'waitlisted'])
      expect([await told(0), await told(1), await told(2)]).toEqual([
        ['rsvp_going', 'rsvp_cancelled'],
        ['rsvp_waitlisted', 'rsvp_promoted'],
        ['rsvp_waitlisted'],
      ])
      expect((await verbs(db)).slice(3)).toEqual(['rsvp.cancelled', 'rsvp.promoted'])
    }))

  it('puts who comes back at the end of the order', () =>
    rolledBack(database.db, async (db) => {
      const { go, as, activity } = await scene(db)
      await go(0)
      const second = await go(1)
      await go(2)
      await cancelRsvp(as(1), { rsvpId: second.rsvpId })
      expect(await go(1)).toMatchObject({ rsvpId: second.rsvpId, status: 'waitlisted', position: 2 })
      expect([(await getMyRsvp(as(1), activity.id))?.position, (await getMyRsvp(as(2), activity.id))?.position]).toEqual([2, 1])
    }))

  it('passes over a party that does not fit', () =>
    rolledBack(database.db, async (db) => {
      const { go, as, statuses } = await scene(db, { capacity: 2, companionsAllowed: 1 }, 4)
      const first = await go(0)
      await go(1)
      await go(2, { companions: 1 })
      await go(3)
      await cancelRsvp(as(0), { rsvpId: first.rsvpId })
      expect(await statuses()).toEqual(['cancelled', 'going', 'waitlisted', 'going'])
    }))

  it('is for oneself or an organizer; a stranger is refused and a foreign id is missing', () =>
    rolledBack(database.db, async (db) => {
      const { go, as, asOfficer } = await scene(db)
      const mine = await go(0)
      await expect(cancelRsvp(as(1), { rsvpId: mine.rsvpId })).rejects.toThrow('forbidden')
      await expect(cancelRsvp(as(1), { rsvpId: newId() })).rejects.toThrow('not_found')
      expect(await cancelRsvp(asOfficer(hoursBefore(1)), { rsvpId: mine.rsvpId })).toEqual({ status: 'cancelled' })
    }))

  it('is late after the deadline, and the mail of a promotion in the night waits for the morning unless it is close', () =>
    rolledBack(database.db, async (db) => {
      const { go, as, crowd } = await scene(db)
      const mine = await go(0)
      await go(1)
      await go(2)
      await cancelRsvp(as(0, new Date('2026-11-05T14:00:00Z')), { rsvpId: mine.rsvpId })
      const mailTo = async (i: number) =>
        (await db.select().from(outboxMessages)).find((m) => m.personId === crowd[i]?.id && m.template === 'rsvp_promoted')
      expect((await mailTo(1))?.notBefore).toEqual(new Date('2026-11-06T00:00:00Z'))
      const [row] = await db
        .select()
        .from(rsvps)
        .where(eq(rsvps.personId, crowd[1]?.id ?? ''))
      expect(await cancelRsvp(as(1, hoursBefore(1)), { rsvpId: row?.id ?? '' })).toEqual({ status: 'late_cancelled' })
      expect((await mailTo(2))?.notBefore).toEqual(hoursBefore(1))
    }))
})

describe('changeCapacity', () => {
  it('raising promotes, lowering evicts nobody and says by how many it is over', () =>
    rolledBack(database.db, async (db) => {
      const { go, asOfficer, activity, statuses } = await scene(db)
      for (const i of [0, 1, 2]) await go(i)
      const change = (capacity: number | null) => changeCapacity(asOfficer(), { activityId: activity.id, capacity })
      expect(await change(2)).toEqual({ capacity: 2, promoted: 1, overBy: 0 })
      expect(await statuses()).toEqual(['going', 'going', 'waitlisted'])
      expect(await change(1)).toEqual({ capacity: 1, promoted: 0, overBy: 1 })
      expect(await change(null)).toEqual({ capacity: null, promoted: 1, overBy: 0 })
      expect(await statuses()).toEqual(['going', 'going', 'going'])
    }))

  it('does not walk around the review of what is open to over 200', () =>
    rolledBack(database.db, async (db) => {
      const { asOfficer, activity } = await scene(db)
      const change = () => changeCapacity(asOfficer(), { activityId: activity.id, capacity: 201 })
      await expect(change()).rejects.toMatchObject({ code: 'review_needed', fields: { capacity: 'review_needed' } })
      await db.update(activities).set({ riskFlags: ['over_200'] })
      expect(await change()).toMatchObject({ capacity: 201 })
      const large = () => changeCapacity(asOfficer(), { activityId: activity.id, capacity: 1001 })
      await expect(large()).rejects.toMatchObject({ code: 'permit_missing' })
      await db.update(activities).set({ permitReference: 'HZ-2026-17' })
      expect(await large()).toMatchObject({ capacity: 1001 })
    }))

  it('of a draft is seen when it is published', () =>
    rolledBack(database.db, async (db) => {
      const { asOfficer, activity } = await scene(db, { status: 'draft', publishedAt: null, place: { zh: '断桥边' } })
      await changeCapacity(asOfficer(), { activityId: activity.id, capacity: 201 })
      expect(await publishActivity(asOfficer(), { activityId: activity.id })).toEqual({ status: 'submitted', flags: ['over_200'] })
      expect((await db.select().from(activities))[0]?.riskFlags).toEqual(['over_200'])
    }))

  it('is the organizers’', () =>
    rolledBack(database.db, async (db) => {
      const { as, activity } = await scene(db)
      await expect(changeCapacity(as(0), { activityId: activity.id, capacity: 5 })).rejects.toThrow('forbidden')
    }))
})

describe('review', () => {
  it('accepts to a place while there is one, then to the waitlist; declines and stays declined', () =>
    rolledBack(database.db, async (db) => {
      const { go, as, asOfficer, statuses, told } = await scene(db, { rsvpMode: 'review' })
      const [a, b, c] = [await go(0), await go(1), await go(2)]
      expect(a.status).toBe('pending')
      await expect(acceptRsvp(as(0), { rsvpId: a.rsvpId })).rejects.toThrow('forbidden')
      expect(await acceptRsvp(asOfficer(), { rsvpId: b.rsvpId })).toEqual({ status: 'going' })
      expect(await acceptRsvp(asOfficer(), { rsvpId: a.rsvpId })).toEqual({ status: 'waitlisted' })
      expect(await declineRsvp(asOfficer(), { rsvpId: c.rsvpId })).toEqual({ status: 'declined' })
      expect(await statuses()).toEqual(['waitlisted', 'going', 'declined'])
      expect(await told(2)).toEqual(['rsvp_pending', 'rsvp_declined'])
      await expect(go(2)).rejects.toThrow('rsvp_declined')
    }))
})

describe('rsvpFor', () => {
  it('registers somebody without an account: provisional, with a claim code of which only the hash is kept', () =>
    rolledBack(database.db, async (db) => {
      const { asOfficer, activity, officer } = await scene(db)
      const answer = await rsvpFor(asOfficer(), rsvpForSchema.parse({ activityId: activity.id, displayName: '王奶奶' }))
      expect(answer).toMatchObject({ status: 'going', position: null })
      expect(answer.claimCode).toMatch(/^[2-9A-Z]{8}$/)
      const [person] = await db.select().from(people).where(eq(people.displayName, '王奶奶'))
      expect(person).toMatchObject({ status: 'provisional', email: null })
      expect(person?.claimCodeHash).toMatch(/^[0-9a-f]{64}$/)
      expect((await db.select().from(rsvps))[0]).toMatchObject({ personId: person?.id, placedById: officer.id })
      const mail = (await db.select().from(notices)).find((n) => n.channel === 'email')
      expect(mail).toMatchObject({ kind: 'rsvp_placed_for_you', outcome: 'suppressed', outcomeReason: 'no_address' })
    }))

  it('registers a member of the hosts, once, and nobody else by id; the waitlist counts for all', () =>
    rolledBack(database.db, async (db) => {
      const { asOfficer, as, activity, group, crowd, go } = await scene(db)
      await buildMembership(db, crowd[0]?.id ?? '', group.id)
      const place = (personId = '') => rsvpFor(asOfficer(), rsvpForSchema.parse({ activityId: activity.id, personId }))
      await expect(place(crowd[1]?.id)).rejects.toThrow('not_found')
      await go(1)
      expect(await place(crowd[0]?.id)).toMatchObject({ status: 'waitlisted', position: 1, claimCode: null })
      await expect(place(crowd[0]?.id)).rejects.toThrow('rsvp_already')
      const byMember = rsvpForSchema.parse({ activityId: activity.id, displayName: 'X' })
      await expect(rsvpFor(as(0), byMember)).rejects.toThrow('forbidden')
    }))
})

describe('offers', () => {
  /** 19:00 Shanghai, eight hours before the start: not in quiet hours. */
  const evening = hoursBefore(8)
  /** The second is offered the place until an hour later; the third waits. */
  async function offered(db: Db) {
    const made = await scene(db)
    const [, second, third] = [await made.go(0), await made.go(1), await made.go(2)]
    await db
      .update(rsvps)
      .set({ status: 'cancelled', cancelledAt: evening })
      .where(eq(rsvps.personId, made.crowd[0]?.id ?? ''))
    await db
      .update(rsvps)
      .set({ status: 'offered', offerExpiresAt: hoursBefore(7) })
      .where(eq(rsvps.id, second.rsvpId))
    return { ...made, second, third }
  }

  it('are made where the activity asks for them and starts within 24 h, not in the night', () =>
    rolledBack(database.db, async (db) => {
      const { go, as, statuses, told } = await scene(db, { offerMinutes: 120 })
      const [first, second] = [await go(0), await go(1)]
      await go(2)
      await cancelRsvp(as(0, evening), first)
      expect(await statuses()).toEqual(['cancelled', 'offered', 'waitlisted'])
      expect(await told(1)).toEqual(['rsvp_waitlisted', 'rsvp_offered'])
      const [offer] = await db.select().from(rsvps).where(eq(rsvps.id, second.rsvpId))
      expect(offer?.offerExpiresAt).toEqual(hoursBefore(6))
      await declineOffer(as(1, hoursBefore(20)), second)
      expect(await statuses()).toEqual(['cancelled', 'cancelled', 'waitlisted'])
      await settleDue(ctxOf(db, { kind: 'system', job: 'test' }, hoursBefore(11)))
      expect(await statuses()).toEqual(['cancelled', 'cancelled', 'offered'])
    }))

  it('confirming takes the place, for oneself only, and not too late', () =>
    rolledBack(database.db, async (db) => {
      const { as, second, statuses } = await offered(db)
      await expect(confirmOffer(as(2, evening), second)).rejects.toThrow('forbidden')
      await expect(confirmOffer(as(1, hoursBefore(7)), second)).rejects.toThrow('rsvp_offer_expired')
      expect(await confirmOffer(as(1, evening), second)).toEqual({ status: 'going' })
      expect(await confirmOffer(as(1, evening), second)).toEqual({ status: 'going' })
      expect(await statuses()).toEqual(['cancelled', 'going', 'waitlisted'])
    }))

  it('declining passes it on to the next', () =>
    rolledBack(database.db, async (db) => {
      const { as, second, statuses } = await offered(db)
      await declineOffer(as(1, evening), second)
      expect(await statuses()).toEqual(['cancelled', 'cancelled', 'going'])
      await expect(declineOffer(as(1, evening), second)).rejects.toThrow('rsvp_none')
    }))

  it('holds the seat while it is offered', () =>
    rolledBack(database.db, async (db) => {
      const { go } = await offered(db)
      expect(await go(0, {}, evening)).toMatchObject({ status: 'waitlisted', position: 2 })
    }))
})

describe('cancelActivity', () => {
  it('tells everybody, ends the waiting, leaves those going, and is not counted', () =>
    rolledBack(database.db, async (db) => {
      const { go, as, asOfficer, activity, statuses, told } = await scene(db)
      const mine = await go(0)
      await go(1)
      await expect(cancelActivity(as(0), { activityId: activity.id, reason: 'x' })).rejects.toThrow('forbidden')
      expect(await cancelActivity(asOfficer(), { activityId: activity.id, reason: '台风' })).toEqual({ told: 2 })
      expect(await statuses()).toEqual(['going', 'cancelled', null])
      expect([(await told(0)).at(-1), (await told(1)).at(-1)]).toEqual(['activity_cancelled', 'activity_cancelled'])
      const [row] = await db.select().from(activities).where(eq(activities.id, activity.id))
      expect(row).toMatchObject({ status: 'cancelled', statusReason: '台风', countedReason: 'cancelled', cancelledAt: NOW })
      await expect(go(2)).rejects.toThrow('activity_cancelled')
      await expect(cancelRsvp(as(0), { rsvpId: mine.rsvpId })).rejects.toThrow('activity_cancelled')
      expect(await cancelActivity(asOfficer(), { activityId: activity.id, reason: '再次' })).toEqual({ told: 0 })
    }))

  it('gives the booked space back', () =>
    rolledBack(database.db, async (db) => {
      const { asOfficer, activity, group } = await scene(db)
      const space = await buildSpace(db, (await buildVenue(db)).id)
      const held = { spaceId: space.id, groupId: group.id, activityId: activity.id, status: 'confirmed' as const }
      await db.insert(bookings).values({ ...held, during: '[2026-11-10T11:00Z,2026-11-10T13:00Z)' })
      await cancelActivity(asOfficer(), { activityId: activity.id, reason: '台风' })
      expect((await db.select().from(bookings))[0]?.status).toBe('released')
    }))
})
