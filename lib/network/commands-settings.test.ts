import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activities } from '@/db/schema/activities'
import { historyEntries } from '@/db/schema/history'
import { calendarDays, districts, kinds, networks, venueCategories } from '@/db/schema/network'
import { asPerson, ctxOf, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildPerson, buildVenue } from '@/db/testing/factories'
import { addCalendarDays, removeCalendarDay } from './commands/calendar'
import { addDistricts, removeDistrict, saveCategories, saveDistricts, saveKinds } from './commands/rows'
import { changeZone, saveNetworkFace, saveRules } from './commands/settings'
import { listOfferedDistricts } from './queries'
import { addDistrictsSchema, categoriesSchema, districtsSchema, kindsSchema, networkFaceSchema } from './schema'

const database = testDatabase()
const now = new Date('2026-11-01T02:00:00Z')

async function scene(db: Db) {
  await buildNetwork(db)
  const admin = ctxOf(db, asPerson(await buildPerson(db), [networkGrant('network_admin')]), now)
  const auditor = ctxOf(db, asPerson(await buildPerson(db), [networkGrant('auditor')]), now)
  const group = await buildGroup(db, { districtCode: '330102' })
  return { admin, auditor, group }
}
const networkOf = async (db: Db) => (await db.select().from(networks))[0]
const kind = (code: string, over = {}) => ({ code, zh: code, en: code, hue: 10, icon: 'star' as const, countable: true, ...over })

describe('the network’s face', () => {
  it('is written whole, and keeps the mailbox of the sender that was', () =>
    rolledBack(database.db, async (db) => {
      const { admin, auditor } = await scene(db)
      const face = networkFaceSchema.parse({
        nameZh: '澄溪',
        nameEn: 'Chengxi',
        seal: '澄溪',
        languages: ['zh-CN'],
        senderName: '澄溪服务台',
        contact: 'desk@example.org',
        licence: '浙ICP备0号',
        privacyZh: '我们只留必需的。',
      })
      await expect(saveNetworkFace(auditor, face)).rejects.toThrow('forbidden')
      await saveNetworkFace(admin, face)
      expect(await networkOf(db)).toMatchObject({
        names: { zh: '澄溪', en: 'Chengxi' },
        seal: '澄溪',
        languages: ['zh-CN'],
        sender: '澄溪服务台 <hui@example.org>',
        footer: { contact: 'desk@example.org', licence: '浙ICP备0号', privacy: { zh: '我们只留必需的。' } },
        zone: 'Asia/Shanghai',
      })
    }))
})

describe('the reporting zone', () => {
  it('moves the day of what is planned, and stays once something is finalised', () =>
    rolledBack(database.db, async (db) => {
      const { admin, group } = await scene(db)
      const startsAt = new Date('2026-11-20T16:30:00Z')
      const activity = await buildActivity(db, [group.id], { startsAt, reportedOn: '2026-11-21' })
      await changeZone(admin, { zone: 'Europe/London' })
      const [moved] = await db.select().from(activities).where(eq(activities.id, activity.id))
      expect(moved?.reportedOn).toBe('2026-11-20')
      await db.update(activities).set({ status: 'finalised', finalisedAt: now }).where(eq(activities.id, activity.id))
      await expect(changeZone(admin, { zone: 'Asia/Shanghai' })).rejects.toThrow('zone_counted')
      expect((await networkOf(db))?.zone).toBe('Europe/London')
    }))
})

describe('the rules', () => {
  it('are recorded one by one as they change', () =>
    rolledBack(database.db, async (db) => {
      const { admin, auditor } = await scene(db)
      const rules = { minimumHeadCount: 5, finaliseAfterDays: 7, lockFromDay: 10 }
      await expect(saveRules(auditor, rules)).rejects.toThrow('forbidden')
      await saveRules(admin, rules)
      expect((await networkOf(db))?.rules).toEqual(rules)
      const told = await db.select({ ids: historyEntries.ids }).from(historyEntries).where(eq(historyEntries.verb, 'network.rule_changed'))
      expect(told.map(({ ids }) => ids).sort((a, b) => String(a.rule).localeCompare(String(b.rule)))).toEqual([
        { rule: 'lockFromDay', from: 8, to: 10 },
        { rule: 'minimumHeadCount', from: 3, to: 5 },
      ])
    }))
})

