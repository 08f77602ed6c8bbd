import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { people } from '@/db/schema/accounts'
import { notices } from '@/db/schema/notices'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf, groupGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGrant, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { hashOf } from '../auth/session'
import { listMyNotices } from '../notices/queries'
import { personIdOf } from '../policy/actor'
import { cancelRsvp } from './commands/cancel'
import { confirmOffer, declineOffer } from './commands/offers'
import { postponeActivity, reconfirmRsvp } from './commands/postpone'
import { issueClaimCode, rsvpFor, rsvpForParent } from './commands/rsvp-for'
import { listMyRsvps } from './queries'
import { listMyParents } from './queries/parents'
import { getPeople } from './queries/people'

const database = testDatabase()
const now = new Date('2026-11-01T02:00:00Z')

async function arrange(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db)
  const secretary = await buildPerson(db)
  await buildGrant(db, secretary.id, 'secretary', 'group', group.id)
  const member = await buildPerson(db, { displayName: '林知夏' })
  const activity = await buildActivity(db, [group.id], { capacity: 2 })
  const officer = ctxOf(db, asPerson(secretary, [groupGrant('secretary', group.id)]), now)
  const helper = ctxOf(db, asPerson(await buildPerson(db), [{ role: 'door_helper', scopeType: 'activity', scopeId: activity.id }]), now)
  return { group, activity, member, officer, helper, mine: ctxOf(db, asPerson(member), now) }
}

describe('a member signs a parent up', () => {
  it('as anybody would, twice at most, and cancels it herself', async () => {
    await rolledBack(database.db, async (db) => {
      const { activity, mine } = await arrange(db)
      const sign = (displayName: string) => rsvpForParent(mine, { activityId: activity.id, displayName, phone: '138 0013 8000' })
      const father = await sign('林父')
      expect(father).toMatchObject({ status: 'going', claimCode: expect.stringMatching(/^[A-Z2-9]{8}$/) })
      await sign('林母')
      await expect(sign('林叔')).rejects.toThrow('rsvp_parents_enough')
      expect((await listMyParents(mine, activity.id)).map((p) => [p.displayName, p.status])).toEqual([
        ['林父', 'going'],
        ['林母', 'going'],
      ])
      const stranger = ctxOf(db, asPerson(await buildPerson(db)), now)
      expect(await listMyParents(stranger, activity.id)).toEqual([])
      await expect(cancelRsvp(stranger, { rsvpId: father.rsvpId })).rejects.toThrow('forbidden')
      expect(await cancelRsvp(mine, { rsvpId: father.rsvpId })).toEqual({ status: 'cancelled' })
    })
  })

  it('and the next time it is the same person', async () => {
    await rolledBack(database.db, async (db) => {
      const { group, activity, mine } = await arrange(db)
      const other = await buildActivity(db, [group.id])
      for (const { id } of [activity, other]) await rsvpForParent(mine, { activityId: id, displayName: '林父' })
      expect(await db.select().from(people).where(eq(people.status, 'provisional'))).toHaveLength(1)
      await expect(rsvpForParent(mine, { activityId: other.id, displayName: '林父' })).rejects.toThrow('rsvp_already')
    })
  })

  it('not where only members may come, and not past the places', async () => {
    await rolledBack(database.db, async (db) => {
      const { group, activity, mine } = await arrange(db)
      const closed = await buildActivity(db, [group.id], { audience: 'members' })
      await expect(rsvpForParent(mine, { activityId: closed.id, displayName: '林父' })).rejects.toThrow('rsvp_members_only')
      for (let i = 0; i < 2; i++) {
        const { id } = await buildPerson(db)
        await db.insert(rsvps).values({ activityId: activity.id, personId: id, placedById: id, status: 'going' })
      }
      expect(await rsvpForParent(mine, { activityId: activity.id, displayName: '林父' })).toMatchObject({
        status: 'waitlisted',
        position: 1,
      })
      const visitor = ctxOf(db, { kind: 'visitor' }, now)
      await expect(rsvpForParent(visitor, { activityId: activity.id, displayName: '林父' })).rejects.toThrow('sign_in_required')
    })
  })
})

