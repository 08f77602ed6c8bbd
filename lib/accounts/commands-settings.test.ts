import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { accounts, consents, people, sessions } from '@/db/schema/accounts'
import { historyEntries } from '@/db/schema/history'
import { districts } from '@/db/schema/network'
import { notices, outboxMessages } from '@/db/schema/notices'
import { asPerson, ctxOf } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildNetwork, buildPerson } from '@/db/testing/factories'
import { hashOf } from '../auth/session'
import { notify } from '../notices/notify'
import { confirmEmailChange, requestEmailChange } from './commands/email'
import {
  disconnectIdentity,
  giveConsent,
  muteNotices,
  readMyNotices,
  saveAccessNeeds,
  saveProfile,
  signOutOthers,
  withdrawConsent,
} from './commands/settings'
import { getMyAccount, listMyConsents } from './queries'
import { profileSchema } from './schema'

const database = testDatabase()
const now = new Date('2026-11-02T02:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

async function arrange(db: Db) {
  await buildNetwork(db)
  const person = await buildPerson(db, { displayName: '林知夏' })
  const ctx = (at = now) => ctxOf(db, asPerson(person), at)
  const read = async () => (await db.select().from(people).where(eq(people.id, person.id)))[0]
  return { person, ctx, read }
}
const profile = (over: Record<string, unknown> = {}) =>
  profileSchema.parse({
    displayName: '林知夏',
    locale: 'zh-CN',
    visibility: { homeDistrict: 'me', interests: 'network', skills: 'groups' },
    ...over,
  })

describe('the profile', () => {
  it('takes what people write, and keeps the phone sealed', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx, read } = await arrange(db)
      await saveProfile(
        ctx(),
        profile({ locale: 'en', homeDistrictCode: '330106', phone: '138 0013 8000', interests: '读书，徒步, 读书', skills: '' }),
      )
      const row = await read()
      expect(row).toMatchObject({ locale: 'en', homeDistrictCode: '330106', interests: ['读书', '徒步'], skills: [] })
      expect(JSON.stringify(row)).not.toContain('8000')
      expect((await getMyAccount(ctx(), null)).profile).toMatchObject({ phone: '138 0013 8000', visibility: { interests: 'network' } })
      await saveProfile(ctx(), profile())
      expect(await read()).toMatchObject({ phoneEncrypted: null, phoneHash: null, homeDistrictCode: null })
    })
  })

  it('does not tell whether a phone is somebody else’s', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx, read } = await arrange(db)
      const other = await buildPerson(db)
      await saveProfile(ctxOf(db, asPerson(other), now), profile({ phone: '13800138000' }))
      await saveProfile(ctx(), profile({ phone: '+86 138-0013-8000' }))
      expect(await read()).toMatchObject({ phoneHash: null })
      expect((await getMyAccount(ctx(), null)).profile.phone).toBe('138 0013 8000')
    })
  })

  it('refuses a number that cannot be one and a district that is not there', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx } = await arrange(db)
      await expect(saveProfile(ctx(), profile({ phone: '12345' }))).rejects.toMatchObject({ fields: { phone: 'phone' } })
      await expect(saveProfile(ctx(), profile({ homeDistrictCode: '999999' }))).rejects.toMatchObject({
        fields: { homeDistrictCode: 'invalid' },
      })
    })
  })

  it('keeps a district that ended with who has it; it is nobody’s new one', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx, read } = await arrange(db)
      await db.update(districts).set({ validTo: '2026-10-31' }).where(eq(districts.code, '330102'))
      await expect(saveProfile(ctx(), profile({ homeDistrictCode: '330102' }))).rejects.toThrow('invalid_input')
      await db.update(people).set({ homeDistrictCode: '330102' }).where(eq(people.displayName, '林知夏'))
      await saveProfile(ctx(), profile({ homeDistrictCode: '330102' }))
      expect(await read()).toMatchObject({ homeDistrictCode: '330102' })
    })
  })
})

