import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { hours } from '@/db/schema/contributions'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { tickOnRoster, voidCheckIn } from './commands/check-in'
import { addWalkIn } from './commands/walk-in'
import { listMyAttendances, listPersonEntries } from './queries/record'
import { findMembers, getDoorCounts, getRoster } from './queries/roster'
import { findByDigits, getCheckIn, getWall, isWallCode, wallCode } from './queries/wall'
import { wallMinute } from './rules'

const database = testDatabase()
const at = (time: string) => new Date(`2026-11-10T${time}:00+08:00`)

async function scene(db: Db) {
  await buildNetwork(db)
  const host = await buildGroup(db, { names: { zh: '听松悦读分会' } })
  const activity = await buildActivity(db, [host.id], { capacity: 2 })
  const secretary = await buildPerson(db)
  const [zhao, an, wei] = await Promise.all(['赵鸣', '安然', '卫青'].map((displayName) => buildPerson(db, { displayName })))
  for (const person of [zhao, an]) await buildMembership(db, person?.id ?? '', host.id, { primary: true })
  const place = (personId = '', status: 'going' | 'waitlisted' | 'cancelled') =>
    db.insert(rsvps).values({
      activityId: activity.id,
      personId,
      placedById: personId,
      status,
      cancelledAt: status === 'cancelled' ? at('12:00') : null,
    })
  await place(zhao?.id, 'going')
  await place(an?.id, 'waitlisted')
  await place(wei?.id, 'cancelled')
  const ctx = (now: Date) => ctxOf(db, asPerson(secretary, [groupGrant('secretary', host.id)]), now)
  return { host, activity, ctx, zhao: zhao?.id ?? '', an: an?.id ?? '', wei: wei?.id ?? '' }
}
const inScene = (fn: (s: Awaited<ReturnType<typeof scene>>, db: Db) => Promise<void>) =>
  rolledBack(database.db, async (db) => fn(await scene(db), db))

