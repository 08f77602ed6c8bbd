import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { hosts } from '@/db/schema/activities'
import { recaps } from '@/db/schema/attendance'
import { bookings } from '@/db/schema/venues'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildMembership, buildNetwork, buildPerson, buildSpace, buildVenue } from '@/db/testing/factories'
import type { Actor } from '../policy/actor'
import { getDesk } from './queries/desk'
import { getNewPlan, getPlan } from './queries/plan'

const database = testDatabase()
/** Sunday 2026-11-01, 10:00 in Shanghai. */
const now = new Date('2026-11-01T02:00:00Z')
const at = (text: string) => new Date(`${text}+08:00`)
const as = (actor: Actor) => ctxOf(database.db, actor, now)

let world: Awaited<ReturnType<typeof buildWorld>>

async function buildWorld() {
  const { db } = database
  await buildNetwork(db)
  const [readers, choir] = [await buildGroup(db, { slug: 'readers' }), await buildGroup(db, { slug: 'choir', districtCode: '330110' })]
  const zhao = await buildPerson(db)
  const venue = await buildVenue(db, { names: { zh: '听松书房' } })
  const draft = { status: 'draft' as const, publishedAt: null }
  const made = {
    next: await buildActivity(db, [readers.id], { slug: 'next', startsAt: at('2026-11-04T19:00') }),
    running: await buildActivity(db, [readers.id], { slug: 'running', startsAt: at('2026-11-01T09:00') }),
    joint: await buildActivity(db, [choir.id, readers.id], { slug: 'joint', startsAt: at('2026-11-05T19:00') }),
    older: await buildActivity(db, [readers.id], { slug: 'older', startsAt: at('2026-10-20T19:00') }),
    old: await buildActivity(db, [readers.id], { slug: 'old', startsAt: at('2026-10-28T19:30'), venueId: venue.id, capacity: 24 }),
    filed: await buildActivity(db, [readers.id], { slug: 'filed', startsAt: at('2026-10-27T19:00') }),
    forgotten: await buildActivity(db, [readers.id], { slug: 'forgotten', startsAt: at('2026-08-01T19:00') }),
    imported: await buildActivity(db, [readers.id], { slug: 'imported', startsAt: at('2026-10-25T19:00'), origin: 'imported' }),
    sketch: await buildActivity(db, [readers.id], {
      ...draft,
      slug: 'sketch',
      startsAt: at('2026-12-01T19:00'),
      districtCode: null,
      createdAt: at('2026-10-01T00:00'),
    }),
    foreign: await buildActivity(db, [choir.id], {
      ...draft,
      slug: 'foreign',
      status: 'submitted',
      districtCode: null,
      riskFlags: ['fee'],
    }),
    asked: await buildActivity(db, [choir.id], { ...draft, slug: 'asked' }),
  }
  await db.insert(recaps).values({ activityId: made.filed.id, texts: { zh: '好' }, filedAt: now })
  await db.insert(hosts).values({ activityId: made.asked.id, groupId: readers.id, role: 'co', position: 1 })
  return { readers, choir, zhao, ...made, secretary: asPerson(zhao, [groupGrant('secretary', readers.id)]) }
}

beforeAll(async () => {
  world = await buildWorld()
})

const slugs = (list: { slug: string }[]) => list.map((activity) => activity.slug)

