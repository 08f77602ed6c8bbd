import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activities, hosts } from '@/db/schema/activities'
import { groupSuspensions } from '@/db/schema/groups'
import { historyEntries } from '@/db/schema/history'
import { notices } from '@/db/schema/notices'
import { rsvps } from '@/db/schema/rsvps'
import { bookings } from '@/db/schema/venues'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGrant, buildGroup, buildNetwork, buildPerson, buildSpace, buildVenue } from '@/db/testing/factories'
import type { Actor } from '../policy/actor'
import { duplicateActivity } from './commands/duplicate'
import { acceptHosting, declineHosting } from './commands/hosting'
import { createActivity, updateActivity } from './commands/plan'
import { publishActivity } from './commands/publish'
import { approveActivity, askForChanges } from './commands/review'
import { getActivitySubject, listActivities } from './queries'
import { createActivitySchema, type PlanInput, updateActivitySchema } from './schema'

const database = testDatabase()
/** Sunday 2026-11-01, 10:00 in Shanghai. */
const now = new Date('2026-11-01T02:00:00Z')
const at = (text: string) => new Date(`${text}+08:00`)

async function buildWorld(db: Db) {
  await buildNetwork(db)
  const readers = await buildGroup(db, { names: { zh: '听松悦读分会', en: 'Tingsong Readers' } })
  const choir = await buildGroup(db)
  const yuhang = await buildGroup(db, { districtCode: '330110' })
  const zhao = await buildPerson(db)
  const shen = await buildPerson(db)
  const tang = await buildPerson(db)
  await buildGrant(db, zhao.id, 'secretary', 'group', readers.id)
  await buildGrant(db, shen.id, 'district_admin', 'district', '330106')
  await buildGrant(db, tang.id, 'network_admin', 'network', null)
  const venue = await buildVenue(db, { names: { zh: '听松书房', en: 'Tingsong Reading House' }, districtCode: '330110' })
  const hall = await buildSpace(db, venue.id)
  return {
    readers,
    choir,
    yuhang,
    zhao,
    shen,
    tang,
    venue,
    hall,
    secretary: asPerson(zhao, [groupGrant('secretary', readers.id)]),
    district: asPerson(shen, [{ role: 'district_admin', scopeType: 'district', scopeId: '330106' }]),
    otherDistrict: asPerson(shen, [{ role: 'district_admin', scopeType: 'district', scopeId: '330102' }]),
    network: asPerson(tang, [networkGrant('network_admin')]),
    stranger: asPerson(tang, [groupGrant('secretary', choir.id)]),
  }
}
type World = Awaited<ReturnType<typeof buildWorld>>

const plan = (over: Partial<PlanInput> = {}): PlanInput => ({
  titles: { zh: '听松夜读：雪', en: 'Night reading: snow' },
  kindCode: 'LEARN',
  mode: 'onsite',
  startsAt: '2026-11-18T19:00',
  endsAt: '2026-11-18T21:00',
  place: { zh: '断桥边' },
  capacity: 30,
  ...over,
})

function scene(name: string, run: (world: World, db: Db) => Promise<void>) {
  it(name, () => rolledBack(database.db, async (db) => run(await buildWorld(db), db)))
}
const as = (db: Db, actor: Actor, when = now) => ctxOf(db, actor, when)
const draft = (db: Db, world: World, over: Partial<PlanInput> = {}, actor: Actor = world.secretary) =>
  createActivity(as(db, actor), createActivitySchema.parse({ ...plan(over), groupId: world.readers.id }))
const edit = (db: Db, world: World, activityId: string, over: Partial<PlanInput> = {}, when = now) =>
  updateActivity(as(db, world.secretary, when), updateActivitySchema.parse({ ...plan(over), activityId }))
const rowOf = async (db: Db, id: string) => getActivitySubject(as(db, { kind: 'visitor' }), id)
const verbsOf = async (db: Db, id: string) =>
  (await db.select({ verb: historyEntries.verb }).from(historyEntries).where(eq(historyEntries.subjectId, id))).map((row) => row.verb)
const told = async (db: Db, kind: string) =>
  (
    await db
      .select({ to: notices.recipientId })
      .from(notices)
      .where(and(eq(notices.kind, kind), eq(notices.channel, 'in_app')))
  ).map((n) => n.to)

