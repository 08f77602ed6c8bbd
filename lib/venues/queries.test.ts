import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { bookings } from '@/db/schema/venues'
import { ctxOf } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildSpace, buildVenue } from '@/db/testing/factories'
import { publicVisitor } from '../auth/actor'
import { getVenue, getVenueSubject, lockSpace } from './queries'
import { countByDistrict, countVenues, listVenueChoices, listVenueDots, listVenues } from './queries/directory'
import { getWeek, listTakenHours } from './queries/week'

const database = testDatabase()
const inCity = (fn: (db: Db) => Promise<void>) =>
  rolledBack(database.db, async (db) => {
    await buildNetwork(db)
    await fn(db)
  })
const visitor = (db: Db) => ctxOf(db, publicVisitor())
const names = (zh: string, en = 'Venue') => ({ names: { zh, en } })
const titles = (found: { names: { zh?: string } }[]) => found.map((v) => v.names.zh)

describe('listVenues', () => {
  it('pages by key in the order of pinyin, listed ones only', () =>
    inCity(async (db) => {
      for (const zh of ['听松书房', '北汀礼堂', '澄溪驿站']) await buildVenue(db, names(zh))
      for (const status of ['draft', 'review', 'suspended', 'closed'] as const) await buildVenue(db, { ...names('藏'), status })
      const first = await listVenues(visitor(db), { limit: 2 })
      const second = await listVenues(visitor(db), { limit: 2, cursor: first.nextCursor ?? undefined })
      expect([...titles(first.items), ...titles(second.items)]).toEqual(['北汀礼堂', '澄溪驿站', '听松书房'])
      expect(second.nextCursor).toBeNull()
      expect(await countVenues(visitor(db))).toBe(3)
    }))

  it('filters by district, category, level and every facility asked for', () =>
    inCity(async (db) => {
      await buildVenue(db, { ...names('甲'), facilities: ['step_free', 'hearing_loop'], level: 'NATIONAL' })
      await buildVenue(db, { ...names('乙'), facilities: ['step_free'], districtCode: '330110', categoryCode: null })
      const found = async (filter: object) => titles((await listVenues(visitor(db), filter)).items)
      expect(await found({ district: '330110' })).toEqual(['乙'])
      expect(await found({ category: 'CAFE' })).toEqual(['甲'])
      expect(await found({ level: 'NATIONAL' })).toEqual(['甲'])
      expect(await countByDistrict(visitor(db), { district: '330110', facility: ['step_free'] })).toEqual(
        expect.arrayContaining([
          { code: '330106', count: 1 },
          { code: '330110', count: 1 },
        ]),
      )
      expect(await countByDistrict(visitor(db), { level: 'NATIONAL' })).toEqual([{ code: '330106', count: 1 }])
      expect(await found({ facility: ['step_free'] })).toEqual(['甲', '乙'])
      expect(await found({ facility: ['step_free', 'hearing_loop'] })).toEqual(['甲'])
    }))

  it('counts a level until its last day, and as none afterwards', () =>
    inCity(async (db) => {
      await buildVenue(db, { ...names('甲'), level: 'NATIONAL', levelEndsOn: '2026-11-11' })
      await buildVenue(db, { ...names('乙'), level: 'NATIONAL', levelEndsOn: '2026-11-10' })
      await buildVenue(db, { ...names('丙'), level: 'NATIONAL', levelEndsOn: null })
      await buildVenue(db, { ...names('丁'), level: 'NONE' })
      const ctx = ctxOf(db, publicVisitor(), new Date('2026-11-11T23:00:00+08:00'))
      expect(titles((await listVenues(ctx, { level: 'NATIONAL' })).items)).toEqual(['丙', '甲'])
      expect((await listVenues(ctx, { level: 'NONE' })).items.map((v) => [v.names.zh, v.level])).toEqual([
        ['丁', 'NONE'],
        ['乙', 'NONE'],
      ])
    }))

  it('finds what is open at this hour of the network’s clock', () =>
    inCity(async (db) => {
      await buildVenue(db, {
        ...names('甲'),
        openingHours: {
          3: [
            ['09:00', '12:00'],
            ['14:00', '21:00'],
          ],
        },
      })
      await buildVenue(db, { ...names('乙'), openingHours: { 4: [['09:00', '21:00']] } })
      await buildVenue(db, { ...names('丙'), openingHours: null })
      const openAt = async (clock: string) =>
        titles((await listVenues(ctxOf(db, publicVisitor(), new Date(`2026-11-11T${clock}+08:00`)), { open: '1' })).items)
      expect(await openAt('09:00:00')).toEqual(['甲'])
      expect(await openAt('12:00:00')).toEqual([])
      expect(await openAt('20:59:59')).toEqual(['甲'])
      expect(await openAt('21:00:00')).toEqual([])
      expect(await countVenues(ctxOf(db, publicVisitor(), new Date('2026-11-11T15:00:00+08:00')), { open: '1' })).toBe(1)
    }))

  it.each([
    ['书房', ['听松书房']],
    ['房', ['听松书房']],
    ['reading h', ['听松书房']],
    ["o' & (", []],
  ])('finds by %s', (q, found) =>
    inCity(async (db) => {
      await buildVenue(db, names('听松书房', 'Tingsong Reading House'))
      await buildVenue(db, names('北汀礼堂', 'Beiting Hall'))
      expect(titles((await listVenues(visitor(db), { q })).items)).toEqual(found)
      expect(titles(await listVenueChoices(visitor(db), q))).toEqual(found)
    }),
  )

  it('draws a dot for each whose position is known', () =>
    inCity(async (db) => {
      await buildVenue(db, { ...names('甲'), lng: 120.1, lat: 30.2, datum: 'WGS84' })
      await buildVenue(db, names('乙'))
      expect(await listVenueDots(visitor(db))).toMatchObject([{ districtCode: '330106', lng: 120.1, lat: 30.2, datum: 'WGS84' }])
    }))
})