describe('getRoster', () => {
  it('lists who is going, waiting or in, by pinyin, with group, source and since when', () =>
    inScene(async (s) => {
      await tickOnRoster(s.ctx(at('18:52')), { activityId: s.activity.id, personId: s.zhao })
      await addWalkIn(s.ctx(at('18:55')), { activityId: s.activity.id, displayName: '欧阳' })
      const { rows, counts } = await getRoster(s.ctx(at('19:00')), s.activity.id)
      expect(rows.map((r) => [r.name, r.rsvp, r.group?.zh ?? null, r.source, r.inAt, r.walkInAt !== null])).toEqual([
        ['安然', 'waitlisted', '听松悦读分会', null, null, false],
        ['欧阳', null, null, 'roster', at('18:55'), true],
        ['赵鸣', 'going', '听松悦读分会', 'roster', at('18:52'), false],
      ])
      expect(counts).toEqual({ present: 2, going: 1, waitlisted: 1, walkIns: 1, capacity: 2, overBy: 0 })
    }))

  it('tells by how many the door runs over the capacity; the wall counts the same', () =>
    inScene(async (s) => {
      for (const displayName of ['甲', '乙', '丙']) await addWalkIn(s.ctx(at('18:55')), { activityId: s.activity.id, displayName })
      const { counts, activity } = await getRoster(s.ctx(at('19:00')), s.activity.id)
      expect(counts).toMatchObject({ present: 3, overBy: 1 })
      expect(await getDoorCounts(s.ctx(at('19:00')), activity)).toEqual(counts)
    }))

  it('is the helper’s: a member and an administrator do not get it', () =>
    inScene(async (s, db) => {
      const member = ctxOf(db, asPerson({ id: s.zhao }), at('19:00'))
      await expect(getRoster(member, s.activity.id)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(getWall(member, s.activity.id)).rejects.toMatchObject({ code: 'forbidden' })
      const admin = ctxOf(db, asPerson({ id: s.wei }, [networkGrant('network_admin')]), at('19:00'))
      await expect(getRoster(admin, s.activity.id)).rejects.toMatchObject({ code: 'forbidden' })
    }))
})

describe('findMembers', () => {
  it('finds members of the hosts by name or pinyin who are not in yet, and takes % for itself', () =>
    inScene(async (s) => {
      const find = async (search: string) =>
        (await findMembers(s.ctx(at('18:50')), { activityId: s.activity.id, search })).map((m) => m.name)
      expect(await find('鸣')).toEqual(['赵鸣'])
      expect(await find('zhao')).toEqual(['赵鸣'])
      expect(await find('%')).toEqual([])
      expect(await find('卫')).toEqual([])
      await tickOnRoster(s.ctx(at('18:52')), { activityId: s.activity.id, personId: s.zhao })
      expect(await find('鸣')).toEqual([])
    }))
})

describe('the wall', () => {
  it('shows the code of the minute and the seconds to the next', () =>
    inScene(async (s) => {
      const wall = await getWall(s.ctx(new Date(at('18:52').getTime() + 20_000)), s.activity.id)
      expect(wall).toMatchObject({ refused: null, secondsToNext: 40, counts: { going: 1, present: 0 } })
      expect(wall.code).toEqual(wallCode(s.activity.wallSecret, wallMinute(at('18:52'))))
      expect((await getWall(s.ctx(at('18:00')), s.activity.id)).refused).toBe('door_not_open')
    }))

  it('finds the activity of six digits, the reader’s own first', () =>
    inScene(async (s, db) => {
      const twin = await buildActivity(db, [s.host.id], { wallSecret: s.activity.wallSecret })
      await db.insert(rsvps).values({ activityId: twin.id, personId: s.wei, placedById: s.wei, status: 'going' })
      const { digits } = wallCode(s.activity.wallSecret, wallMinute(at('18:52')))
      expect(await findByDigits(s.ctx(at('18:52')), s.wei, digits)).toBe(twin.id)
      expect(await findByDigits(s.ctx(at('18:52')), s.zhao, digits)).toBe(s.activity.id)
      expect(await findByDigits(s.ctx(at('18:54')), s.zhao, digits)).toBeNull()
      expect(await findByDigits(s.ctx(at('21:16')), s.zhao, digits)).toBeNull()
    }))

  it('derives another code each minute and for each activity, of six digits always', () => {
    const now = at('18:52')
    const codes = Array.from({ length: 500 }, (_, i) => wallCode(`secret ${i % 2}`, i))
    expect(new Set(codes.map((c) => c.token)).size).toBe(500)
    for (const { digits } of codes) expect(digits).toMatch(/^\d{6}$/)
    const { digits, token } = wallCode('secret', wallMinute(now))
    expect([isWallCode('secret', { digits }, now), isWallCode('secret', { token }, now)]).toEqual([true, true])
    expect([isWallCode('other', { digits }, now), isWallCode('secret', { token: `${token}x` }, now)]).toEqual([false, false])
  })

  it('answers a scanned page with since when she is in', () =>
    inScene(async (s, db) => {
      await tickOnRoster(s.ctx(at('18:52')), { activityId: s.activity.id, personId: s.zhao })
      const mine = await getCheckIn(ctxOf(db, asPerson({ id: s.zhao }), at('18:53')), s.activity.id, {})
      expect(mine).toMatchObject({ mine: { inAt: at('18:52'), source: 'roster' }, kept: null })
    }))
})

describe('my record', () => {
  it('gives each attendance its host’s seal, how it is known and its hours, newest first, paged by key', () =>
    inScene(async (s, db) => {
      await tickOnRoster(s.ctx(at('18:52')), { activityId: s.activity.id, personId: s.zhao })
      await db.insert(hours).values({ activityId: s.activity.id, personId: s.zhao, minutes: 90, source: 'recorded' })
      const mine = ctxOf(db, asPerson({ id: s.zhao }), at('23:00'))
      const { items, next } = await listMyAttendances(mine)
      expect(items).toMatchObject([
        { grade: 'witnessed', source: 'roster', minutes: 90, activity: { slug: s.activity.slug }, host: { id: s.host.id } },
      ])
      expect(next).toBeNull()
      const first = items[0]
      expect((await listMyAttendances(mine, { startsAt: s.activity.startsAt, id: first?.id ?? '' })).items).toEqual([])
      expect((await listMyAttendances(ctxOf(db, asPerson({ id: s.an }), at('23:00')))).items).toEqual([])
      await expect(listMyAttendances(ctxOf(db, { kind: 'visitor' }, at('23:00')))).rejects.toMatchObject({ code: 'sign_in_required' })
    }))
})

it('lists a person’s entries with who recorded them and which stand', () =>
  inScene(async (s) => {
    const who = { activityId: s.activity.id, personId: s.zhao }
    await tickOnRoster(s.ctx(at('18:52')), who)
    await voidCheckIn(s.ctx(at('18:53')), { ...who, reason: 'duplicate' })
    await tickOnRoster(s.ctx(at('18:54')), who)
    const entries = await listPersonEntries(s.ctx(at('19:00')), s.activity.id, s.zhao)
    expect(entries.map((e) => [e.direction, e.stands, e.reasonCode])).toEqual([
      ['in', false, null],
      ['void', false, 'duplicate'],
      ['in', true, null],
    ])
    expect(entries[0]?.recordedBy).toMatch(/^人/)
  }))