describe('consent', () => {
  it('is given once for a text, withdrawn, and given anew', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx } = await arrange(db)
      const photos = async () => (await listMyConsents(ctx())).find(({ purpose }) => purpose === 'photos')
      expect(await photos()).toMatchObject({ givenAt: null })
      await giveConsent(ctx(), { purpose: 'photos' })
      await giveConsent(ctx(later(1)), { purpose: 'photos' })
      expect(await photos()).toMatchObject({ givenAt: now, withdrawnAt: null, outdated: false })
      await withdrawConsent(ctx(later(2)), { purpose: 'photos' })
      expect(await photos()).toMatchObject({ givenAt: now, withdrawnAt: later(2) })
      await giveConsent(ctx(later(3)), { purpose: 'photos' })
      expect(await photos()).toMatchObject({ givenAt: later(3), withdrawnAt: null })
      expect(await db.select().from(consents)).toHaveLength(2)
    })
  })

  it('to an older text is told as outdated', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx, person } = await arrange(db)
      await db.insert(consents).values({ personId: person.id, purpose: 'photos', textVersion: '2020-01', givenAt: now })
      expect((await listMyConsents(ctx())).find(({ purpose }) => purpose === 'photos')).toMatchObject({
        version: '2020-01',
        outdated: true,
      })
    })
  })

  it('goes with access needs in both directions', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx, read } = await arrange(db)
      await saveAccessNeeds(ctx(), { accessNeeds: '轮椅', agreed: true })
      expect(await read()).toMatchObject({ accessNeeds: '轮椅' })
      await withdrawConsent(ctx(later(1)), { purpose: 'access_needs' })
      expect(await read()).toMatchObject({ accessNeeds: null })
      await saveAccessNeeds(ctx(later(2)), { accessNeeds: '手语', agreed: true })
      await saveAccessNeeds(ctx(later(3)), { agreed: false })
      expect(await read()).toMatchObject({ accessNeeds: null })
      expect((await db.select().from(consents)).every(({ withdrawnAt }) => withdrawnAt !== null)).toBe(true)
    })
  })
})

describe('mails that are not wanted', () => {
  it('get the outcome suppressed; changes are sent all the same', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx, person } = await arrange(db)
      const other = await buildPerson(db)
      await muteNotices(ctx(), { muted: ['confirmations', 'groups'] })
      const about = { type: 'person', id: person.id } as const
      for (const kind of ['rsvp_going', 'membership_accepted', 'activity_reminder', 'activity_cancelled', 'rsvp_promoted'] as const)
        await notify(ctx(), { to: [person.id, other.id], kind, about })
      const told = await db.select().from(notices).where(eq(notices.recipientId, person.id)).orderBy(notices.kind)
      expect(told.filter((n) => n.channel === 'in_app')).toHaveLength(5)
      expect(told.filter((n) => n.channel === 'email').map((n) => [n.kind, n.outcome, n.outcomeReason])).toEqual([
        ['activity_cancelled', 'queued', null],
        ['activity_reminder', 'queued', null],
        ['membership_accepted', 'suppressed', 'muted'],
        ['rsvp_going', 'suppressed', 'muted'],
        ['rsvp_promoted', 'queued', null],
      ])
      expect(await db.select().from(outboxMessages).where(eq(outboxMessages.personId, person.id))).toHaveLength(3)
      expect(await db.select().from(outboxMessages).where(eq(outboxMessages.personId, other.id))).toHaveLength(5)
      await muteNotices(ctx(), { muted: [] })
      expect((await getMyAccount(ctx(), null)).muted).toEqual([])
    })
  })

  it('are read all at once, one’s own only', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx, person } = await arrange(db)
      const other = await buildPerson(db)
      await notify(ctx(), { to: [person.id, other.id], kind: 'rsvp_going', about: { type: 'person', id: person.id } })
      expect(await readMyNotices(ctx())).toEqual({ read: 1 })
      expect(await readMyNotices(ctx())).toEqual({ read: 0 })
      expect((await db.select().from(notices)).filter((n) => n.readAt).map((n) => n.recipientId)).toEqual([person.id])
    })
  })
})

