import { describe, expect, it } from 'vitest'
import { outboxMessages } from '@/db/schema/notices'
import { registrations } from '@/db/schema/registrations'
import { asPerson, ctxOf, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildGroup, buildNetwork, buildPerson } from '@/db/testing/factories'
import { publicVisitor } from '../auth/actor'
import { getAdministration } from './queries/administration'

const database = testDatabase()
const now = new Date('2026-11-01T02:00:00Z')

describe('the administration', () => {
  it('opens to each what is theirs, with what waits there', () =>
    rolledBack(database.db, async (db) => {
      await buildNetwork(db)
      const me = await buildPerson(db)
      const applicant = await buildPerson(db)
      for (const districtCode of ['330110', '330102', null])
        await db
          .insert(registrations)
          .values({ noun: 'group', applicantId: applicant.id, draft: {}, status: 'submitted', submittedAt: now, districtCode })
      const as = (...grants: Parameters<typeof asPerson>[1] & object) => getAdministration(ctxOf(db, asPerson(me, grants), now))
      const admin = await as(networkGrant('network_admin'))
      expect(admin.doors.find(({ key }) => key === 'reviews')?.count).toBe(3)
      expect(admin.doors.map(({ key }) => key)).toContain('settings')
      const district = await as({ role: 'district_admin', scopeType: 'district', scopeId: '330110' })
      expect(district.doors.map(({ key }) => key)).toEqual(['reviews', 'reports', 'statistics'])
      expect(district.doors[0]?.count).toBe(1)
      expect([district.firstSteps, district.mail]).toEqual([null, null])
      const auditor = await as(networkGrant('auditor'))
      expect(auditor.doors.map(({ key }) => key)).toEqual(['reviews', 'statistics', 'history', 'outbox'])
      await expect(as()).rejects.toThrow('not_found')
      await expect(getAdministration(ctxOf(db, publicVisitor(), now))).rejects.toThrow('sign_in_required')
    }))

  it('says what a new network does first, from facts, and which mails did not arrive', () =>
    rolledBack(database.db, async (db) => {
      await buildNetwork(db)
      const admin = ctxOf(db, asPerson(await buildPerson(db), [networkGrant('network_admin')]), now)
      const done = async () => (await getAdministration(admin)).firstSteps?.filter((step) => step.done).map(({ key }) => key)
      expect(await done()).toEqual(['districts'])
      await buildGroup(db)
      expect(await done()).toEqual(['districts', 'group'])
      const mail = (outcome: 'bounced' | 'sent', createdAt: Date, i: number) => ({
        toAddress: 'a@example.org',
        locale: 'en' as const,
        template: 'test_mail',
        values: {},
        messageId: `<${i}@hui>`,
        notBefore: now,
        outcome,
        createdAt,
      })
      await db.insert(outboxMessages).values([mail('bounced', now, 1), mail('bounced', new Date('2026-10-20T00:00:00Z'), 2)])
      expect((await getAdministration(admin)).mail?.failed).toBe(1)
      expect(await done()).not.toContain('mail')
      await db.insert(outboxMessages).values(mail('sent', now, 3))
      expect(await done()).toContain('mail')
    }))
})
