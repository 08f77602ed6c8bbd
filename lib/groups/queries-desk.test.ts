import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { allianceMembers, membershipSuspensions } from '@/db/schema/groups'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildGrant, buildGroup, buildMembership, buildNetwork, buildPerson, buildVenue } from '@/db/testing/factories'
import { publicVisitor } from '../auth/actor'
import type { Grant } from '../policy/actor'
import { inviteToRole, makeInviteLink, revokeInvitation } from './commands/invitations'
import { getGroupSettings, listHomeChoices, listMemberChoices, listMembers, listOfficers } from './queries/desk'
import { getMyStanding, listMyGroups } from './queries/mine'
import { PAGE_OF_MEMBERS } from './schema'

const database = testDatabase()
const NOW = new Date('2026-11-01T02:00:00Z')

type Scene = Awaited<ReturnType<typeof scene>>
async function scene(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db, { slug: 'tingsong' })
  const secretary = await buildPerson(db, { displayName: '赵一' })
  await buildGrant(db, secretary.id, 'secretary', 'group', group.id)
  const officer = ctxOf(db, asPerson(secretary, [groupGrant('secretary', group.id)]), NOW)
  const join = async (displayName: string, over = {}) => {
    const person = await buildPerson(db, { displayName })
    return { person, membership: await buildMembership(db, person.id, group.id, over) }
  }
  return { db, group, secretary, officer, join }
}
const inScene = (fn: (s: Scene) => Promise<void>) => rolledBack(database.db, async (db) => fn(await scene(db)))
const names = (rows: { displayName: string }[]) => rows.map((r) => r.displayName)

describe('listMembers', () => {
  it('puts the applications first, the oldest on top, then the members by pinyin', () =>
    inScene(async ({ officer, join, db, group }) => {
      await join('周二', { status: 'applied', appliedAt: new Date('2026-10-30T00:00:00Z') })
      await join('钱三', { status: 'applied', appliedAt: new Date('2026-10-20T00:00:00Z') })
      const { person } = await join('孙四')
      await buildGrant(db, person.id, 'organizer', 'group', group.id)
      await buildGrant(db, person.id, 'president', 'group', group.id, { startsAt: new Date('2026-11-02T00:00:00Z') })
      const { membership } = await join('李五', { status: 'suspended' })
      await db
        .insert(membershipSuspensions)
        .values({ membershipId: membership.id, fromOn: '2026-10-01', toOn: '2026-12-01', reason: '多次未到' })
      await join('吴六', { status: 'left', leftOn: '2026-05-01' })
      const list = await listMembers(officer, 'tingsong', {})
      expect([names(list.applications), names(list.members)]).toEqual([
        ['钱三', '周二'],
        ['李五', '孙四'],
      ])
      expect(list.members[0]).toMatchObject({ status: 'suspended', suspension: { toOn: '2026-12-01', reason: '多次未到' } })
      expect(list.members[1]?.roles).toEqual(['organizer'])
      expect(list.counts).toEqual({ applied: 2, active: 1, suspended: 1, left: 1 })
      expect(names((await listMembers(officer, 'tingsong', { state: 'left' })).members)).toEqual(['吴六'])
      const applied = await listMembers(officer, 'tingsong', { state: 'applied' })
      expect([names(applied.applications), applied.members]).toEqual([['钱三', '周二'], []])
      const found = await listMembers(officer, 'tingsong', { q: '三' })
      expect([names(found.applications), names(found.members)]).toEqual([['钱三'], []])
    }))

  it('pages by key, each member once', () =>
    inScene(async ({ officer, join }) => {
      for (let i = 0; i < PAGE_OF_MEMBERS + 3; i++) await join('同名')
      await join('申请', { status: 'applied', appliedAt: NOW })
      const first = await listMembers(officer, 'tingsong', {})
      const second = await listMembers(officer, 'tingsong', { cursor: first.nextCursor ?? '' })
      const ids = [...first.members, ...second.members].map((m) => m.id)
      expect([first.members.length, second.members.length, new Set(ids).size]).toEqual([PAGE_OF_MEMBERS, 3, ids.length])
      expect([first.applications.length, second.applications.length, second.nextCursor]).toEqual([1, 0, null])
    }))

  it('is for those who answer for it, the district and the auditor; only officers see the invitations into it', () =>
    inScene(async ({ db, group, officer, join }) => {
      const { person } = await join('林七')
      const link = await makeInviteLink(officer, { groupId: group.id, maxUses: 5, days: 3 })
      await inviteToRole(officer, { groupId: group.id, email: 'p@example.org', role: 'president' })
      const as = (...grants: Grant[]) => ctxOf(db, asPerson(person, grants), NOW)
      expect((await listMembers(officer, 'tingsong', {})).invitations.map((i) => i.id)).toEqual([link.id])
      expect((await listOfficers(officer, 'tingsong')).invitations.map((i) => i.email)).toEqual(['p@example.org'])
      expect((await listMembers(as(networkGrant('auditor')), 'tingsong', {})).invitations).toEqual([])
      await revokeInvitation(officer, { invitationId: link.id })
      expect((await listMembers(officer, 'tingsong', {})).invitations).toEqual([])
      await expect(listMembers(as(), 'tingsong', {})).rejects.toThrow('forbidden')
      await expect(listMembers(ctxOf(db, publicVisitor(), NOW), 'tingsong', {})).rejects.toThrow('sign_in_required')
      await expect(listMembers(officer, 'no-such', {})).rejects.toThrow('not_found')
      const foreign = as({ role: 'district_admin', scopeType: 'district', scopeId: '330102' })
      await expect(listOfficers(foreign, 'tingsong')).rejects.toThrow('forbidden')
    }))
})