describe('the place of a parent', () => {
  const soon = new Date('2026-11-01T12:00:00Z')

  it('is confirmed or passed on by the member who vouches, and by no other', async () => {
    await rolledBack(database.db, async (db) => {
      const { group, mine } = await arrange(db)
      const activity = await buildActivity(db, [group.id], { capacity: 2, startsAt: soon, offerMinutes: 60 })
      const sitting = await Promise.all([buildPerson(db), buildPerson(db)])
      for (const { id } of sitting)
        await db.insert(rsvps).values({ activityId: activity.id, personId: id, placedById: id, status: 'going' })
      const father = await rsvpForParent(mine, { activityId: activity.id, displayName: '林父' })
      const mother = await rsvpForParent(mine, { activityId: activity.id, displayName: '林母' })
      for (const person of sitting) {
        const [theirs] = await db.select().from(rsvps).where(eq(rsvps.personId, person.id))
        await cancelRsvp(ctxOf(db, asPerson(person), now), { rsvpId: theirs?.id ?? '' })
      }
      const { vouched, waiting } = await listMyRsvps(mine)
      expect(vouched.map((r) => [r.forName, r.status])).toEqual([
        ['林父', 'offered'],
        ['林母', 'offered'],
      ])
      expect(waiting).toEqual([])
      const stranger = ctxOf(db, asPerson(await buildPerson(db)), now)
      expect((await listMyRsvps(stranger)).vouched).toEqual([])
      await expect(confirmOffer(stranger, { rsvpId: father.rsvpId })).rejects.toThrow('forbidden')
      expect(await confirmOffer(mine, { rsvpId: father.rsvpId })).toEqual({ status: 'going' })
      expect(await declineOffer(mine, { rsvpId: mother.rsvpId })).toEqual({ status: 'cancelled' })
      expect((await listMyRsvps(mine)).vouched.map((r) => [r.forName, r.status])).toEqual([['林父', 'going']])
    })
  })

  it('is confirmed anew after a change of the time, and the member is told of each step by name', async () => {
    await rolledBack(database.db, async (db) => {
      const { activity, mine, officer, member } = await arrange(db)
      const father = await rsvpForParent(mine, { activityId: activity.id, displayName: '林父' })
      await rsvpFor(officer, { activityId: activity.id, displayName: '周伯', companions: 0 })
      await postponeActivity(officer, { activityId: activity.id, startsAt: '2026-11-12T19:00' })
      expect(await reconfirmRsvp(mine, { rsvpId: father.rsvpId })).toEqual({ reconfirmedAt: now })
      await cancelRsvp(mine, { rsvpId: father.rsvpId })
      const told = (await db.select().from(notices).where(eq(notices.channel, 'in_app'))).filter((n) => n.recipientId === member.id)
      expect(told.map((n) => n.kind).sort()).toEqual(['rsvp_cancelled', 'rsvp_placed_for_you', 'rsvp_reconfirm'])
      const inbox = await listMyNotices(mine, 'en')
      expect(inbox.notices.map((n) => n.title.split(' · ')[0])).toEqual(['For 林父', 'For 林父', 'For 林父'])
      expect(inbox.notices.find((n) => n.title.includes('RSVP cancelled'))?.body).toMatch(/^You signed 林父 up/)
      expect(
        await db
          .select()
          .from(notices)
          .where(eq(notices.recipientId, personIdOf(officer.actor) ?? '')),
      ).toEqual([])
    })
  })
})

