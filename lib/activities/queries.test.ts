import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { invitations } from '@/db/schema/accounts'
import { activities, hosts } from '@/db/schema/activities'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildPerson, buildSpace, buildVenue } from '@/db/testing/factories'
import type { Ctx } from '../ctx'
import type { Actor } from '../policy/actor'
import { can } from '../policy/can'
import { countByDay, getActivity, getActivitySubject, getNearestActivity, listActivities } from './queries'

const database = testDatabase()
/** Sunday 2026-11-01, 10:00 in Shanghai. */
const now = new Date('2026-11-01T02:00:00Z')
const at = (text: string) => new Date(`${text}+08:00`)

type World = Awaited<ReturnType<typeof buildWorld>>
let world: World

async function buildWorld() {
  const { db } = database
  await buildNetwork(db)
  const [readers, singers, outsiders] = [
    await buildGroup(db, { slug: 'readers', shortName: '读' }),
    await buildGroup(db),
    await buildGroup(db),
  ]
  const [member, foreign, guest, lin] = [await buildPerson(db), await buildPerson(db), await buildPerson(db), await buildPerson(db)]
  const venue = await buildVenue(db, { slug: 'reading-house', facilities: ['step_free'] })
  const open = await buildActivity(db, [readers.id, singers.id], {
    slug: 'night-reading',
    titles: { zh: '听松夜读', en: 'Night reading' },
    startsAt: at('2026-11-04T19:00'),
    capacity: 3,
    venueId: venue.id,
    languages: ['zh', 'en'],
  })
  const members = await buildActivity(db, [readers.id], { slug: 'members-only', audience: 'members', startsAt: at('2026-11-05T10:00') })
  const invitedOnly = await buildActivity(db, [readers.id], { slug: 'invited-only', audience: 'invited', startsAt: at('2026-11-06T10:00') })
  const draft = await buildActivity(db, [readers.id], {
    slug: 'a-draft',
    status: 'draft',
    publishedAt: null,
    startsAt: at('2026-11-06T12:00'),
  })
  const saturday = await buildActivity(db, [singers.id], {
    slug: 'choir',
    kindCode: 'CULTURE',
    districtCode: '330110',
    startsAt: at('2026-11-07T09:00'),
  })
  const cancelled = await buildActivity(db, [singers.id], {
    slug: 'called-off',
    status: 'cancelled',
    cancelledAt: now,
    statusReason: '场地停电',
    startsAt: at('2026-11-07T15:00'),
  })
  const earlyToday = await buildActivity(db, [singers.id], { slug: 'early-today', startsAt: at('2026-11-01T07:00') })
  const excluded = await buildActivity(db, [singers.id], {
    slug: 'set-aside',
    startsAt: at('2026-11-08T15:00'),
    excludedAt: now,
    excludedReason: 'test',
  })
  await db.insert(hosts).values({ activityId: saturday.id, groupId: outsiders.id, role: 'co', position: 5 })
  await db
    .insert(invitations)
    .values({ secretHash: 'x1', activityId: invitedOnly.id, email: guest.email, invitedById: lin.id, expiresAt: at('2027-01-01T00:00') })
  await db.insert(rsvps).values([
    { activityId: open.id, personId: member.id, placedById: member.id, status: 'going', companions: 1 },
    { activityId: open.id, personId: guest.id, placedById: guest.id, status: 'offered', offerExpiresAt: at('2026-11-02T00:00') },
    { activityId: open.id, personId: foreign.id, placedById: foreign.id, status: 'waitlisted' },
    { activityId: open.id, personId: lin.id, placedById: lin.id, status: 'cancelled', cancelledAt: now },
  ])
  return {
    readers,
    singers,
    outsiders,
    member,
    foreign,
    guest,
    lin,
    venue,
    open,
    members,
    invitedOnly,
    draft,
    saturday,
    cancelled,
    earlyToday,
    excluded,
  }
}

beforeAll(async () => {
  world = await buildWorld()
})

const as = (actor: Actor): Ctx => ctxOf(database.db, actor, now)
const visitor = () => as({ kind: 'visitor' })
const slugs = async (ctx: Ctx, filter: Parameters<typeof listActivities>[1] = {}) =>
  (await listActivities(ctx, filter)).items.map((item) => item.slug)

