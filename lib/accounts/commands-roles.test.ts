import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { grants, invitations } from '@/db/schema/accounts'
import { outboxMessages } from '@/db/schema/notices'
import { asPerson, ctxOf, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildGrant, buildNetwork, buildPerson } from '@/db/testing/factories'
import { publicVisitor, systemActor } from '../auth/actor'
import { acceptInvitation } from '../groups/commands/invitations'
import { issueSetUpLink } from '../network/commands'
import { setUpSchema } from '../network/schema'
import { renderMessage } from '../notices/letters'
import { revokeInvitation } from './commands/invitations'
import { endNetworkRole, inviteToNetworkRole, sendTestMail } from './commands/roles'
import { setUpAndEnter } from './commands/sign-in'
import { listNetworkRoles } from './queries/roles'
import { inviteToNetworkRoleSchema } from './schema'

const database = testDatabase()
const now = new Date('2026-11-01T02:00:00Z')

async function scene(db: Db) {
  await buildNetwork(db)
  const person = await buildPerson(db, { displayName: '唐越' })
  const grant = await buildGrant(db, person.id, 'network_admin', 'network', null)
  const admin = ctxOf(db, asPerson(person, [networkGrant('network_admin')]), now)
  const auditor = ctxOf(db, asPerson(await buildPerson(db), [networkGrant('auditor')]), now)
  return { person, grant, admin, auditor }
}
const invite = (input: object) => inviteToNetworkRoleSchema.parse({ email: 'Shen@example.org', role: 'auditor', ...input })

describe('roles of the network', () => {
  it('are offered by mail and by a link for a term, and hold once accepted', () =>
    rolledBack(database.db, async (db) => {
      const { admin, auditor } = await scene(db)
      const offer = invite({ role: 'district_admin', districtCode: '330110', fromOn: '2026-11-10', toOn: '2027-11-09' })
      await expect(inviteToNetworkRole(auditor, offer)).rejects.toThrow('forbidden')
      await expect(inviteToNetworkRole(admin, { ...offer, districtCode: '000000' })).rejects.toThrow('invalid_input')
      const { secret } = await inviteToNetworkRole(admin, offer)
      const [mail] = await db.select().from(outboxMessages)
      const letter = await renderMessage({ db }, mail as never)
      expect(letter.link).toContain(`/invitations/${secret}`)
      expect(letter.text).toContain('余杭区')
      const shen = await buildPerson(db, { email: 'shen@example.org' })
      await acceptInvitation(ctxOf(db, asPerson(shen), now), { secret })
      expect(await db.select().from(grants).where(eq(grants.personId, shen.id))).toMatchObject([
        {
          role: 'district_admin',
          scopeType: 'district',
          scopeId: '330110',
          startsAt: new Date('2026-11-09T16:00:00Z'),
          endsAt: new Date('2027-11-09T16:00:00Z'),
        },
      ])
    }))

  it('need a district for an administrator of one', () => {
    expect(inviteToNetworkRoleSchema.safeParse({ email: 'a@example.org', role: 'district_admin' }).error?.issues[0]?.path).toEqual([
      'districtCode',
    ])
  })

  it('end at once, but for the last administrator’s', () =>
    rolledBack(database.db, async (db) => {
      const { admin, auditor, grant } = await scene(db)
      await expect(endNetworkRole(auditor, { grantId: grant.id })).rejects.toThrow('forbidden')
      await expect(endNetworkRole(admin, { grantId: grant.id })).rejects.toThrow('last_admin')
      const other = await buildPerson(db)
      const coming = await buildGrant(db, other.id, 'network_admin', 'network', null, { startsAt: new Date('2026-12-01T00:00:00Z') })
      await expect(endNetworkRole(admin, { grantId: grant.id })).rejects.toThrow('last_admin')
      await endNetworkRole(admin, { grantId: coming.id })
      await buildGrant(db, other.id, 'network_admin', 'network', null)
      await endNetworkRole(admin, { grantId: grant.id })
      await expect(endNetworkRole(admin, { grantId: grant.id })).rejects.toThrow('not_found')
    }))

  it('of groups are not ended here', () =>
    rolledBack(database.db, async (db) => {
      const { admin, person } = await scene(db)
      const grant = await buildGrant(db, person.id, 'mentor', 'network', null)
      await expect(endNetworkRole(admin, { grantId: grant.id })).rejects.toThrow('not_found')
    }))

  it('are listed with what is offered and not yet accepted', () =>
    rolledBack(database.db, async (db) => {
      const { admin, auditor } = await scene(db)
      const { id } = await inviteToNetworkRole(admin, invite({}))
      const listed = await listNetworkRoles(admin)
      expect(listed.grants).toMatchObject([{ name: '唐越', role: 'network_admin', endsAt: null }])
      expect(listed.invitations).toMatchObject([{ id, email: 'shen@example.org', role: 'auditor' }])
      await revokeInvitation(admin, { invitationId: id })
      expect((await listNetworkRoles(admin)).invitations).toEqual([])
      await expect(listNetworkRoles(auditor)).rejects.toThrow('forbidden')
    }))

  it('of the first officers are mailed by the set-up itself', () =>
    rolledBack(database.db, async (db) => {
      const secret = (await issueSetUpLink(ctxOf(db, systemActor('set-up'), now))) ?? ''
      const input = setUpSchema.parse({
        secret,
        nameZh: '澄溪',
        nameEn: 'Chengxi',
        seal: '澄',
        zone: 'Asia/Shanghai',
        districts: 'preset',
        preset: 'hangzhou',
        adminName: '唐越',
        adminEmail: 'admin@example.org',
        locale: 'en',
        invitations: [
          { role: 'district_admin', districtCode: '330110', email: 'yuhang@example.org' },
          { role: 'auditor', email: 'audit@example.org' },
        ],
      })
      const { personId } = await setUpAndEnter(ctxOf(db, publicVisitor(), now), input)
      expect(await db.select().from(invitations).orderBy(invitations.email)).toMatchObject([
        { email: 'audit@example.org', role: 'auditor', scopeType: 'network', scopeId: null, invitedById: personId },
        { email: 'yuhang@example.org', role: 'district_admin', scopeType: 'district', scopeId: '330110' },
      ])
      expect((await db.select().from(outboxMessages)).map(({ locale }) => locale)).toEqual(['en', 'en'])
    }))
})

describe('the test mail', () => {
  it('goes to whoever administers the network, at her own address', () =>
    rolledBack(database.db, async (db) => {
      const { admin, auditor, person } = await scene(db)
      await expect(sendTestMail(auditor)).rejects.toThrow('forbidden')
      await sendTestMail(admin)
      const [mail] = await db.select().from(outboxMessages)
      expect(mail).toMatchObject({ toAddress: person.email, template: 'test_mail' })
      expect((await renderMessage({ db }, mail as never)).subject).toContain('测试网')
    }))
})