describe('another e-mail', () => {
  const ask = async (db: Db, ctx: ReturnType<typeof ctxOf>, email = 'new@example.org') => {
    const { ticket } = await requestEmailChange(ctx, { email })
    const [mail] = await db.select().from(outboxMessages).where(eq(outboxMessages.toAddress, email))
    return { ticket, mail, code: (mail?.values as { code?: string } | undefined)?.code ?? '' }
  }

  it('takes its place when its code is typed; the old one is told and other devices are signed out', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx, person, read } = await arrange(db)
      for (const token of ['here', 'there'])
        await db.insert(sessions).values({ sessionToken: hashOf(token), userId: person.id, expires: later(9999) })
      const { ticket, code } = await ask(db, ctx())
      expect(code).toMatch(/^\d{6}$/)
      expect(await read()).toMatchObject({ email: person.email })
      await confirmEmailChange(ctx(later(1)), { ticket, code, keep: hashOf('here') })
      expect(await read()).toMatchObject({ email: 'new@example.org', emailVerifiedAt: later(1) })
      expect((await db.select().from(sessions)).map((s) => s.sessionToken)).toEqual([hashOf('here')])
      const told = await db.select().from(outboxMessages).where(eq(outboxMessages.template, 'email_changed'))
      expect(told.map((m) => m.toAddress)).toEqual([person.email])
      await expect(confirmEmailChange(ctx(later(2)), { ticket, code, keep: null })).rejects.toThrow('code_expired')
      expect(JSON.stringify(await db.select().from(historyEntries))).not.toContain('new@')
    })
  })

  it('is refused for a wrong code, after five tries, after ten minutes and for another person', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx } = await arrange(db)
      const { ticket, code } = await ask(db, ctx())
      const wrong = code === '000000' ? '111111' : '000000'
      const stranger = ctxOf(db, asPerson(await buildPerson(db)), now)
      await expect(confirmEmailChange(stranger, { ticket, code, keep: null })).rejects.toThrow('code_expired')
      const visitor = ctxOf(db, { kind: 'visitor' }, now)
      await expect(confirmEmailChange(visitor, { ticket, code, keep: null })).rejects.toThrow('sign_in_required')
      await expect(confirmEmailChange(ctx(later(10)), { ticket, code, keep: null })).rejects.toThrow('code_expired')
      await expect(confirmEmailChange(ctx(), { ticket: `${ticket.slice(0, -2)}AA`, code, keep: null })).rejects.toThrow('code_expired')
      for (let i = 0; i < 5; i++) await expect(confirmEmailChange(ctx(), { ticket, code: wrong, keep: null })).rejects.toThrow('code_wrong')
      await expect(confirmEmailChange(ctx(), { ticket, code, keep: null })).rejects.toThrow('code_spent')
    })
  })

  it('that has an account answers alike; its owner hears of it and nothing changes', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx, person, read } = await arrange(db)
      await buildPerson(db, { email: 'owner@example.org' })
      const known = await ask(db, ctx(), 'owner@example.org')
      const unknown = await ask(db, ctx(), 'free@example.org')
      expect(Math.abs(known.ticket.length - unknown.ticket.length)).toBeLessThan(8)
      expect([known.mail?.template, unknown.mail?.template]).toEqual(['email_taken', 'email_code'])
      await expect(confirmEmailChange(ctx(), { ticket: known.ticket, code: '000000', keep: null })).rejects.toThrow(/code_/)
      expect(await read()).toMatchObject({ email: person.email })
      await expect(requestEmailChange(ctx(), { email: person.email ?? '' })).rejects.toThrow('invalid_input')
    })
  })
})

describe('ways in', () => {
  it('ends every other session, never somebody else’s', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx, person } = await arrange(db)
      const other = await buildPerson(db)
      for (const [token, userId] of [
        ['here', person.id],
        ['there', person.id],
        ['hers', other.id],
      ] as const)
        await db.insert(sessions).values({ sessionToken: hashOf(token), userId, expires: later(9999) })
      const mine = (await getMyAccount(ctx(), hashOf('here'))).sessions
      expect(mine.map((s) => s.current).sort()).toEqual([false, true])
      expect(JSON.stringify(mine)).not.toContain(hashOf('here'))
      expect(await signOutOthers(ctx(), { keep: hashOf('here') })).toEqual({ ended: 1 })
      expect((await db.select().from(sessions)).map((s) => s.sessionToken).sort()).toEqual([hashOf('here'), hashOf('hers')].sort())
    })
  })

  it('lets an outside identity go while the e-mail stays', async () => {
    await rolledBack(database.db, async (db) => {
      const { ctx, person } = await arrange(db)
      await db.insert(accounts).values({ userId: person.id, type: 'oauth', provider: 'oidc', providerAccountId: 'x' })
      await disconnectIdentity(ctx(), { provider: 'oidc' })
      expect(await db.select().from(accounts)).toEqual([])
      await db.insert(accounts).values({ userId: person.id, type: 'oauth', provider: 'oidc', providerAccountId: 'x' })
      await db.update(people).set({ email: null }).where(eq(people.id, person.id))
      await expect(disconnectIdentity(ctx(), { provider: 'oidc' })).rejects.toThrow('conflict')
    })
  })

  it('is nobody’s who is not signed in', async () => {
    await rolledBack(database.db, async (db) => {
      const visitor = ctxOf(db, { kind: 'visitor' }, now)
      await expect(signOutOthers(visitor, { keep: null })).rejects.toThrow('sign_in_required')
      await expect(giveConsent(visitor, { purpose: 'photos' })).rejects.toThrow('sign_in_required')
      await expect(readMyNotices(visitor)).rejects.toThrow('sign_in_required')
    })
  })
})