describe('a claim code that was lost', () => {
  it('is replaced for who has no account, by who may register her', async () => {
    await rolledBack(database.db, async (db) => {
      const { activity, officer, helper, mine, member } = await arrange(db)
      const placed = await rsvpFor(officer, { activityId: activity.id, displayName: '周伯', companions: 0 })
      const { claimCode } = await issueClaimCode(officer, { rsvpId: placed.rsvpId })
      expect(claimCode).not.toBe(placed.claimCode)
      const [person] = await db.select().from(people).where(eq(people.status, 'provisional'))
      expect(person?.claimCodeHash).toBe(hashOf(claimCode))
      await expect(issueClaimCode(helper, { rsvpId: placed.rsvpId })).rejects.toThrow('forbidden')
      const [own] = await db
        .insert(rsvps)
        .values({ activityId: activity.id, personId: member.id, placedById: member.id, status: 'going' })
        .returning()
      await expect(issueClaimCode(officer, { rsvpId: own?.id ?? '' })).rejects.toThrow('not_found')
      await expect(issueClaimCode(mine, { rsvpId: placed.rsvpId })).rejects.toThrow('forbidden')
    })
  })
})

describe('a claim code of somebody whom another group knows', () => {
  it('is not given to who finds her by her phone: her memberships would go with it', async () => {
    await rolledBack(database.db, async (db) => {
      const { group, activity, officer } = await arrange(db)
      const phone = '138 0013 8000'
      const theirs = await rsvpFor(officer, { activityId: activity.id, displayName: '周伯', phone, companions: 0 })
      const [person] = await db.select().from(people).where(eq(people.status, 'provisional'))
      await buildMembership(db, person?.id ?? '', group.id)
      const other = await buildGroup(db)
      const elsewhere = await buildActivity(db, [other.id])
      const organizer = ctxOf(db, asPerson(await buildPerson(db), [groupGrant('organizer', other.id)]), now)
      const found = await rsvpFor(organizer, { activityId: elsewhere.id, displayName: '某人', phone, companions: 0 })
      await expect(issueClaimCode(organizer, { rsvpId: found.rsvpId })).rejects.toThrow('forbidden')
      const [still] = await db
        .select()
        .from(people)
        .where(eq(people.id, person?.id ?? ''))
      expect(still?.claimCodeHash).toBe(person?.claimCodeHash)
      expect(await issueClaimCode(officer, { rsvpId: theirs.rsvpId })).toEqual({ claimCode: expect.any(String) })
    })
  })
})

describe('what an organizer sees of those who joined', () => {
  it('phone, access needs and what they show to their groups; a door helper none of it', async () => {
    await rolledBack(database.db, async (db) => {
      const { group, activity, officer, helper, member } = await arrange(db)
      await rsvpFor(officer, { activityId: activity.id, displayName: '周伯', phone: '138 0013 8000', companions: 0 })
      await db
        .update(people)
        .set({
          accessNeeds: '轮椅',
          skills: ['摄影'],
          interests: ['读书'],
          homeDistrictCode: '330106',
          visibility: { skills: 'groups', interests: 'network' },
        })
        .where(eq(people.id, member.id))
      const answers = { diet: '不吃花生' }
      await db.insert(rsvps).values({ activityId: activity.id, personId: member.id, placedById: member.id, status: 'going', answers })
      const seenBy = async (ctx: typeof officer) => (await getPeople(ctx, activity.id)).rows
      expect((await seenBy(officer)).map((row) => [row.displayName, row.phone, row.accessNeeds, row.skills, row.interests])).toEqual([
        ['周伯', { number: '+8613800138000', shown: '138 0013 8000' }, null, [], []],
        ['林知夏', null, '轮椅', [], ['读书']],
      ])
      expect((await seenBy(officer)).map((row) => row.homeDistrictCode)).toEqual([null, null])
      await buildMembership(db, member.id, group.id)
      expect((await seenBy(officer))[1]).toMatchObject({ skills: ['摄影'], homeDistrictCode: null })
      expect((await seenBy(helper)).map((row) => [row.phone, row.accessNeeds, row.skills, row.interests])).toEqual([
        [null, null, [], []],
        [null, null, [], []],
      ])
      expect((await seenBy(officer))[1]?.answers).toEqual(answers)
      expect(JSON.stringify(await seenBy(helper))).not.toMatch(/v1\.|花生/)
    })
  })
})
