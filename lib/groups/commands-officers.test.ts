import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { grants, invitations, people } from '@/db/schema/accounts'
import { memberships } from '@/db/schema/groups'
import { notices, outboxMessages } from '@/db/schema/notices'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildGrant, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { makeInvitation } from '../accounts/commands/invitations'
import { publicVisitor } from '../auth/actor'
import { renderMessage } from '../notices/letters'
import { acceptInvitation, inviteByEmail, inviteToRole, makeInviteLink, revokeInvitation } from './commands/invitations'
import { appointOfficer, endTerm, handOver } from './commands/officers'
import { getInvitation } from './queries/mine'
import { inviteByEmailSchema } from './schema'

const database = testDatabase()
const NOW = new Date('2026-11-01T02:00:00Z')

type Scene = Awaited<ReturnType<typeof scene>>
async function scene(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db, { joinMode: 'invite' })
  const [secretary, member, stranger] = [await buildPerson(db), await buildPerson(db), await buildPerson(db)]
  const held = await buildGrant(db, secretary.id, 'secretary', 'group', group.id)
  await buildMembership(db, secretary.id, group.id)
  await buildMembership(db, member.id, group.id)
  const by = (who: { id: string }, now = NOW) =>
    ctxOf(db, asPerson(who, who.id === secretary.id ? [groupGrant('secretary', group.id)] : []), now)
  return { db, group, secretary, member, stranger, held, by, officer: by(secretary) }
}
const inScene = (fn: (s: Scene) => Promise<void>) => rolledBack(database.db, async (db) => fn(await scene(db)))
const secretIn = (mail: { values: unknown } | undefined) => String((mail?.values as { secret?: string } | undefined)?.secret)
const kindsTold = async (db: Db, personId: string) =>
  (
    await db
      .select()
      .from(notices)
      .where(and(eq(notices.recipientId, personId), eq(notices.channel, 'in_app')))
  ).map((n) => n.kind)

describe('terms', () => {
  it('appoints a member for a term of whole days in the network’s zone', () =>
    inScene(async ({ db, group, member, officer }) => {
      const grant = await appointOfficer(officer, {
        groupId: group.id,
        personId: member.id,
        role: 'organizer',
        fromOn: '2026-11-10',
        toOn: '2026-11-20',
      })
      expect([grant.startsAt.toISOString(), grant.endsAt?.toISOString()]).toEqual(['2026-11-09T16:00:00.000Z', '2026-11-20T16:00:00.000Z'])
      expect(await kindsTold(db, member.id)).toEqual(['officer_appointed'])
      const again = (over: object) =>
        appointOfficer(officer, { groupId: group.id, personId: member.id, role: 'organizer', ...over } as never)
      await expect(again({ fromOn: '2026-11-20' })).rejects.toThrow('role_held')
      await expect(again({ fromOn: '2026-11-21' })).resolves.toMatchObject({ endsAt: null })
    }))

  it('refuses who is no member, and dates that are over or turned round, at their fields', () =>
    inScene(async ({ group, member, stranger, officer, by }) => {
      const input = { groupId: group.id, personId: member.id, role: 'organizer' as const }
      await expect(appointOfficer(officer, { ...input, personId: stranger.id })).rejects.toThrow('not_a_member')
      await expect(appointOfficer(officer, { ...input, fromOn: '2026-10-31' })).rejects.toMatchObject({ fields: { fromOn: 'date_past' } })
      await expect(appointOfficer(officer, { ...input, fromOn: '2026-11-09', toOn: '2026-11-08' })).rejects.toMatchObject({
        fields: { toOn: 'ends_before_start' },
      })
      await expect(appointOfficer(by(member), input)).rejects.toThrow('forbidden')
    }))

  it('hands over: the old term ends at the instant at which the new one begins, both are told', () =>
    inScene(async ({ db, group, secretary, member, held, officer }) => {
      const made = await handOver(officer, { grantId: held.id, personId: member.id, fromOn: '2026-11-16' })
      const [old] = await db.select().from(grants).where(eq(grants.id, held.id))
      expect(made).toMatchObject({ role: 'secretary', scopeId: group.id })
      expect(old?.endsAt).toEqual(made.startsAt)
      expect(made.startsAt.toISOString()).toBe('2026-11-15T16:00:00.000Z')
      expect([await kindsTold(db, member.id), await kindsTold(db, secretary.id)]).toEqual([['officer_appointed'], ['officer_ended']])
    }))

  it('ends a term, but not the last officer’s, unless by a network administrator', () =>
    inScene(async ({ db, group, member, held, officer, stranger, by }) => {
      await expect(endTerm(by(stranger), { grantId: held.id })).rejects.toThrow('not_found')
      await expect(endTerm(officer, { grantId: held.id })).rejects.toThrow('last_officer')
      await buildGrant(db, member.id, 'organizer', 'group', group.id)
      await expect(endTerm(officer, { grantId: held.id })).rejects.toThrow('last_officer')
      const admin = ctxOf(db, asPerson(stranger, [networkGrant('network_admin')]), NOW)
      await endTerm(admin, { grantId: held.id })
      const [ended] = await db.select().from(grants).where(eq(grants.id, held.id))
      expect(ended?.endsAt).toEqual(NOW)
      await expect(endTerm(admin, { grantId: held.id })).rejects.toThrow('not_found')
    }))
})

