import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { people } from '@/db/schema/accounts'
import { attendances, checkInEntries } from '@/db/schema/attendance'
import { historyEntries } from '@/db/schema/history'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { giveConsent, saveProfile } from '../accounts/commands/settings'
import { profileSchema } from '../accounts/schema'
import type { Ctx } from '../ctx'
import { exportMyData } from './commands/export'
import { countMine, type Row, readMine, sectionNames } from './queries/mine'

const database = testDatabase()
const now = new Date('2026-11-02T02:00:00Z')
const past = new Date('2026-10-10T11:00:00Z')

async function arrange(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db, { names: { zh: '听松悦读', en: 'Tingsong' } })
  const person = await buildPerson(db, { displayName: '林知夏' })
  const stranger = await buildPerson(db, { displayName: '外人' })
  const merged = await buildPerson(db, { displayName: '林姐', status: 'merged', mergedIntoId: person.id, email: null })
  const activity = await buildActivity(db, [group.id], { startsAt: past, titles: { zh: '夜读', en: 'Night reading' } })
  await buildMembership(db, person.id, group.id)
  for (const { id } of [merged, stranger]) {
    const seen = { activityId: activity.id, personId: id }
    await db.insert(rsvps).values({ ...seen, placedById: stranger.id, status: 'going' })
    await db.insert(checkInEntries).values({
      ...seen,
      direction: 'in',
      source: 'roster',
      device: id,
      deviceSequence: 1,
      knownAt: past,
      receivedAt: past,
      recordedById: stranger.id,
    })
    await db.insert(attendances).values({ ...seen, inAt: past, timeliness: 'on_time', grade: 'witnessed', source: 'roster' })
  }
  return { person, stranger, ctx: ctxOf(db, asPerson(person), now) }
}

async function readAll(ctx: Ctx): Promise<Record<string, Row[]>> {
  const all: Record<string, Row[]> = {}
  for await (const { name, rows } of readMine(ctx, 'en')) all[name] = rows
  return all
}

describe('a copy of my data', () => {
  it('has what is about me, whoever I was when it happened, in every section', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx } = await arrange(db)
      const visibility = { homeDistrict: 'me', interests: 'me', skills: 'me' }
      await saveProfile(ctx, profileSchema.parse({ displayName: '林知夏', locale: 'en', phone: '13800138000', visibility }))
      await giveConsent(ctx, { purpose: 'photos' })
      const all = await readAll(ctx)
      expect(Object.keys(all)).toEqual(sectionNames)
      expect(all.profile?.map((row) => [row.displayName, row.phone])).toEqual([
        ['林知夏', '138 0013 8000'],
        ['林姐', null],
      ])
      expect(all.attendances).toMatchObject([{ activity: 'Night reading', source: 'roster', grade: 'witnessed' }])
      expect(all.check_in_entries).toMatchObject([{ activity: 'Night reading', direction: 'in' }])
      expect(all.rsvps).toMatchObject([{ activity: 'Night reading', status: 'going' }])
      expect(all.memberships).toMatchObject([{ group: 'Tingsong', joinedOn: '2025-01-01' }])
      expect(all.consents).toMatchObject([{ purpose: 'photos' }])
    })
  })

  it('names nobody else and no secret', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx, person, stranger } = await arrange(db)
      await db
        .update(people)
        .set({ phoneHash: 'secret-hash', claimCodeHash: 'secret-claim', phoneEncrypted: 'v1.secret' })
        .where(eq(people.id, person.id))
      const text = JSON.stringify(await readAll(ctx))
      expect(text).not.toContain(stranger.id)
      expect(text).not.toContain('外人')
      expect(text).not.toContain('secret')
    })
  })

  it('counts alike, and is for who is signed in', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx } = await arrange(db)
      const all = await readAll(ctx)
      for (const { name, rows } of await countMine(ctx)) expect([name, rows]).toEqual([name, all[name]?.length])
      expect((await countMine(ctx)).map(({ name }) => name)).toEqual(['profile', 'memberships', 'rsvps', 'attendances', 'check_in_entries'])
      const visitor = ctxOf(db, { kind: 'visitor' }, now)
      await expect(countMine(visitor)).rejects.toThrow('sign_in_required')
      await expect(readMine(visitor, 'en').next()).rejects.toThrow('sign_in_required')
    })
  })

  it('is noted, ten times a day at most', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx } = await arrange(db)
      for (let i = 0; i < 10; i++) await exportMyData(ctx)
      await expect(exportMyData(ctx)).rejects.toThrow('too_many_requests')
      expect((await db.select().from(historyEntries)).filter((h) => h.verb === 'person.exported')).toHaveLength(10)
    })
  })
})
