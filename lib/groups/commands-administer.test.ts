import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { grants } from '@/db/schema/accounts'
import { allianceMembers, groups, memberships } from '@/db/schema/groups'
import { notices } from '@/db/schema/notices'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGrant, buildGroup, buildMembership, buildNetwork, buildPerson, buildVenue } from '@/db/testing/factories'
import { publicVisitor } from '../auth/actor'
import { joinGroup } from './commands'
import { dissolveGroup, editGroup, liftGroupSuspension, suspendGroup } from './commands/administer'
import { acceptAlliance, inviteToAlliance, leaveAlliance } from './commands/alliances'
import { getGroup, listGroups } from './queries'
import { editGroupSchema } from './schema'

const database = testDatabase()
const NOW = new Date('2026-11-01T02:00:00Z')

type Scene = Awaited<ReturnType<typeof scene>>
async function scene(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db, { slug: 'tingsong' })
  const [officer, admin, stranger] = [await buildPerson(db), await buildPerson(db), await buildPerson(db)]
  await buildGrant(db, officer.id, 'president', 'group', group.id)
  return {
    db,
    group,
    officer: ctxOf(db, asPerson(officer, [groupGrant('president', group.id)]), NOW),
    officerId: officer.id,
    admin: ctxOf(db, asPerson(admin, [networkGrant('network_admin')]), NOW),
    stranger: ctxOf(db, asPerson(stranger), NOW),
  }
}
const inScene = (fn: (s: Scene) => Promise<void>) => rolledBack(database.db, async (db) => fn(await scene(db)))
const kindsTold = async (db: Db, personId: string) =>
  (await db.select().from(notices).where(eq(notices.recipientId, personId))).filter((n) => n.channel === 'in_app').map((n) => n.kind)

describe('editGroup', () => {
  const page = (over: object = {}) => ({
    names: { zh: '听松读书会', en: 'Tingsong Book Club' },
    shortName: '松',
    joinMode: 'open',
    ...over,
  })

  it('changes the page and what it is found by; the address stays', () =>
    inScene(async ({ db, group, officer }) => {
      const venue = await buildVenue(db)
      const input = editGroupSchema.parse({ groupId: group.id, ...page({ homeVenueId: venue.id, roleMailbox: 'Club@example.org' }) })
      expect(await editGroup(officer, input)).toEqual({ slug: 'tingsong' })
      const found = await listGroups(ctxOf(db, publicVisitor(), NOW), { q: '读书会' })
      expect(found.items).toMatchObject([{ slug: 'tingsong', shortName: '松' }])
      expect(await getGroup(officer, 'tingsong')).toMatchObject({
        roleMailbox: 'club@example.org',
        joinMode: 'open',
        homeVenue: { slug: venue.slug },
      })
    }))

  it('refuses at the field: no name, three characters in a seal, a venue that is not listed', () =>
    inScene(async ({ db, group, officer, stranger }) => {
      const fields = (over: object) =>
        editGroupSchema.safeParse({ groupId: group.id, ...page(over) }).error?.issues.map((i) => [i.path[0], i.message])
      expect(fields({ names: { zh: ' ' } })).toEqual([['names', 'text_required']])
      expect(fields({ shortName: '听松会' })).toEqual([['shortName', 'too_long']])
      expect(fields({ roleMailbox: 'nobody' })).toEqual([['roleMailbox', 'email_invalid']])
      const hidden = await buildVenue(db, { status: 'review' })
      const input = editGroupSchema.parse({ groupId: group.id, ...page({ homeVenueId: hidden.id }) })
      await expect(editGroup(officer, input)).rejects.toMatchObject({ fields: { homeVenueId: 'invalid' } })
      await expect(editGroup(stranger, input)).rejects.toThrow('forbidden')
    }))
})