describe('invitations', () => {
  it('a link admits as many as it says, whatever the join mode but closed', () =>
    inScene(async ({ db, group, stranger, officer, by, secretary }) => {
      const { secret } = await makeInviteLink(officer, { groupId: group.id, maxUses: 1, days: 7 })
      expect(JSON.stringify(await db.select().from(invitations))).not.toContain(secret)
      expect(await getInvitation(ctxOf(db, publicVisitor(), NOW), secret)).toMatchObject({ group: { slug: group.slug }, problem: null })
      await acceptInvitation(by(stranger), { secret })
      const [mine] = await db.select().from(memberships).where(eq(memberships.personId, stranger.id))
      expect(mine).toMatchObject({ status: 'active', decidedById: secretary.id, primary: true })
      await expect(acceptInvitation(by(await buildPerson(db)), { secret })).rejects.toThrow('invitation_spent')
    }))

  it('admits at once who had applied to a group that reviews', () =>
    inScene(async ({ db, stranger, by, officer, secretary }) => {
      const reviewing = await buildGroup(db, { joinMode: 'review' })
      await buildMembership(db, stranger.id, reviewing.id, { status: 'applied' })
      const ctx = { ...officer, actor: asPerson(secretary, [groupGrant('president', reviewing.id)]) }
      const { secret } = await makeInviteLink(ctx, { groupId: reviewing.id, maxUses: 5, days: 7 })
      await acceptInvitation(by(stranger), { secret })
      expect((await db.select().from(memberships).where(eq(memberships.groupId, reviewing.id))).map((m) => m.status)).toEqual(['active'])
      await expect(acceptInvitation(by(stranger), { secret })).rejects.toThrow('already_member')
      expect((await db.select().from(invitations)).map((i) => i.uses)).toEqual([1])
    }))

  it('mails thirty rounds an hour, from whatever group', () =>
    inScene(async ({ group, officer }) => {
      const invite = () => inviteByEmail(officer, { groupId: group.id, emails: ['new@example.org'] })
      for (let i = 0; i < 30; i++) await invite()
      await expect(invite()).rejects.toThrow('too_many_requests')
      await expect(inviteToRole(officer, { groupId: group.id, email: 'new@example.org', role: 'organizer' })).rejects.toThrow(
        'too_many_requests',
      )
    }))

  it('mails each address once; the link is for the person of that address; nothing is used up by a refusal', () =>
    inScene(async ({ db, group, stranger, officer, by }) => {
      const { emails } = inviteByEmailSchema.parse({ groupId: group.id, emails: `New@example.org, new@example.org；${stranger.email}` })
      expect(emails).toEqual(['new@example.org', stranger.email])
      await inviteByEmail(officer, { groupId: group.id, emails })
      const mails = await db.select().from(outboxMessages).where(eq(outboxMessages.template, 'invitation'))
      const [toNew, toKnown] = [mails.find((m) => m.personId === null), mails.find((m) => m.personId === stranger.id)]
      expect([mails.length, toNew?.toAddress, toKnown?.toAddress]).toEqual([2, 'new@example.org', stranger.email])
      const secret = secretIn(toKnown)
      expect((await renderMessage({ db }, toKnown as never)).link).toContain(`/invitations/${secret}`)
      await db.update(people).set({ emailVerifiedAt: null }).where(eq(people.id, stranger.id))
      await expect(acceptInvitation(by(stranger), { secret })).rejects.toThrow('invitation_other_address')
      await db.update(people).set({ emailVerifiedAt: NOW }).where(eq(people.id, stranger.id))
      const other = await buildPerson(db)
      await expect(acceptInvitation(by(other), { secret })).rejects.toThrow('invitation_other_address')
      expect((await getInvitation(by(other), secret))?.problem).toBe('invitation_other_address')
      await acceptInvitation(by(stranger), { secret })
      expect((await getInvitation(by(stranger), secret))?.acceptedByMe).toBe(true)
    }))

  it('to a role: who accepts is a member and holds the role for its term', () =>
    inScene(async ({ db, group, stranger, officer, by }) => {
      await inviteToRole(officer, {
        groupId: group.id,
        email: stranger.email as string,
        role: 'president',
        fromOn: '2026-11-10',
        toOn: '2027-11-09',
      })
      const [mail] = await db.select().from(outboxMessages).where(eq(outboxMessages.template, 'invitation'))
      await acceptInvitation(by(stranger), { secret: secretIn(mail) })
      const [grant] = await db.select().from(grants).where(eq(grants.personId, stranger.id))
      expect(grant).toMatchObject({ role: 'president', scopeType: 'group', scopeId: group.id })
      expect([grant?.startsAt.toISOString(), grant?.endsAt?.toISOString()]).toEqual([
        '2026-11-09T16:00:00.000Z',
        '2027-11-09T16:00:00.000Z',
      ])
    }))

  it('to a role of the network: accepting makes the grant', () =>
    inScene(async ({ db, stranger, secretary, by }) => {
      const { secret } = await makeInvitation(
        by(secretary),
        { invitedById: secretary.id, role: 'district_admin', scopeType: 'district', scopeId: '330106' },
        'en',
      )
      await acceptInvitation(by(stranger), { secret })
      expect(await db.select().from(grants).where(eq(grants.personId, stranger.id))).toMatchObject([
        { role: 'district_admin', scopeId: '330106', grantedById: secretary.id },
      ])
    }))

  it('withdrawn, expired and unknown ones answer with their code; a closed group invites nobody', () =>
    inScene(async ({ db, group, stranger, officer, by }) => {
      const { id, secret } = await makeInviteLink(officer, { groupId: group.id, maxUses: 9, days: 1 })
      await expect(acceptInvitation(by(stranger, new Date('2026-11-02T02:00:00Z')), { secret })).rejects.toThrow('invitation_spent')
      await expect(revokeInvitation(by(stranger), { invitationId: id })).rejects.toThrow('not_found')
      await revokeInvitation(officer, { invitationId: id })
      await expect(acceptInvitation(by(stranger), { secret })).rejects.toThrow('invitation_spent')
      await expect(acceptInvitation(by(stranger), { secret: 'x'.repeat(32) })).rejects.toThrow('not_found')
      await expect(acceptInvitation(ctxOf(db, publicVisitor(), NOW), { secret })).rejects.toThrow('sign_in_required')
      const closed = await buildGroup(db, { joinMode: 'closed' })
      const ctx = { ...officer, actor: asPerson(stranger, [groupGrant('president', closed.id)]) }
      await expect(makeInviteLink(ctx, { groupId: closed.id, maxUses: 1, days: 1 })).rejects.toThrow('join_closed')
    }))
})