describe('a new activity', () => {
  scene('is a draft of the group: local times, the day it is counted, a slug, a secret, found only by organizers', async (world, db) => {
    const { id, slug } = await draft(db, world, { startsAt: '2026-11-18T07:00', endsAt: undefined })
    const row = await rowOf(db, id)
    expect(row).toMatchObject({
      status: 'draft',
      reportedOn: '2026-11-18',
      zone: 'Asia/Shanghai',
      districtCode: null,
      leadGroupId: world.readers.id,
    })
    expect(row.startsAt).toEqual(at('2026-11-18T07:00'))
    expect(slug).toBe('night-reading-snow-2026-11-18')
    expect(row.wallSecret).toMatch(/^[0-9a-f]{40}$/)
    expect((await listActivities(as(db, world.secretary))).items).toEqual([])
    expect(await verbsOf(db, id)).toEqual(['activity.drafted'])
  })

  scene('of the same title and day gets another slug', async (world, db) => {
    const [first, second] = [await draft(db, world), await draft(db, world)]
    expect(second.slug).not.toBe(first.slug)
    expect(second.slug).toMatch(/^night-reading-snow-2026-11-18-[0-9a-f]{6}$/)
  })

  scene("takes a zone of its own and counts in the network's", async (world, db) => {
    const { id } = await draft(db, world, { zone: 'America/New_York', startsAt: '2026-11-18T19:00', endsAt: undefined })
    const row = await rowOf(db, id)
    expect(row.startsAt).toEqual(new Date('2026-11-19T00:00:00Z'))
    expect(row.reportedOn).toBe('2026-11-19')
  })

  scene("snapshots the venue's district and asks for the space", async (world, db) => {
    const { id } = await draft(db, world, { venueId: world.venue.id, spaceId: world.hall.id })
    expect(await rowOf(db, id)).toMatchObject({ districtCode: '330110', place: null, venueConfirmedAt: null })
    const [booking] = await db.select().from(bookings)
    expect(booking).toMatchObject({ spaceId: world.hall.id, activityId: id, status: 'requested', groupId: world.readers.id })
  })

  scene('with a space that is taken is refused, and nothing of it stays', async (world, db) => {
    await db.insert(bookings).values({ spaceId: world.hall.id, during: '[2026-11-18T10:00Z,2026-11-18T14:00Z)', status: 'confirmed' })
    await expect(draft(db, world, { venueId: world.venue.id, spaceId: world.hall.id })).rejects.toMatchObject({ code: 'space_taken' })
    expect(await db.select().from(activities)).toEqual([])
  })

  scene('is refused to a stranger as a thing that is not theirs, and to a visitor', async (world, db) => {
    await expect(draft(db, world, {}, world.stranger)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(draft(db, world, {}, { kind: 'visitor' })).rejects.toMatchObject({ code: 'sign_in_required' })
  })

  scene('names what does not fit', async (world, db) => {
    await expect(draft(db, world, { endsAt: '2026-11-18T18:00' })).rejects.toMatchObject({ code: 'ends_before_start' })
    await expect(draft(db, world, { kindCode: 'NOPE' })).rejects.toMatchObject({ fields: { kindCode: 'invalid' } })
    await expect(draft(db, world, { venueId: world.readers.id })).rejects.toMatchObject({ fields: { venueId: 'invalid' } })
    const other = await buildSpace(db, (await buildVenue(db)).id)
    await expect(draft(db, world, { venueId: world.venue.id, spaceId: other.id })).rejects.toMatchObject({ fields: { spaceId: 'invalid' } })
    await expect(draft(db, world, { coHostIds: [world.zhao.id] })).rejects.toMatchObject({ fields: { coHostIds: 'invalid' } })
  })
})

describe('publishing', () => {
  scene('lists what is not flagged at once', async (world, db) => {
    const { id } = await draft(db, world)
    expect(await publishActivity(as(db, world.secretary), { activityId: id })).toEqual({ status: 'published', flags: [] })
    expect((await rowOf(db, id)).publishedAt).toEqual(now)
    expect((await listActivities(as(db, { kind: 'visitor' }), { q: '听松' })).items).toHaveLength(1)
    await expect(publishActivity(as(db, world.secretary), { activityId: id })).rejects.toMatchObject({ code: 'activity_already_published' })
  })

  scene('wants a place, a link, a start to come', async (world, db) => {
    const publish = async (over: Partial<PlanInput>) =>
      publishActivity(as(db, world.secretary), { activityId: (await draft(db, world, over)).id })
    await expect(publish({ place: undefined })).rejects.toMatchObject({ code: 'publish_incomplete', fields: { place: 'required' } })
    await expect(publish({ mode: 'online' })).rejects.toMatchObject({ code: 'publish_incomplete', fields: { joiningLink: 'required' } })
    await expect(publish({ startsAt: '2026-10-18T19:00', endsAt: undefined })).rejects.toMatchObject({ code: 'starts_in_past' })
  })

  scene('wants an active lead on the day', async (world, db) => {
    const { id } = await draft(db, world)
    await db.insert(groupSuspensions).values({ groupId: world.readers.id, fromOn: '2026-11-10', toOn: '2026-11-30', reason: 'x' })
    await expect(publishActivity(as(db, world.secretary), { activityId: id })).rejects.toMatchObject({ code: 'host_inactive' })
  })

  scene("is the lead's: a co-host edits but does not publish", async (world, db) => {
    const { id } = await draft(db, world, { coHostIds: [world.choir.id] })
    await acceptHosting(as(db, world.stranger), { activityId: id, groupId: world.choir.id })
    await expect(publishActivity(as(db, world.stranger), { activityId: id })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('a flagged activity', () => {
  const flagged = { flags: ['fee' as const], capacity: 300 }

  scene('goes to the district of its place, else of its lead, and is approved there', async (world, db) => {
    const { id } = await draft(db, world, flagged)
    expect(await publishActivity(as(db, world.secretary), { activityId: id })).toEqual({ status: 'submitted', flags: ['over_200', 'fee'] })
    expect(await told(db, 'activity_review_asked')).toEqual([world.shen.id])
    expect((await listActivities(as(db, world.network))).items).toEqual([])
    await expect(approveActivity(as(db, world.otherDistrict), { activityId: id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(approveActivity(as(db, world.secretary), { activityId: id })).rejects.toMatchObject({ code: 'forbidden' })
    await approveActivity(as(db, world.district), { activityId: id })
    expect(await rowOf(db, id)).toMatchObject({ status: 'published', publishedAt: now })
    expect(await told(db, 'activity_approved')).toEqual([world.zhao.id])
    await expect(approveActivity(as(db, world.district), { activityId: id })).rejects.toMatchObject({ code: 'activity_not_open' })
  })

  scene('goes to the network where its district has no administrator', async (world, db) => {
    const { id } = await draft(db, world, { ...flagged, venueId: world.venue.id })
    await publishActivity(as(db, world.secretary), { activityId: id })
    expect(await told(db, 'activity_review_asked')).toEqual([world.tang.id])
  })

  scene('is sent back with a reason, changed and submitted again', async (world, db) => {
    const { id } = await draft(db, world, flagged)
    await publishActivity(as(db, world.secretary), { activityId: id })
    await askForChanges(as(db, world.district), { activityId: id, reason: '请写明收费用途' })
    expect(await rowOf(db, id)).toMatchObject({ status: 'changes_asked', statusReason: '请写明收费用途' })
    expect(await told(db, 'activity_changes_asked')).toEqual([world.zhao.id])
    await edit(db, world, id, { flags: [], capacity: 100 })
    expect(await publishActivity(as(db, world.secretary), { activityId: id })).toMatchObject({ status: 'published' })
    expect((await rowOf(db, id)).statusReason).toBeNull()
  })

  scene('is approved by nobody who made or organizes it', async (world, db) => {
    const both = asPerson(world.zhao, [groupGrant('secretary', world.readers.id), networkGrant('network_admin')])
    const { id } = await draft(db, world, flagged, both)
    await publishActivity(as(db, both), { activityId: id })
    await expect(approveActivity(as(db, both), { activityId: id })).rejects.toMatchObject({ code: 'own_review' })
    await expect(approveActivity(as(db, asPerson(world.zhao, [networkGrant('network_admin')])), { activityId: id })).rejects.toMatchObject({
      code: 'own_review',
    })
  })

  scene('is one with hosts in several districts', async (world, db) => {
    const { id } = await draft(db, world, { coHostIds: [world.yuhang.id] })
    expect(await publishActivity(as(db, world.secretary), { activityId: id })).toEqual({
      status: 'submitted',
      flags: ['several_districts'],
    })
  })
})

describe('editing', () => {
  const published = async (db: Db, world: World, over: Partial<PlanInput> = {}) => {
    const { id } = await draft(db, world, over)
    await publishActivity(as(db, world.secretary), { activityId: id })
    return id
  }

  scene('changes texts and moves a published one by less than half an hour; those going are told', async (world, db) => {
    const id = await published(db, world)
    await db.insert(rsvps).values({ activityId: id, personId: world.tang.id, placedById: world.tang.id, status: 'going' })
    expect(await edit(db, world, id, { titles: { zh: '新题' } })).toEqual({ id, told: 0 })
    expect(await edit(db, world, id, { titles: { zh: '新题' }, startsAt: '2026-11-18T19:29' })).toEqual({ id, told: 1 })
    expect(await rowOf(db, id)).toMatchObject({ titles: { zh: '新题' }, startsAt: at('2026-11-18T19:29') })
    expect(await told(db, 'activity_changed')).toEqual([world.tang.id])
    expect((await listActivities(as(db, { kind: 'visitor' }), { q: '新题' })).items).toHaveLength(1)
  })

  scene('of half an hour or more is a postponement', async (world, db) => {
    const id = await published(db, world)
    await expect(edit(db, world, id, { startsAt: '2026-11-18T19:30' })).rejects.toMatchObject({ code: 'postpone_instead' })
    expect((await rowOf(db, id)).startsAt).toEqual(at('2026-11-18T19:00'))
  })

  scene('never moves what has started, and never into the past', async (world, db) => {
    const id = await published(db, world)
    await expect(edit(db, world, id, { startsAt: '2026-11-18T19:10' }, at('2026-11-18T19:05'))).rejects.toMatchObject({
      code: 'activity_started',
    })
    await expect(edit(db, world, id, { startsAt: '2026-11-18T18:40' }, at('2026-11-18T18:50'))).rejects.toMatchObject({
      code: 'starts_in_past',
    })
    await expect(edit(db, world, id, { titles: { zh: '后记' } }, at('2026-11-18T19:05'))).resolves.toMatchObject({ id })
  })

  scene('leaves the capacity of a published one to its own command, and walks around no review', async (world, db) => {
    const id = await published(db, world)
    await edit(db, world, id, { capacity: 500 })
    expect((await rowOf(db, id)).capacity).toBe(30)
    await expect(edit(db, world, id, { flags: ['minors'] })).rejects.toMatchObject({ code: 'review_needed' })
    await expect(edit(db, world, id, { expectedSize: 201 })).rejects.toMatchObject({ code: 'review_needed' })
  })

  scene('may leave a joint activity of two districts as it was listed', async (world, db) => {
    const joint = await buildActivity(db, [world.readers.id, world.yuhang.id], { startsAt: at('2026-11-18T19:00'), endsAt: null })
    await expect(
      edit(db, world, joint.id, { endsAt: undefined, coHostIds: [world.yuhang.id], place: { zh: '湖边' }, capacity: undefined }),
    ).resolves.toMatchObject({ id: joint.id })
  })

  scene('moves the booking along with the space', async (world, db) => {
    const { id } = await draft(db, world, { venueId: world.venue.id, spaceId: world.hall.id })
    await edit(db, world, id, { venueId: world.venue.id, spaceId: world.hall.id, startsAt: '2026-11-20T19:00', endsAt: '2026-11-20T21:00' })
    const held = await db.select().from(bookings).orderBy(bookings.createdAt, bookings.id)
    expect(held.map((b) => b.status).sort()).toEqual(['released', 'requested'])
    expect(held.find((b) => b.status === 'requested')?.during).toContain('2026-11-20 11:00')
  })

  scene('is refused when cancelled or finalised, and to strangers', async (world, db) => {
    const id = await published(db, world)
    await expect(updateActivity(as(db, world.stranger), updateActivitySchema.parse({ ...plan(), activityId: id }))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await db.update(activities).set({ status: 'cancelled', cancelledAt: now }).where(eq(activities.id, id))
    await expect(edit(db, world, id)).rejects.toMatchObject({ code: 'activity_cancelled' })
  })
})

describe('hosts', () => {
  const hosting = async (db: Db, id: string, groupId: string) =>
    (
      await db
        .select()
        .from(hosts)
        .where(and(eq(hosts.activityId, id), eq(hosts.groupId, groupId)))
    )[0]

  scene('a co-host that the actor organizes too accepts at once, another is asked', async (world, db) => {
    const both = asPerson(world.zhao, [groupGrant('secretary', world.readers.id), groupGrant('organizer', world.choir.id)])
    const { id } = await draft(db, world, { coHostIds: [world.choir.id, world.yuhang.id] }, both)
    expect((await hosting(db, id, world.choir.id))?.acceptedAt).toEqual(now)
    expect((await hosting(db, id, world.yuhang.id))?.acceptedAt).toBeNull()
    expect((await rowOf(db, id)).hostGroupIds).toEqual([world.readers.id, world.choir.id])
  })

  scene('the asked group answers for itself', async (world, db) => {
    const { id } = await draft(db, world, { coHostIds: [world.choir.id] })
    await expect(acceptHosting(as(db, world.secretary), { activityId: id, groupId: world.choir.id })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await acceptHosting(as(db, world.stranger), { activityId: id, groupId: world.choir.id })
    expect((await rowOf(db, id)).hostGroupIds).toContain(world.choir.id)
    await declineHosting(as(db, world.stranger), { activityId: id, groupId: world.choir.id })
    expect((await rowOf(db, id)).hostGroupIds).toEqual([world.readers.id])
    const own = asPerson(world.zhao, [groupGrant('secretary', world.yuhang.id)])
    await expect(acceptHosting(as(db, own), { activityId: id, groupId: world.yuhang.id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(declineHosting(as(db, world.secretary), { activityId: id, groupId: world.readers.id })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  scene('a host that is left out of the plan is no host any more', async (world, db) => {
    const { id } = await draft(db, world, { coHostIds: [world.choir.id] })
    await edit(db, world, id, { coHostIds: [] })
    expect(await hosting(db, id, world.choir.id)).toBeUndefined()
  })
})

describe('duplicating', () => {
  scene('makes a draft four weeks on with the same texts and hosts', async (world, db) => {
    const { id } = await draft(db, world, { venueId: world.venue.id, cost: { zh: '免费' }, coHostIds: [world.choir.id] })
    await publishActivity(as(db, world.secretary), { activityId: id })
    const copy = await duplicateActivity(as(db, world.secretary), { activityId: id })
    expect(await rowOf(db, copy.id)).toMatchObject({
      status: 'draft',
      titles: { zh: '听松夜读：雪', en: 'Night reading: snow' },
      startsAt: at('2026-12-16T19:00'),
      endsAt: at('2026-12-16T21:00'),
      reportedOn: '2026-12-16',
      cost: { zh: '免费' },
      districtCode: '330110',
      publishedAt: null,
    })
    expect((await db.select().from(hosts).where(eq(hosts.activityId, copy.id))).map((h) => h.role).sort()).toEqual(['co', 'lead'])
    expect((await rowOf(db, copy.id)).wallSecret).not.toBe((await rowOf(db, id)).wallSecret)
  })

  scene('leaves the space open when it is taken then', async (world, db) => {
    const { id } = await draft(db, world, { venueId: world.venue.id, spaceId: world.hall.id })
    await db.insert(bookings).values({ spaceId: world.hall.id, during: '[2026-12-16T10:00Z,2026-12-16T14:00Z)', status: 'confirmed' })
    const copy = await duplicateActivity(as(db, world.secretary), { activityId: id })
    expect(await rowOf(db, copy.id)).toMatchObject({ venueId: world.venue.id, spaceId: null })
  })
})