describe('suspension and dissolution', () => {
  it('suspends with reason and end, shows it, and lifts it', () =>
    inScene(async ({ db, group, officer, officerId, admin, stranger }) => {
      await expect(suspendGroup(officer, { groupId: group.id, reason: '自查' })).rejects.toThrow('forbidden')
      await suspendGroup(admin, { groupId: group.id, reason: '账目待查', toOn: '2026-12-01' })
      expect(await getGroup(officer, 'tingsong')).toMatchObject({ suspendedUntil: '2026-12-01' })
      await expect(suspendGroup(admin, { groupId: group.id, reason: '再次' })).rejects.toThrow('conflict')
      await expect(joinGroup(stranger, { groupId: group.id })).rejects.toThrow('join_closed')
      await liftGroupSuspension(admin, { groupId: group.id })
      expect(await joinGroup(stranger, { groupId: group.id })).toMatchObject({ status: 'applied' })
      expect(await getGroup(officer, 'tingsong')).toMatchObject({ suspendedUntil: null })
      expect(await kindsTold(db, officerId)).toEqual(['group_suspended', 'group_lifted', 'membership_applied'])
    }))

  it('dissolves: memberships, terms and alliances end, members are told, the page stays', () =>
    inScene(async ({ db, group, officer, officerId, admin }) => {
      const member = await buildPerson(db)
      await buildMembership(db, member.id, group.id)
      await buildActivity(db, [group.id], { startsAt: new Date('2026-10-20T11:00:00Z') })
      const alliance = await buildGroup(db, { type: 'alliance' })
      await db.insert(allianceMembers).values({ allianceId: alliance.id, groupId: group.id, fromOn: '2026-01-01' })
      await expect(dissolveGroup(officer, { groupId: group.id, reason: '合并' })).rejects.toThrow('forbidden')
      await dissolveGroup(admin, { groupId: group.id, reason: '并入别的组织' })
      expect(await getGroup(ctxOf(db, publicVisitor(), NOW), 'tingsong')).toMatchObject({
        status: 'dissolved',
        dissolvedOn: '2026-11-01',
        alliances: [],
      })
      expect((await db.select().from(memberships)).map((m) => m.status)).toEqual(['left'])
      expect((await db.select().from(grants)).map((g) => g.endsAt)).toEqual([NOW])
      expect([await kindsTold(db, member.id), await kindsTold(db, officerId)]).toEqual([['group_dissolved'], ['group_dissolved']])
    }))

  it('refuses while the group leads an activity that is not over', () =>
    inScene(async ({ db, group, admin }) => {
      await buildActivity(db, [group.id])
      await expect(dissolveGroup(admin, { groupId: group.id, reason: '合并' })).rejects.toThrow('group_has_activities')
    }))
})

describe('alliances', () => {
  it('count a group only once its officers accept, and no more when it leaves', () =>
    inScene(async ({ db, group, officer, officerId }) => {
      const alliance = await buildGroup(db, { type: 'alliance', slug: 'qing-lan' })
      const leader = await buildPerson(db)
      await buildGrant(db, leader.id, 'president', 'group', alliance.id)
      const lead = ctxOf(db, asPerson(leader, [groupGrant('president', alliance.id)]), NOW)
      const shown = async () => (await listGroups(lead, { alliance: 'qing-lan' })).items.map((g) => g.slug)
      await expect(inviteToAlliance(officer, { allianceId: alliance.id, groupId: group.id })).rejects.toThrow('forbidden')
      const { id } = await inviteToAlliance(lead, { allianceId: alliance.id, groupId: group.id })
      expect([await shown(), (await getGroup(lead, 'qing-lan')).allianceMembers, (await getGroup(lead, 'tingsong')).alliances]).toEqual([
        [],
        [],
        [],
      ])
      await expect(inviteToAlliance(lead, { allianceId: alliance.id, groupId: group.id })).rejects.toThrow('alliance_asked')
      await expect(acceptAlliance(lead, { allianceMemberId: id })).rejects.toThrow('forbidden')
      await acceptAlliance(officer, { allianceMemberId: id })
      expect(await shown()).toEqual(['tingsong'])
      await leaveAlliance(officer, { allianceMemberId: id })
      expect(await shown()).toEqual([])
      expect([await kindsTold(db, leader.id), await kindsTold(db, officerId)]).toEqual([
        ['alliance_joined', 'alliance_left'],
        ['alliance_invited'],
      ])
      await inviteToAlliance(lead, { allianceId: alliance.id, groupId: group.id })
      const [asked] = await db.select().from(allianceMembers)
      await leaveAlliance(officer, { allianceMemberId: asked?.id ?? '' })
      expect(await db.select().from(allianceMembers)).toEqual([])
      expect(await db.select().from(groups)).toHaveLength(2)
    }))
})