it('listOfficers tells who is in office, who comes, and nobody whose term is over', () =>
  inScene(async ({ db, group, officer, secretary, join }) => {
    const [next, former] = [(await join('孙四')).person, (await join('李五')).person]
    await buildGrant(db, next.id, 'president', 'group', group.id, { startsAt: new Date('2026-12-01T00:00:00Z') })
    await buildGrant(db, former.id, 'president', 'group', group.id, { endsAt: NOW })
    const list = await listOfficers(officer, 'tingsong')
    expect([list.current.map((g) => g.personId), list.coming.map((g) => g.personId)]).toEqual([[secretary.id], [next.id]])
    expect(names(await listMemberChoices(officer, group.id, '孙'))).toEqual(['孙四'])
    await expect(listMemberChoices(ctxOf(db, asPerson(next), NOW), group.id, '孙')).rejects.toThrow('not_found')
  }))

it('getGroupSettings brings the page as a form, the suspension and the alliances, asked ones too', () =>
  inScene(async ({ db, group, officer }) => {
    const venue = await buildVenue(db, { names: { zh: '听松书房' } })
    const alliance = await buildGroup(db, { type: 'alliance', slug: 'qing-lan' })
    await db.insert(allianceMembers).values({ allianceId: alliance.id, groupId: group.id, fromOn: '2026-10-01', acceptedAt: null })
    const settings = await getGroupSettings(officer, 'tingsong')
    expect(settings).toMatchObject({
      values: { groupId: group.id, joinMode: 'review', roleMailbox: '' },
      suspension: null,
      maySuspend: false,
      alliances: [{ slug: 'qing-lan', acceptedAt: null }],
    })
    expect((await listHomeChoices(officer, '听松')).map((v) => v.id)).toEqual([venue.id])
    const asAuditor = ctxOf(db, asPerson(await buildPerson(db), [networkGrant('auditor')]), NOW)
    await expect(getGroupSettings(asAuditor, 'tingsong')).rejects.toThrow('forbidden')
  }))

describe('mine', () => {
  it('listMyGroups tells the primary one first, applications and refusals with their reason', () =>
    inScene(async ({ db, group }) => {
      const person = await buildPerson(db)
      const other = await buildGroup(db, { names: { zh: '啊社' } })
      const third = await buildGroup(db, { names: { zh: '波社' } })
      const gone = await buildGroup(db)
      await buildMembership(db, person.id, group.id, { primary: true })
      await buildMembership(db, person.id, other.id, { status: 'applied', appliedAt: NOW })
      await buildMembership(db, person.id, third.id, { status: 'refused', note: '名额已满' })
      await buildMembership(db, person.id, gone.id, { status: 'left', leftOn: '2026-01-02' })
      const mine = await listMyGroups(ctxOf(db, asPerson(person), NOW))
      expect(mine.map((m) => [m.groupId, m.status])).toEqual([
        [group.id, 'active'],
        [other.id, 'applied'],
        [third.id, 'refused'],
      ])
      expect([mine[0]?.joinedOn, mine[2]?.note]).toEqual(['2025-01-01', '名额已满'])
      expect(await listMyGroups(ctxOf(db, publicVisitor(), NOW))).toEqual([])
    }))

  it('getMyStanding tells a visitor, a member and an officer apart', () =>
    inScene(async ({ db, group, officer, join }) => {
      const { person } = await join('孙四')
      expect(await getMyStanding(ctxOf(db, publicVisitor(), NOW), group)).toMatchObject({
        signedIn: false,
        mine: null,
        mayReadMembers: false,
      })
      expect(await getMyStanding(ctxOf(db, asPerson(person), NOW), group)).toMatchObject({ mine: { status: 'active' }, mayEdit: false })
      expect(await getMyStanding(officer, group)).toMatchObject({ mine: null, mayReadMembers: true, mayEdit: true })
    }))
})
