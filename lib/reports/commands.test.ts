import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { recaps } from '@/db/schema/attendance'
import { historyEntries } from '@/db/schema/history'
import { notices } from '@/db/schema/notices'
import { reports } from '@/db/schema/reports'
import { asPerson, ctxOf, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGrant, buildGroup, buildNetwork, buildPerson, buildVenue } from '@/db/testing/factories'
import type { Grant } from '../policy/actor'
import { decideReport, fileReport } from './commands'
import { listReports } from './queries'

const database = testDatabase()
const now = new Date('2026-11-02T02:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const districtGrant = (code: string): Grant => ({ role: 'district_admin', scopeType: 'district', scopeId: code })

async function arrange(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db, { purpose: { zh: '卖药' } })
  const activity = await buildActivity(db, [group.id], { summaries: { zh: '包治百病' } })
  const member = await buildPerson(db, { displayName: '林知夏' })
  const [admin, district, foreign] = [await buildPerson(db), await buildPerson(db), await buildPerson(db)]
  await buildGrant(db, admin.id, 'network_admin', 'network', null)
  await buildGrant(db, district.id, 'district_admin', 'district', '330106')
  await buildGrant(db, foreign.id, 'district_admin', 'district', '330102')
  return {
    group,
    activity,
    member,
    district,
    admin,
    mine: ctxOf(db, asPerson(member), now),
    visitor: (at = now) => ctxOf(db, { kind: 'visitor' }, at),
    asDistrict: ctxOf(db, asPerson(district, [districtGrant('330106')]), later(60)),
    asForeign: ctxOf(db, asPerson(foreign, [districtGrant('330102')]), later(60)),
    asNetwork: ctxOf(db, asPerson(admin, [networkGrant('network_admin')]), later(60)),
  }
}
const say = (noun: 'activity' | 'group' | 'venue' | 'recap', id: string, over: Record<string, unknown> = {}) => ({
  noun,
  id,
  reason: 'spam' as const,
  note: '广告',
  ...over,
})

describe('reporting', () => {
  it('reaches the district in charge, else the network; once while it is open', async () => {
    await rolledBack(database.db, async (db) => {
      const { activity, district, admin, mine, visitor } = await arrange(db)
      await fileReport(mine, say('activity', activity.id))
      await fileReport(mine, say('activity', activity.id))
      const nowhere = await buildGroup(db, { districtCode: null })
      await fileReport(visitor(), { ...say('group', nowhere.id), address: 'a' })
      expect((await db.select().from(reports).orderBy(reports.id)).map((r) => [r.subjectType, r.districtCode, r.reporterId])).toEqual([
        ['activity', '330106', mine.actor.kind === 'person' ? mine.actor.personId : ''],
        ['group', null, null],
      ])
      const told = await db.select().from(notices).where(eq(notices.channel, 'in_app')).orderBy(notices.id)
      expect(told.map((n) => [n.kind, n.recipientId])).toEqual([
        ['report_filed', district.id],
        ['report_filed', admin.id],
      ])
      expect(JSON.stringify(await db.select().from(historyEntries))).not.toContain('广告')
    })
  })

  it('is for what one can see', async () => {
    await rolledBack(database.db, async (db) => {
      const { group, activity, mine, visitor } = await arrange(db)
      const draft = await buildActivity(db, [group.id], { status: 'draft', publishedAt: null })
      const hidden = await buildVenue(db, { status: 'draft' })
      const inner = await buildGroup(db, { visibility: 'members' })
      for (const input of [say('activity', draft.id), say('venue', hidden.id), say('group', inner.id), say('recap', activity.id)])
        await expect(fileReport(mine, input)).rejects.toThrow('not_found')
      await db.insert(recaps).values({ activityId: activity.id, texts: { zh: '小结' }, filedAt: now })
      await fileReport(mine, say('recap', activity.id))
      await fileReport(visitor(), say('venue', (await buildVenue(db)).id))
      expect(await db.select().from(reports)).toHaveLength(2)
    })
  })

  it('is limited for visitors by where they come from', async () => {
    await rolledBack(database.db, async (db) => {
      const { activity, visitor } = await arrange(db)
      for (let i = 0; i < 5; i++) await fileReport(visitor(), { ...say('activity', activity.id), address: 'a' })
      await expect(fileReport(visitor(), { ...say('activity', activity.id), address: 'a' })).rejects.toThrow('too_many_requests')
      await fileReport(visitor(), { ...say('activity', activity.id), address: 'b' })
      await fileReport(visitor(later(61)), { ...say('activity', activity.id), address: 'a' })
    })
  })
})

describe('the queue', () => {
  it('shows the text as it reads now, oldest first, to the district whose it is and to the network', async () => {
    await rolledBack(database.db, async (db) => {
      const { group, activity, mine, visitor, asDistrict, asForeign, asNetwork } = await arrange(db)
      await fileReport(mine, say('activity', activity.id))
      await fileReport(visitor(later(1)), say('group', group.id))
      const shown = (await listReports(asDistrict, { status: 'open' })).reports
      expect(shown.map((r) => [r.about?.name.zh, r.about?.texts[0]?.zh, r.reporter, r.mayDecide])).toEqual([
        [activity.titles.zh, '包治百病', '林知夏', true],
        [group.names.zh, '卖药', null, true],
      ])
      expect((await listReports(asForeign, { status: 'open' })).reports).toEqual([])
      expect((await listReports(asNetwork, { status: 'open', after: shown[0]?.id })).reports.map((r) => r.id)).toEqual([shown[1]?.id])
      await expect(listReports(mine, { status: 'open' })).rejects.toThrow('forbidden')
    })
  })

  it('ends with a decision and its reason; the reporter hears of it', async () => {
    await rolledBack(database.db, async (db) => {
      const { activity, member, mine, asDistrict, asForeign } = await arrange(db)
      await fileReport(mine, say('activity', activity.id))
      const [report] = await db.select().from(reports)
      const decide = { reportId: report?.id ?? '', decision: 'upheld' as const, reason: '确为广告' }
      await expect(decideReport(asForeign, decide)).rejects.toThrow('not_found')
      await expect(decideReport(mine, decide)).rejects.toThrow('not_found')
      await decideReport(asDistrict, decide)
      await expect(decideReport(asDistrict, { ...decide, decision: 'dismissed' })).rejects.toThrow('report_decided')
      expect((await db.select().from(reports))[0]).toMatchObject({ status: 'upheld', decisionReason: '确为广告', decidedAt: later(60) })
      const told = await db.select().from(notices).where(eq(notices.recipientId, member.id))
      expect(told.map((n) => n.kind)).toEqual(['report_upheld', 'report_upheld'])
      expect((await listReports(asDistrict, { status: 'upheld' })).reports).toMatchObject([{ mayDecide: false }])
    })
  })

  it('is not for who filed it herself', async () => {
    await rolledBack(database.db, async (db) => {
      const { activity, asDistrict, asNetwork } = await arrange(db)
      await fileReport({ ...asDistrict, now }, say('activity', activity.id))
      const [report] = (await listReports(asDistrict, { status: 'open' })).reports
      expect(report?.mayDecide).toBe(false)
      const decide = { reportId: report?.id ?? '', decision: 'dismissed' as const, reason: '无' }
      await expect(decideReport(asDistrict, decide)).rejects.toThrow('forbidden')
      await decideReport(asNetwork, decide)
    })
  })
})