describe('the desk', () => {
  it('shows what is to come, what is not listed, the recaps due with the oldest first, and invitations to host', async () => {
    const desk = await getDesk(as(world.secretary))
    expect(slugs(desk.groups)).toEqual(['readers'])
    expect(slugs(desk.upcoming)).toEqual(['running', 'next', 'joint'])
    expect(slugs(desk.unlisted)).toEqual(['sketch'])
    expect(slugs(desk.recapsDue)).toEqual(['older', 'old'])
    expect(desk.asked.map((a) => a.activityId)).toEqual([world.asked.id])
    expect(desk.toReview).toEqual([])
  })

  it('gives administrators what they may decide: of the place, else of the lead', async () => {
    const district = (scopeId: string) => asPerson(world.zhao, [{ role: 'district_admin', scopeType: 'district', scopeId }])
    expect(slugs((await getDesk(as(district('330110')))).toReview)).toEqual(['foreign'])
    expect((await getDesk(as(district('330106')))).toReview).toEqual([])
    expect(slugs((await getDesk(as(asPerson(world.zhao, [networkGrant('network_admin')])))).toReview)).toEqual(['foreign'])
    expect((await getDesk(as(asPerson(world.zhao, [networkGrant('auditor')])))).toReview).toEqual([])
  })

  it('shows a door helper the doors at which she helps: of a group today, of an activity until it is over', async () => {
    const of = async (scopeType: 'group' | 'activity', scopeId: string, clock = now) => {
      const actor = asPerson(world.zhao, [{ role: 'door_helper', scopeType, scopeId }])
      const desk = await getDesk(ctxOf(database.db, actor, clock))
      expect([desk.groups, desk.upcoming, desk.recapsDue, desk.waiting]).toEqual([[], [], [], []])
      return slugs(desk.helping)
    }
    expect(await of('group', world.readers.id)).toEqual(['running'])
    expect(await of('group', world.readers.id, at('2026-11-01T11:10'))).toEqual(['running'])
    expect(await of('group', world.readers.id, at('2026-11-01T11:16'))).toEqual([])
    expect(await of('group', world.readers.id, at('2026-11-05T00:01'))).toEqual(['joint'])
    expect(await of('group', world.choir.id)).toEqual([])
    expect(await of('activity', world.joint.id)).toEqual(['joint'])
    expect(await of('activity', world.old.id)).toEqual([])
    const both = asPerson(world.zhao, [groupGrant('secretary', world.readers.id), groupGrant('door_helper', world.readers.id)])
    expect((await getDesk(as(both))).helping).toEqual([])
  })

  it('is empty for a member and asks a visitor to sign in', async () => {
    expect(await getDesk(as(asPerson(world.zhao)))).toMatchObject({
      groups: [],
      upcoming: [],
      unlisted: [],
      recapsDue: [],
      asked: [],
      toReview: [],
      waiting: [],
    })
    await expect(getDesk(as({ kind: 'visitor' }))).rejects.toMatchObject({ code: 'sign_in_required' })
  })
})

describe('what waits', () => {
  it('is read with its ages: applications, recaps, a refused booking, requests to a keeper, what an administrator chases', async () => {
    const { db } = database
    await rolledBack(db, async (db) => {
      const [one, two] = [await buildPerson(db), await buildPerson(db)]
      const applied = { status: 'applied' as const, joinedOn: undefined }
      await buildMembership(db, one.id, world.readers.id, { ...applied, appliedAt: at('2026-10-28T09:00') })
      await buildMembership(db, two.id, world.readers.id, { ...applied, appliedAt: at('2026-10-30T09:00') })
      await buildMembership(db, one.id, world.choir.id, { ...applied, appliedAt: at('2026-10-01T09:00') })
      const hall = await buildSpace(db, (await buildVenue(db, { slug: 'hall', districtCode: '330106' })).id)
      const book = (status: 'declined' | 'requested', over: object) =>
        db
          .insert(bookings)
          .values({ spaceId: hall.id, groupId: world.readers.id, during: '[2026-11-20T10:00Z,2026-11-20T12:00Z)', status, ...over })
      await book('declined', { activityId: world.next.id, decidedAt: at('2026-10-31T09:00'), declineReason: 'Painting' })
      await book('declined', { decidedAt: at('2026-10-31T10:00') })
      await book('requested', { createdAt: at('2026-10-31T11:00') })
      const ctx = (actor: Actor) => ctxOf(db, actor, now)
      const kinds = async (actor: Actor) => (await getDesk(ctx(actor))).waiting.map((one) => [one.kind, one.count, one.since.toISOString()])
      expect(await kinds(world.secretary)).toEqual([
        ['recap', 1, at('2026-10-20T21:00').toISOString()],
        ['finalise', 1, at('2026-10-27T21:00').toISOString()],
        ['applications', 2, at('2026-10-28T09:00').toISOString()],
        ['recap', 1, at('2026-10-28T21:30').toISOString()],
        ['refused', 1, at('2026-10-31T09:00').toISOString()],
        ['refused', 1, at('2026-10-31T10:00').toISOString()],
        ['hosting', 1, expect.any(String)],
      ])
      const keeper = asPerson(one, [{ role: 'keeper', scopeType: 'venue', scopeId: hall.venueId }])
      expect(await kinds(keeper)).toEqual([['requests', 1, at('2026-10-31T11:00').toISOString()]])
      await db.update(bookings).set({ status: 'declined' }).where(eq(bookings.status, 'requested'))
      const desk = await getDesk(ctxOf(db, keeper, now))
      expect([desk.waiting, desk.venues.map((venue) => [venue.id, venue.count])]).toEqual([[], [[hall.venueId, 0]]])
      const district = asPerson(one, [{ role: 'district_admin', scopeType: 'district', scopeId: '330106' }])
      expect(await kinds(district)).toEqual([['missingRecaps', 2, at('2026-10-20T21:00').toISOString()]])
    })
  })
})