describe('kinds and categories', () => {
  it('are renamed, added and retired; a code that is left out stays', () =>
    rolledBack(database.db, async (db) => {
      const { admin } = await scene(db)
      await saveKinds(admin, kindsSchema.parse({ kinds: [kind('WALK'), kind('LEARN', { zh: '学习', retired: true })] }))
      const rows = await db.select().from(kinds)
      expect(rows.find(({ code }) => code === 'WALK')).toMatchObject({ position: 0, retiredAt: null })
      expect(rows.find(({ code }) => code === 'LEARN')).toMatchObject({ position: 1, names: { zh: '学习' }, retiredAt: now })
      expect(rows.some(({ code }) => code === 'TALK')).toBe(true)
      const later = { ...admin, now: new Date('2026-12-01T00:00:00Z') }
      await saveKinds(later, kindsSchema.parse({ kinds: [kind('LEARN', { retired: true })] }))
      expect((await db.select().from(kinds).where(eq(kinds.code, 'LEARN')))[0]?.retiredAt).toEqual(now)
      await saveCategories(
        admin,
        categoriesSchema.parse({ categories: [{ code: 'CAFE', zh: '茶馆', en: 'Tea house', hue: 1, icon: 'coffee' }] }),
      )
      expect((await db.select().from(venueCategories))[0]?.names).toEqual({ zh: '茶馆', en: 'Tea house' })
    }))

  it('keep counting as they did once an activity of the kind is finalised', () =>
    rolledBack(database.db, async (db) => {
      const { admin, group } = await scene(db)
      const save = (countable: boolean) => saveKinds(admin, kindsSchema.parse({ kinds: [kind('LEARN', { countable })] }))
      await save(false)
      await save(true)
      await buildActivity(db, [group.id], { kindCode: 'LEARN', status: 'finalised', finalisedAt: now })
      await expect(save(false)).rejects.toThrow('kind_counted')
      await save(true)
    }))
})

describe('districts', () => {
  it('are renamed, end and name a successor; one in use is not removed', () =>
    rolledBack(database.db, async (db) => {
      const { admin } = await scene(db)
      const row = { code: '330102', zh: '上城', en: 'Shangcheng', validTo: '2026-12-31', successorCode: '330106' }
      const save = (over: object) => saveDistricts(admin, districtsSchema.parse({ districtRows: [{ ...row, ...over }] }))
      await save({})
      expect((await db.select().from(districts).where(eq(districts.code, '330102')))[0]).toMatchObject({
        names: { zh: '上城', en: 'Shangcheng' },
        validTo: '2026-12-31',
        successorCode: '330106',
      })
      await expect(save({ successorCode: '330102' })).rejects.toThrow('invalid_input')
      await expect(save({ successorCode: '999999' })).rejects.toThrow('invalid_input')
      await expect(save({ validFrom: '2027-01-01' })).rejects.toThrow('invalid_input')
      await expect(removeDistrict(admin, { code: '330102' })).rejects.toThrow('district_in_use')
      await expect(removeDistrict(admin, { code: '330106' })).rejects.toThrow('district_in_use')
      await removeDistrict(admin, { code: '330110' })
      await expect(removeDistrict(admin, { code: '330110' })).rejects.toThrow('not_found')
    }))

  it('are chosen for something new only within their days; a row keeps its own', () =>
    rolledBack(database.db, async (db) => {
      await buildNetwork(db)
      const set = (code: string, over: object) => db.update(districts).set(over).where(eq(districts.code, code))
      await set('330102', { validTo: '2026-11-01' })
      await set('330110', { validFrom: '2026-11-02' })
      const offered = async (at: string, ...kept: string[]) =>
        (await listOfferedDistricts({ db, now: new Date(at) }, ...kept)).map(({ code }) => code)
      // 2026-11-01T15:59Z is the last minute of November 1st in Shanghai.
      expect(await offered('2026-11-01T15:59:00Z')).toEqual(['330102', '330106'])
      expect(await offered('2026-11-01T16:00:00Z')).toEqual(['330106', '330110'])
      expect(await offered('2026-11-01T16:00:00Z', '330102')).toEqual(['330102', '330106', '330110'])
    }))

  it('come in from a city or from lines, and leave those there are', () =>
    rolledBack(database.db, async (db) => {
      const { admin } = await scene(db)
      expect(await addDistricts(admin, addDistrictsSchema.parse({ districts: 'preset', preset: 'hangzhou' }))).toEqual({ count: 10 })
      expect(await addDistricts(admin, addDistrictsSchema.parse({ districts: 'csv', districtsCsv: 'X1,甲,A\n330102,乙,B' }))).toEqual({
        count: 1,
      })
      expect((await db.select().from(districts).where(eq(districts.code, '330102')))[0]?.names.zh).toBe('上城区')
    }))

  it('a venue alone keeps its district', () =>
    rolledBack(database.db, async (db) => {
      const { admin } = await scene(db)
      await buildVenue(db, { districtCode: '330110' })
      await expect(removeDistrict(admin, { code: '330110' })).rejects.toThrow('district_in_use')
    }))
})

describe('the calendar', () => {
  it('takes lines all or none, says a day anew, and gives it back to the week', () =>
    rolledBack(database.db, async (db) => {
      const { admin, auditor } = await scene(db)
      const lines = '2027-01-01..2027-01-03,休,元旦,New Year'
      await expect(addCalendarDays(auditor, { lines })).rejects.toThrow('forbidden')
      await expect(addCalendarDays(admin, { lines: `${lines}\nnonsense` })).rejects.toThrow('invalid_input')
      expect(await addCalendarDays(admin, { lines })).toEqual({ count: 3 })
      await addCalendarDays(admin, { lines: '2027-01-03,班,元旦补班' })
      const day = and(eq(calendarDays.day, '2027-01-03'))
      expect((await db.select().from(calendarDays).where(day))[0]).toMatchObject({ working: true, names: { zh: '元旦补班' } })
      await removeCalendarDay(admin, { day: '2027-01-03' })
      await expect(removeCalendarDay(admin, { day: '2027-01-03' })).rejects.toThrow('not_found')
    }))
})