describe('getVenue', () => {
  it('brings spaces in their order and the group that runs it, unless hidden', () =>
    inCity(async (db) => {
      const operator = await buildGroup(db, { slug: 'op' })
      const venue = await buildVenue(db, { slug: 'v', operatorGroupId: operator.id })
      await buildSpace(db, venue.id, { names: { zh: '茶室' }, position: 2 })
      await buildSpace(db, venue.id, { names: { zh: '正厅' }, position: 1 })
      const shown = await getVenue(visitor(db), 'v')
      expect(shown.operator?.slug).toBe('op')
      expect(titles(shown.spaces)).toEqual(['正厅', '茶室'])
      const hidden = await buildGroup(db, { visibility: 'members' })
      await buildVenue(db, { slug: 'w', operatorGroupId: hidden.id })
      expect((await getVenue(visitor(db), 'w')).operator).toBeNull()
    }))

  it('answers an unlisted venue as a missing one', () =>
    inCity(async (db) => {
      const draft = await buildVenue(db, { slug: 'draft', status: 'draft' })
      for (const slug of ['draft', 'none']) await expect(getVenue(visitor(db), slug)).rejects.toThrow('not_found')
      expect((await getVenueSubject(visitor(db), draft.id)).status).toBe('draft')
    }))
})

describe('getWeek', () => {
  it('shows activities by title, and what is not for all as a taken time', () =>
    inCity(async (db) => {
      const group = await buildGroup(db)
      const venue = await buildVenue(db)
      const space = await buildSpace(db, venue.id, { bufferMinutes: 30 })
      const at = (iso: string, over = {}) => ({ venueId: venue.id, spaceId: space.id, startsAt: new Date(iso), ...over })
      const open = await buildActivity(db, [group.id], at('2026-11-15T16:00:00Z'))
      const confirmed = { venueConfirmedAt: new Date('2026-11-01T00:00:00Z') }
      await buildActivity(db, [group.id], at('2026-11-18T11:00:00Z', { audience: 'members', endsAt: null, ...confirmed }))
      const asked = await buildActivity(db, [group.id], at('2026-11-21T02:00:00Z'))
      const elsewhere = await buildActivity(db, [group.id], at('2026-11-20T06:00:00Z', { spaceId: null }))
      await buildActivity(db, [group.id], at('2026-11-15T10:00:00Z'))
      await buildActivity(db, [group.id], at('2026-11-22T16:00:00Z'))
      await buildActivity(db, [group.id], at('2026-11-19T11:00:00Z', { status: 'draft', publishedAt: null }))
      await buildActivity(db, [group.id], at('2026-11-19T11:00:00Z', { status: 'cancelled', cancelledAt: new Date() }))
      await db.insert(bookings).values([
        { spaceId: space.id, activityId: open.id, status: 'confirmed', during: '[2026-11-15T15:30Z,2026-11-15T18:30Z)' },
        { spaceId: space.id, status: 'confirmed', during: '[2026-11-20T01:30Z,2026-11-20T04:30Z)' },
        { spaceId: space.id, activityId: asked.id, status: 'requested', during: '[2026-11-21T01:30Z,2026-11-21T04:30Z)' },
      ])
      const { monday, spells } = await getWeek(visitor(db), venue.id, '2026-11-18')
      expect(monday).toBe('2026-11-16')
      expect(spells.map((s) => [s.startsAt.toISOString(), s.endsAt.toISOString(), s.slug])).toEqual([
        ['2026-11-15T16:00:00.000Z', '2026-11-15T18:00:00.000Z', open.slug],
        ['2026-11-18T11:00:00.000Z', '2026-11-18T13:00:00.000Z', null],
        ['2026-11-20T02:00:00.000Z', '2026-11-20T04:00:00.000Z', null],
        ['2026-11-20T06:00:00.000Z', '2026-11-20T08:00:00.000Z', elsewhere.slug],
      ])
    }))
})

