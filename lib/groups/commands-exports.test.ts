import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { memberExports } from '@/db/schema/groups'
import { historyEntries } from '@/db/schema/history'
import { notices } from '@/db/schema/notices'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildGrant, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import type { Role } from '@/db/vocabulary'
import type { Ctx } from '../ctx'
import { askExport, decideExport, downloadExport } from './commands/exports'
import { listMembers } from './queries/desk'
import { askExportSchema, memberFilterSchema } from './schema'

const database = testDatabase()
const now = new Date('2026-11-02T02:00:00Z')
const hoursLater = (ctx: Ctx, hours: number): Ctx => ({ ...ctx, now: new Date(now.getTime() + hours * 3_600_000) })

type Scene = Awaited<ReturnType<typeof scene>>
async function scene(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db, { slug: 'tingsong' })
  const officer = async (role: Role) => {
    const person = await buildPerson(db, { displayName: role })
    await buildGrant(db, person.id, role, 'group', group.id)
    return { id: person.id, ctx: ctxOf(db, asPerson(person, [groupGrant(role, group.id)]), now) }
  }
  const administrator = async (code: string) => {
    const person = await buildPerson(db)
    await buildGrant(db, person.id, 'district_admin', 'district', code)
    return { id: person.id, ctx: ctxOf(db, asPerson(person, [{ role: 'district_admin', scopeType: 'district', scopeId: code }]), now) }
  }
  const ask = (ctx: Ctx) => askExport(ctx, askExportSchema.parse({ groupId: group.id, purpose: 'insurance' }))
  const told = async (id: string) =>
    (await db.select().from(notices).where(eq(notices.recipientId, id))).filter((n) => n.channel === 'in_app').map((n) => n.kind)
  const listed = async (ctx: Ctx) => (await listMembers(ctx, 'tingsong', memberFilterSchema.parse({}))).exports
  return { db, group, officer, administrator, ask, told, listed }
}
const inScene = (fn: (s: Scene) => Promise<void>) => rolledBack(database.db, async (db) => fn(await scene(db)))

describe('a file of the members', () => {
  it('is asked for by one officer, approved by another, downloaded for a day by the first, and each step recorded', () =>
    inScene(async ({ db, group, officer, administrator, ask, told, listed }) => {
      const [secretary, president, organizer] = [await officer('secretary'), await officer('president'), await officer('organizer')]
      const district = await administrator('330106')
      const member = await buildPerson(db, {
        displayName: '=1+1',
        homeDistrictCode: '330110',
        interests: ['读书'],
        skills: ['摄影'],
        visibility: { homeDistrict: 'groups', interests: 'network', skills: 'me' },
      })
      await buildMembership(db, member.id, group.id, { joinedOn: '2026-03-01' })
      await buildMembership(db, (await buildPerson(db)).id, group.id, { status: 'left', leftOn: '2026-05-01' })
      const { id: exportId } = await ask(secretary.ctx)
      await expect(ask(secretary.ctx)).rejects.toThrow('conflict')
      await expect(ask(organizer.ctx)).rejects.toThrow('forbidden')
      expect([await told(president.id), await told(secretary.id), await told(district.id)]).toEqual([['group_export_asked'], [], []])
      await expect(downloadExport(secretary.ctx, { exportId })).rejects.toThrow('conflict')
      for (const { ctx } of [secretary, district])
        await expect(decideExport(ctx, { exportId, decision: 'approved' })).rejects.toThrow('forbidden')
      await expect(decideExport(organizer.ctx, { exportId, decision: 'approved' })).rejects.toThrow('not_found')
      expect((await listed(president.ctx)).map((one) => [one.mayDecide, one.mayDownload])).toEqual([[true, false]])
      await decideExport(president.ctx, { exportId, decision: 'approved' })
      await expect(decideExport(president.ctx, { exportId, decision: 'refused' })).rejects.toThrow('conflict')
      expect(await told(secretary.id)).toEqual(['group_export_approved'])
      expect((await listed(secretary.ctx)).map((one) => [one.mayDownload, one.decidedBy])).toEqual([[true, 'president']])
      const { members } = await downloadExport(secretary.ctx, { exportId })
      expect(members).toEqual([
        {
          displayName: '=1+1',
          joinedOn: '2026-03-01',
          status: 'active',
          district: { zh: '余杭区', en: 'Yuhang' },
          interests: ['读书'],
          skills: [],
        },
      ])
      await downloadExport(hoursLater(secretary.ctx, 23.9), { exportId })
      await expect(downloadExport(president.ctx, { exportId })).rejects.toThrow('forbidden')
      await expect(downloadExport(hoursLater(secretary.ctx, 24), { exportId })).rejects.toThrow('export_expired')
      const former = ctxOf(db, asPerson({ id: secretary.id }), now)
      await expect(downloadExport(former, { exportId })).rejects.toThrow('not_found')
      const history = await db.select().from(historyEntries).where(eq(historyEntries.subjectId, group.id)).orderBy(historyEntries.id)
      expect(history.map((entry) => [entry.verb, entry.actorId])).toEqual([
        ['group.export_asked', secretary.id],
        ['group.export_approved', president.id],
        ['group.exported', secretary.id],
        ['group.exported', secretary.id],
      ])
      expect(history[2]?.ids).toEqual({ exportId, purpose: 'insurance', approvedById: president.id, members: 1 })
    }))

  it('of a group with one officer is the district’s to decide, else the network’s', () =>
    inScene(async ({ db, officer, administrator, ask, told }) => {
      const secretary = await officer('secretary')
      const [district, foreign] = [await administrator('330106'), await administrator('330102')]
      const network = await buildPerson(db)
      await buildGrant(db, network.id, 'network_admin', 'network', null)
      const { id: exportId } = await ask(secretary.ctx)
      expect([await told(district.id), await told(foreign.id), await told(network.id)]).toEqual([['group_export_asked'], [], []])
      await expect(decideExport(secretary.ctx, { exportId, decision: 'approved' })).rejects.toThrow('forbidden')
      await expect(decideExport(foreign.ctx, { exportId, decision: 'approved' })).rejects.toThrow('not_found')
      expect(await decideExport(district.ctx, { exportId, decision: 'refused' })).toEqual({ status: 'refused' })
      await expect(downloadExport(secretary.ctx, { exportId })).rejects.toThrow('conflict')
      const again = await ask(secretary.ctx)
      expect(
        await decideExport(ctxOf(db, asPerson(network, [networkGrant('network_admin')]), now), {
          exportId: again.id,
          decision: 'approved',
        }),
      ).toEqual({ status: 'approved' })
    }))

  it('is never approved by who asked for it, whatever the code says', () =>
    inScene(async ({ db, officer, ask }) => {
      const secretary = await officer('secretary')
      const { id } = await ask(secretary.ctx)
      const own = db
        .update(memberExports)
        .set({ status: 'approved', decidedById: secretary.id, decidedAt: now })
        .where(eq(memberExports.id, id))
      await expect(own).rejects.toThrow()
    }))

  it('asks for words where the purpose says nothing', () => {
    const read = (over: object) => askExportSchema.safeParse({ groupId: '0198a000-0000-7000-8000-000000000000', ...over }).error?.issues[0]
    expect(read({ purpose: 'other' })).toMatchObject({ path: ['note'], message: 'required' })
    expect(read({ purpose: 'other', note: '校友会印名册' })).toBeUndefined()
    expect(read({})).toMatchObject({ path: ['purpose'], message: 'required' })
  })
})