describe('the plan', () => {
  it("is the organizers' to read, as the form shows it", async () => {
    const plan = await getPlan(as(world.secretary), world.old.id)
    expect(plan.values).toMatchObject({
      startsAt: '2026-10-28T19:30',
      endsAt: '2026-10-28T21:30',
      capacity: 24,
      zone: undefined,
      coHostIds: [],
    })
    expect(plan.choices.venue?.names).toEqual({ zh: '听松书房' })
    expect((await getPlan(as(world.secretary), world.sketch.id)).missing).toEqual({ place: 'required' })
    await expect(getPlan(as(asPerson(world.zhao)), world.sketch.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getPlan(as(asPerson(world.zhao)), world.old.id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(getPlan(as({ kind: 'visitor' }), world.old.id)).rejects.toMatchObject({ code: 'sign_in_required' })
  })

  it.each([
    ['next', true],
    ['running', true],
    ['old', false],
    ['sketch', false],
  ] as const)('offers to change %s for those who signed up: %s', async (which, isAhead) => {
    expect((await getPlan(as(world.secretary), world[which].id)).isAhead).toBe(isAhead)
  })

  it('remembers last time: hour, length, place and rules, on the next such weekday', async () => {
    const { db } = database
    await buildActivity(db, [world.readers.id], {
      titles: { zh: '旧题' },
      startsAt: at('2026-10-29T19:30'),
      endsAt: at('2026-10-29T21:00'),
      capacity: 18,
      createdAt: at('2027-01-01T00:00'),
    })
    const plan = await getNewPlan(as(world.secretary), 'readers')
    expect(plan.fromLast).toBe(true)
    expect(plan.values).toMatchObject({
      titles: { zh: '', en: '' },
      startsAt: '2026-11-12T19:30',
      endsAt: '2026-11-12T21:00',
      capacity: 18,
    })
  })

  it('starts from the usual where nothing was held yet, and is refused to others', async () => {
    const group = await buildGroup(database.db, { slug: 'fresh' })
    const plan = await getNewPlan(as(asPerson(world.zhao, [groupGrant('president', group.id)])), 'fresh')
    expect(plan).toMatchObject({ fromLast: false, values: { startsAt: '2026-11-15T19:00', endsAt: '2026-11-15T21:00', mode: 'onsite' } })
    await expect(getNewPlan(as(world.secretary), 'fresh')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(getNewPlan(as(world.secretary), 'nowhere')).rejects.toMatchObject({ code: 'not_found' })
  })
})