it('offers bookable spaces only, and locks one with its venue', () =>
  inCity(async (db) => {
    const venue = await buildVenue(db)
    const hall = await buildSpace(db, venue.id)
    await buildSpace(db, venue.id, { bookable: false })
    expect((await listVenueChoices(visitor(db)))[0]?.spaces.map((s) => s.id)).toEqual([hall.id])
    expect((await lockSpace(visitor(db), hall.id)).venue.id).toBe(venue.id)
    await expect(lockSpace(visitor(db), venue.id)).rejects.toThrow('not_found')
  }))

describe('listTakenHours', () => {
  it('tells the confirmed hours of a space on a day, cut at midnight, without those of the activity itself', () =>
    inCity(async (db) => {
      const venue = await buildVenue(db)
      const hall = await buildSpace(db, venue.id, { bufferMinutes: 15 })
      const tea = await buildSpace(db, venue.id)
      const own = await buildActivity(db, [(await buildGroup(db)).id], { startsAt: new Date('2026-11-18T04:00:00Z') })
      const book = (spaceId: string, during: string, over = {}) => ({ spaceId, during, status: 'confirmed' as const, ...over })
      await db
        .insert(bookings)
        .values([
          book(hall.id, '[2026-11-18T10:45Z,2026-11-18T13:15Z)'),
          book(hall.id, '[2026-11-17T14:45Z,2026-11-17T17:15Z)'),
          book(hall.id, '[2026-11-18T14:45Z,2026-11-18T18:15Z)'),
          book(hall.id, '[2026-11-18T04:00Z,2026-11-18T05:00Z)', { activityId: own.id }),
          book(hall.id, '[2026-11-18T07:00Z,2026-11-18T08:00Z)', { status: 'requested' }),
          book(tea.id, '[2026-11-18T07:00Z,2026-11-18T08:00Z)'),
        ])
      const asked = { spaceId: hall.id, date: '2026-11-18' }
      expect(await listTakenHours(visitor(db), { ...asked, activityId: own.id })).toEqual({
        hours: [
          ['00:00', '01:00'],
          ['19:00', '21:00'],
          ['23:00', '24:00'],
        ],
        bufferMinutes: 15,
      })
      expect((await listTakenHours(visitor(db), asked)).hours).toHaveLength(4)
    }))

  it('says nothing of a venue that is not listed', () =>
    inCity(async (db) => {
      const space = await buildSpace(db, (await buildVenue(db, { status: 'suspended' })).id)
      for (const spaceId of [space.id, space.venueId])
        await expect(listTakenHours(visitor(db), { spaceId, date: '2026-11-18' })).rejects.toThrow('not_found')
    }))
})
