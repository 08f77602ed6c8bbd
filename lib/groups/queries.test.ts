import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { allianceMembers, groupSuspensions } from '@/db/schema/groups'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGrant, buildGroup, buildMembership, buildNetwork, buildPerson, buildVenue } from '@/db/testing/factories'
import { publicVisitor } from '../auth/actor'
import { countGroups, getGroup, getGroupSubject, listAlliances, listGroups, lockGroup } from './queries'

const database = testDatabase()
const inCity = (fn: (db: Db) => Promise<void>) =>
  rolledBack(database.db, async (db) => {
    await buildNetwork(db)
    await fn(db)
  })
const visitor = (db: Db) => ctxOf(db, publicVisitor())
const named = (db: Db, zh: string, en: string, over = {}) => buildGroup(db, { names: { zh, en }, ...over })

describe('listGroups', () => {
  it('pages by key in the order of pinyin, each group once', () =>
    inCity(async (db) => {
      for (const zh of ['望澜律善社', '听松悦读分会', '北汀影像社', '沐桥合唱社', '澄溪茶社']) await named(db, zh, 'x')
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await listGroups(visitor(db), { cursor, limit: 2 })
        seen.push(...page.items.map((g) => g.names.zh ?? ''))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect(seen).toEqual(['北汀影像社', '澄溪茶社', '沐桥合唱社', '听松悦读分会', '望澜律善社'])
    }))

  it('keeps two groups of one name apart', () =>
    inCity(async (db) => {
      const [a, b] = [await named(db, '同名社', 'Same'), await named(db, '同名社', 'Same')]
      const first = await listGroups(visitor(db), { limit: 1 })
      const second = await listGroups(visitor(db), { limit: 1, cursor: first.nextCursor ?? undefined })
      expect([first.items[0]?.id, second.items[0]?.id]).toEqual([a.id, b.id].sort())
      expect(second.nextCursor).toBeNull()
    }))

  it.each([
    ['悦读', ['听松悦读分会']],
    ['松', ['听松悦读分会']],
    ['读分', ['听松悦读分会']],
    ['松读', []],
    ['read', ['听松悦读分会']],
    ['READERS tingsong', ['听松悦读分会']],
    ['cafe', ['青檐咖啡社']],
    ['Café', ['青檐咖啡社']],
    ['分会 readers', ['听松悦读分会']],
    ['!!!', []],
  ])('finds by %s', (q, found) =>
    inCity(async (db) => {
      await named(db, '听松悦读分会', "Tingsong Readers' Chapter")
      await named(db, '青檐咖啡社', 'Qingyan Café Society')
      expect((await listGroups(visitor(db), { q })).items.map((g) => g.names.zh)).toEqual(found)
      expect(await countGroups(visitor(db), { q })).toBe(found.length)
    }),
  )

  it.each(["'", "a' | b", '&', '!', '(', ':*', "\\'", '竹 & | !', "o'neil", '<->', '\u0000', '%', '𬭎', '🙂', 'a:b*c'])(
    'never errs on %j',
    (q) =>
      inCity(async (db) => {
        await named(db, '听松悦读分会', 'Tingsong')
        expect((await listGroups(visitor(db), { q })).items).toEqual([])
      }),
  )

  it('filters by district, whole network, type and alliance', () =>
    inCity(async (db) => {
      const alliance = await named(db, '青岚联盟', 'Alliance', { type: 'alliance', districtCode: null, slug: 'qing-lan' })
      const xihu = await named(db, '西湖社', 'Xihu')
      const yuhang = await named(db, '余杭社', 'Yuhang', { districtCode: '330110' })
      const former = await named(db, '旧社', 'Former', { districtCode: '330110' })
      await db.insert(allianceMembers).values([
        { allianceId: alliance.id, groupId: yuhang.id, fromOn: '2026-01-01' },
        { allianceId: alliance.id, groupId: former.id, fromOn: '2025-01-01', toOn: '2026-11-01' },
      ])
      const ids = async (filter: object) => (await listGroups(visitor(db), filter)).items.map((g) => g.id)
      expect(await ids({ district: '330106' })).toEqual([xihu.id])
      expect(await ids({ district: 'NETWORK' })).toEqual([alliance.id])
      expect(await ids({ type: 'alliance' })).toEqual([alliance.id])
      expect(await ids({ alliance: 'qing-lan' })).toEqual([yuhang.id])
      expect(await ids({ district: '999999' })).toEqual([])
      expect((await listAlliances(visitor(db))).map((a) => a.slug)).toEqual(['qing-lan'])
    }))

  it('shows only what the actor may see', () =>
    inCity(async (db) => {
      const hidden = await named(db, '内部社', 'Inner', { visibility: 'members' })
      for (const status of ['draft', 'proposed', 'review', 'refused'] as const) await named(db, status, status, { status })
      await named(db, '旧社', 'Gone', { status: 'dissolved', dissolvedOn: '2026-01-01' })
      const person = await buildPerson(db)
      const district = (scopeId: string) => ({ role: 'district_admin' as const, scopeType: 'district' as const, scopeId })
      const seenBy = async (actor: Parameters<typeof ctxOf>[1]) => (await listGroups(ctxOf(db, actor))).items.length
      expect(await seenBy(publicVisitor())).toBe(0)
      expect(await seenBy(asPerson(person))).toBe(0)
      expect(await seenBy(asPerson(person, [], [hidden.id]))).toBe(1)
      expect(await seenBy(asPerson(person, [district('330106')]))).toBe(1)
      expect(await seenBy(asPerson(person, [district('330110')]))).toBe(0)
      expect(await seenBy(asPerson(person, [networkGrant('auditor')]))).toBe(1)
    }))

  it('does not tell 1 to 4 members', () =>
    inCity(async (db) => {
      const group = await named(db, '小社', 'Small')
      const count = async () => (await listGroups(visitor(db))).items[0]?.memberCount
      expect(await count()).toBe(0)
      for (let i = 0; i < 4; i++) await buildMembership(db, (await buildPerson(db)).id, group.id)
      expect(await count()).toBeNull()
      await buildMembership(db, (await buildPerson(db)).id, group.id)
      await buildMembership(db, (await buildPerson(db)).id, group.id, { status: 'applied' })
      expect(await count()).toBe(5)
    }))
})