const actors = (): Record<string, Actor> => ({
  visitor: { kind: 'visitor' },
  member: asPerson(world.member, [], [world.readers.id]),
  'foreign member': asPerson(world.foreign, [], [world.outsiders.id]),
  invited: asPerson(world.guest),
  organizer: asPerson(world.lin, [groupGrant('organizer', world.readers.id)]),
  'door helper': asPerson(world.lin, [{ role: 'door_helper', scopeType: 'activity', scopeId: world.members.id }]),
  'district administrator': asPerson(world.lin, [{ role: 'district_admin', scopeType: 'district', scopeId: '330106' }]),
  'network administrator': asPerson(world.lin, [networkGrant('network_admin')]),
  auditor: asPerson(world.lin, [networkGrant('auditor')]),
})

describe('who sees what', () => {
  const open = ['night-reading', 'members-only', 'choir', 'called-off']
  it.each([
    ['visitor', open, []],
    ['member', open, []],
    ['foreign member', open, []],
    ['invited', [...open, 'invited-only'], []],
    ['organizer', [...open, 'invited-only'], ['a-draft']],
    ['door helper', open, []],
    ['district administrator', [...open, 'invited-only'], ['a-draft']],
    ['network administrator', [...open, 'invited-only'], ['a-draft']],
    ['auditor', [...open, 'invited-only'], ['a-draft']],
  ])('%s', async (name, listed, drafts) => {
    const ctx = as(actors()[name] as Actor)
    expect((await slugs(ctx)).sort()).toEqual([...listed].sort())
    for (const activity of [world.open, world.members, world.invitedOnly, world.draft, world.saturday, world.cancelled]) {
      const answer = await getActivity(ctx, activity.slug).then(
        (page) => page.slug,
        (error) => error.code,
      )
      const subject = await getActivitySubject(ctx, activity.id)
      expect(answer, activity.slug).toBe(can(ctx.actor, 'activity:view', subject) ? activity.slug : 'not_found')
      if (listed.includes(activity.slug) || drafts.includes(activity.slug)) expect(answer).toBe(activity.slug)
    }
  })

  it('answers a missing one as a foreign one', async () => {
    await expect(getActivity(visitor(), 'no-such-activity')).rejects.toMatchObject({ code: 'not_found' })
    await expect(getActivity(visitor(), 'a-draft')).rejects.toMatchObject({ code: 'not_found' })
    await expect(getActivitySubject(visitor(), 'not-an-id')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('what a row holds', () => {
  it('tells seats with companions and offers, the waitlist, hosts lead first, the venue', async () => {
    const { items } = await listActivities(visitor(), { q: '夜读' })
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      slug: 'night-reading',
      seatsTaken: 3,
      waitlisted: 1,
      venueSlug: 'reading-house',
      stepFree: true,
      zone: 'Asia/Shanghai',
      kind: { code: 'LEARN' },
      district: { code: '330106' },
    })
    expect(items[0]?.hosts.map((h) => h.id)).toEqual([world.readers.id, world.singers.id])
    expect(items[0]?.startsAt).toEqual(at('2026-11-04T19:00'))
  })

  it('leaves out hosts that have not accepted', async () => {
    const { items } = await listActivities(visitor(), { kind: 'CULTURE' })
    expect(items[0]?.hosts.map((h) => h.id)).toEqual([world.singers.id])
  })
})

it('a venue whose keeper has not said yes does not list it', () =>
  rolledBack(database.db, async (db) => {
    const venue = await buildVenue(db, { slug: 'asked-house' })
    const space = await buildSpace(db, venue.id)
    const group = await buildGroup(db)
    await buildActivity(db, [group.id], { slug: 'asked', startsAt: at('2026-11-04T19:00'), venueId: venue.id, spaceId: space.id })
    const listed = async (filter: object) => (await listActivities(ctxOf(db, { kind: 'visitor' }, now), filter)).items.map((a) => a.slug)
    expect(await listed({})).toContain('asked')
    expect([await listed({ venue: 'asked-house' }), await listed({ venueId: venue.id })]).toEqual([[], []])
    await db.update(activities).set({ venueConfirmedAt: now }).where(eq(activities.slug, 'asked'))
    expect([await listed({ venue: 'asked-house' }), await listed({ venueId: venue.id })]).toEqual([['asked'], ['asked']])
  }))

describe('filters', () => {
  it.each([
    ['the district', { district: '330110' }, ['choir']],
    ['the kind', { kind: 'CULTURE' }, ['choir']],
    ['the language', { language: 'en' as const }, ['night-reading']],
    ['the group', { group: 'readers' }, ['night-reading', 'members-only']],
    ['the venue', { venue: 'reading-house' }, ['night-reading']],
    ['the evening', { part: 'evening' as const }, ['night-reading']],
    ['weekends', { part: 'weekend' as const }, ['choir', 'called-off']],
    ['free places', { places: true as const }, ['members-only', 'choir']],
    ['one character of the title', { q: '松' }, ['night-reading']],
    ['a word in English', { q: 'NIGHT read' }, ['night-reading']],
    ['words that are nowhere', { q: '不存在' }, []],
    ['marks only', { q: '！？' }, []],
    ['dates, both inclusive', { from: '2026-11-04', to: '2026-11-04' }, ['night-reading']],
    ['this month', { when: 'month' as const }, ['night-reading', 'members-only', 'choir', 'called-off']],
    ['tomorrow', { when: 'tomorrow' as const }, []],
    ['today: what has ended is left out', { when: 'today' as const }, []],
    ['the past', { past: true as const }, ['early-today']],
    ['a day gone by', { from: '2026-11-01', to: '2026-11-01', past: true as const }, ['early-today']],
    ['quotes and operators', { q: "'; drop table & | !:* \\" }, []],
  ])('%s', async (_, filter, expected) => {
    expect(await slugs(visitor(), filter)).toEqual(expected)
  })

  it('pages by key, without a gap and without a double, both ways', async () => {
    for (const past of [undefined, true as const]) {
      const whole = await slugs(visitor(), { past })
      const paged: string[] = []
      let cursor: string | undefined
      do {
        const page = await listActivities(visitor(), { past, cursor, limit: 1 })
        paged.push(...page.items.map((i) => i.slug))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect(paged).toEqual(whole)
    }
  })

  it('counts the days without the cancelled ones', async () => {
    expect(await countByDay(visitor(), '2026-11-04', 4)).toEqual([
      { date: '2026-11-04', count: 1 },
      { date: '2026-11-05', count: 1 },
      { date: '2026-11-06', count: 0 },
      { date: '2026-11-07', count: 1 },
    ])
    expect(await countByDay(visitor(), '2026-11-07', 1, { district: '330106' })).toEqual([{ date: '2026-11-07', count: 0 }])
  })

  it('finds the nearest when nothing fits: in the district, else anywhere', async () => {
    expect((await getNearestActivity(visitor(), { when: 'today', district: '330110' }))?.slug).toBe('choir')
    expect((await getNearestActivity(visitor(), { when: 'today', district: '330102' }))?.slug).toBe('night-reading')
  })
})

describe('the page', () => {
  it('shows the joining link to those going from one hour before, and to organizers', async () => {
    const { db } = database
    const online = await buildActivity(db, [world.readers.id], {
      slug: 'online-talk',
      mode: 'online',
      districtCode: null,
      joiningLink: 'https://meet.example.org/x',
      startsAt: at('2026-12-04T19:00'),
    })
    await db.insert(rsvps).values({ activityId: online.id, personId: world.member.id, placedById: world.member.id, status: 'going' })
    const link = async (actor: Actor, when: string) => (await getActivity({ ...as(actor), now: at(when) }, 'online-talk')).joiningLink
    const going = asPerson(world.member)
    expect(await link(going, '2026-12-04T17:59')).toBeNull()
    expect(await link(going, '2026-12-04T18:00')).toBe('https://meet.example.org/x')
    expect(await link(asPerson(world.guest), '2026-12-04T18:30')).toBeNull()
    expect(await link({ kind: 'visitor' }, '2026-12-04T18:30')).toBeNull()
    expect(await link(asPerson(world.lin, [groupGrant('secretary', world.readers.id)]), '2026-11-04T18:30')).toBe(
      'https://meet.example.org/x',
    )
  })

  it('keeps the wall secret and the invited to itself', async () => {
    const page = await getActivity(visitor(), 'night-reading')
    expect(page).not.toHaveProperty('wallSecret')
    expect(page.invitedPersonIds).toEqual([])
    expect((await getActivity(as(asPerson(world.guest)), 'invited-only')).invitedPersonIds).toEqual([world.guest.id])
    expect((await getActivity(as(asPerson(world.lin, [networkGrant('auditor')])), 'invited-only')).invitedPersonIds).toEqual([])
    expect(page).toMatchObject({ seatsTaken: 3, waitlisted: 1, mayManage: false, venuePending: false, venue: { slug: 'reading-house' } })
  })
})