describe('getGroup', () => {
  it('brings parent, chapters, alliances and the roles of its officers', () =>
    inCity(async (db) => {
      const parent = await named(db, '余杭联谊会', 'Yuhang Association', { type: 'association', slug: 'yuhang' })
      const alliance = await named(db, '青岚联盟', 'Alliance', { type: 'alliance', slug: 'qing-lan' })
      const group = await named(db, '听松悦读分会', 'Tingsong', {
        parentId: parent.id,
        slug: 'tingsong',
        homeVenueId: (await buildVenue(db, { slug: 'house' })).id,
      })
      await named(db, '已解散', 'Gone', { parentId: parent.id, status: 'dissolved', dissolvedOn: '2026-01-01' })
      await db.insert(allianceMembers).values({ allianceId: alliance.id, groupId: group.id, fromOn: '2026-01-01' })
      const person = await buildPerson(db)
      await buildGrant(db, person.id, 'secretary', 'group', group.id)
      await buildGrant(db, person.id, 'president', 'group', group.id, { endsAt: new Date('2026-01-01T00:00:00Z') })
      await buildGrant(db, person.id, 'organizer', 'group', group.id)
      const shown = await getGroup(visitor(db), 'tingsong')
      expect(shown).toMatchObject({
        parent: { slug: 'yuhang' },
        officers: ['secretary'],
        suspendedUntil: null,
        memberCount: 0,
        homeVenue: { slug: 'house' },
      })
      expect(shown.alliances.map((a) => a.slug)).toEqual(['qing-lan'])
      expect((await getGroup(visitor(db), 'yuhang')).chapters.map((c) => c.slug)).toEqual(['tingsong'])
      expect((await getGroup(visitor(db), 'qing-lan')).allianceMembers.map((c) => c.slug)).toEqual(['tingsong'])
    }))

  it('rests after 180 days without a counted activity; supporting is not hosting', () =>
    inCity(async (db) => {
      const [group, other] = [await named(db, '甲', 'A', { slug: 'a' }), await named(db, '乙', 'B', { slug: 'b' })]
      const counted = {
        status: 'finalised' as const,
        finalisedAt: new Date('2026-09-10T00:00:00Z'),
        publishedAt: new Date('2026-08-01T00:00:00Z'),
        startsAt: new Date('2026-09-01T11:00:00Z'),
        countedReason: 'counted' as const,
      }
      await buildActivity(db, [group.id], counted)
      expect(await getGroup(visitor(db), 'a')).toMatchObject({ dormant: false, lastCountedOn: '2026-09-01' })
      expect(await getGroup(visitor(db), 'b')).toMatchObject({ dormant: true, lastCountedOn: null })
      await buildActivity(db, [other.id], { ...counted, countedReason: 'too_few' })
      expect((await getGroup(visitor(db), 'b')).dormant).toBe(true)
    }))

  it('says a suspension while it lasts, its end excluded', () =>
    inCity(async (db) => {
      const group = await named(db, '甲', 'A', { slug: 'a' })
      await db.insert(groupSuspensions).values({ groupId: group.id, fromOn: '2026-10-01', toOn: '2026-11-02', reason: 'x' })
      expect((await getGroup(visitor(db), 'a')).suspendedUntil).toBe('2026-11-02')
      expect((await getGroup(ctxOf(db, publicVisitor(), new Date('2026-11-01T16:00:00Z')), 'a')).suspendedUntil).toBeNull()
    }))

  it('answers a hidden group as a missing one', () =>
    inCity(async (db) => {
      const group = await named(db, '内部社', 'Inner', { visibility: 'members', slug: 'inner' })
      await named(db, '草稿', 'Draft', { status: 'proposed', slug: 'draft' })
      for (const slug of ['inner', 'draft', 'none']) await expect(getGroup(visitor(db), slug)).rejects.toThrow('not_found')
      const member = await buildPerson(db)
      expect((await getGroup(ctxOf(db, asPerson(member, [groupGrant('secretary', group.id)], [group.id])), 'inner')).id).toBe(group.id)
    }))
})

it('gives the subject, locked or not, and throws for none', () =>
  inCity(async (db) => {
    const group = await buildGroup(db)
    expect((await getGroupSubject(visitor(db), group.id)).slug).toBe(group.slug)
    expect((await lockGroup(visitor(db), group.id)).slug).toBe(group.slug)
    await expect(lockGroup(visitor(db), '0192f0c0-0000-7000-8000-000000000001')).rejects.toThrow('not_found')
    await expect(getGroupSubject(visitor(db), '0192f0c0-0000-7000-8000-000000000001')).rejects.toThrow('not_found')
  }))
