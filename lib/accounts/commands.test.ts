import { desc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { consents, people, sessions, signInRequests } from '@/db/schema/accounts'
import { historyEntries } from '@/db/schema/history'
import { outboxMessages } from '@/db/schema/notices'
import { asPerson, ctxOf } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildNetwork, buildPerson } from '@/db/testing/factories'
import { publicVisitor, systemActor } from '../auth/actor'
import { actorOfToken } from '../auth/session'
import { cleanUpSignIns, confirmSignInCode, confirmSignInLink, renameMyself, requestSignIn, signInAsPersona } from './commands/sign-in'
import { getLinkedEmail, listPersonas } from './queries'

const database = testDatabase()
const start = new Date('2026-11-01T02:00:00Z')
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
const visitor = (db: Db, now = start) => ctxOf(db, publicVisitor(), now)
const email = 'ada@example.org'

type Mailed = { code: string | null; requestId: string; secret: string }
async function ask(db: Db, to = email, over: { now?: Date; returnTo?: string; address?: string } = {}) {
  const { requestId } = await requestSignIn(visitor(db, over.now), { email: to, locale: 'zh-CN', ...over })
  const [message] = await db
    .select()
    .from(outboxMessages)
    .orderBy(desc(outboxMessages.id))
    .where(eq(outboxMessages.messageId, `<${requestId}@hui>`))
  return { message, ...(message?.values as Mailed) }
}
const wrongOf = (code: string | null) => (code === '000000' ? '111111' : '000000')

describe('asking to sign in', () => {
  it('answers known and unknown mailboxes alike, and keeps only hashes in the request', async () => {
    await rolledBack(database.db, async (db) => {
      await buildPerson(db, { email })
      const known = await ask(db)
      const unknown = await ask(db, 'nobody@example.org')
      expect(Object.keys(known.message?.values ?? {})).toEqual(Object.keys(unknown.message?.values ?? {}))
      expect(known.code).toMatch(/^\d{6}$/)
      const stored = JSON.stringify(await db.select().from(signInRequests))
      expect(stored).not.toContain(known.code)
      expect(stored).not.toContain(known.secret)
    })
  })

  it('mails the link alone after ten codes in an hour, so that its owner still gets in', async () => {
    await rolledBack(database.db, async (db) => {
      for (let i = 0; i < 10; i++) expect((await ask(db, email, { address: `a${i}` })).code).not.toBeNull()
      const eleventh = await ask(db, email, { address: 'b' })
      expect(eleventh.code).toBeNull()
      expect(await confirmSignInLink(visitor(db), eleventh)).toMatchObject({ isNew: true })
      expect((await ask(db, email, { now: after(61) })).code).not.toBeNull()
    })
  })

  it('stops one address that asks for many mailboxes, not the others', async () => {
    await rolledBack(database.db, async (db) => {
      for (let i = 0; i < 40; i++) await ask(db, `n${i}@example.org`, { address: '203.0.113.9' })
      await expect(ask(db, 'more@example.org', { address: '203.0.113.9' })).rejects.toThrow('too_many_requests')
      await ask(db, 'more@example.org', { address: '203.0.113.10' })
    })
  })
})

describe('by code', () => {
  it('makes a person of an unknown mailbox, opens a session and uses the code up', async () => {
    await rolledBack(database.db, async (db) => {
      const { requestId, code } = await ask(db, email, { returnTo: '/zh-CN/groups' })
      const session = await confirmSignInCode(visitor(db), { requestId, code: code ?? '' })
      expect(session).toMatchObject({ isNew: true, returnTo: '/zh-CN/groups', expires: new Date('2026-12-01T02:00:00Z') })
      expect(await actorOfToken(db, session.token, start)).toMatchObject({ personId: session.personId })
      expect(await db.select().from(consents)).toMatchObject([{ purpose: 'account', personId: session.personId, givenAt: start }])
      await expect(confirmSignInCode(visitor(db), { requestId, code: code ?? '' })).rejects.toThrow('code_expired')
      const again = await ask(db)
      expect(await confirmSignInCode(visitor(db), { requestId: again.requestId, code: again.code ?? '' })).toMatchObject({
        isNew: false,
        personId: session.personId,
      })
    })
  })

  it('is spent after five wrong tries; the link still opens', async () => {
    await rolledBack(database.db, async (db) => {
      const { requestId, code, secret } = await ask(db)
      const wrong = { requestId, code: wrongOf(code) }
      for (let i = 0; i < 4; i++) await expect(confirmSignInCode(visitor(db), wrong)).rejects.toThrow('code_wrong')
      await expect(confirmSignInCode(visitor(db), wrong)).rejects.toThrow('code_spent')
      await expect(confirmSignInCode(visitor(db), { requestId, code: code ?? '' })).rejects.toThrow('code_spent')
      expect((await db.select().from(signInRequests))[0]?.tries).toBe(5)
      expect(await confirmSignInLink(visitor(db), { requestId, secret })).toMatchObject({ isNew: true })
    })
  })

  it('expires after ten minutes and belongs to its own request', async () => {
    await rolledBack(database.db, async (db) => {
      const first = await ask(db)
      const second = await ask(db)
      const mixed = { requestId: second.requestId, code: first.code ?? '' }
      if (first.code !== second.code) await expect(confirmSignInCode(visitor(db), mixed)).rejects.toThrow('code_wrong')
      await expect(confirmSignInCode(visitor(db, after(10)), { requestId: first.requestId, code: first.code ?? '' })).rejects.toThrow(
        'code_expired',
      )
    })
  })

  it('activates a provisional person and never an erased one', async () => {
    await rolledBack(database.db, async (db) => {
      const provisional = await buildPerson(db, { email, status: 'provisional', emailVerifiedAt: null, claimCodeHash: 'x' })
      const { requestId, code } = await ask(db)
      expect(await confirmSignInCode(visitor(db), { requestId, code: code ?? '' })).toMatchObject({
        personId: provisional.id,
        isNew: false,
      })
      expect((await db.select().from(people))[0]).toMatchObject({ status: 'active', emailVerifiedAt: start, claimCodeHash: null })
    })
  })
})

describe('by link', () => {
  it('survives a scanner’s visits and is used up by the button', async () => {
    await rolledBack(database.db, async (db) => {
      const { requestId, secret } = await ask(db)
      expect(await getLinkedEmail(visitor(db), requestId, secret)).toBe(email)
      expect(await getLinkedEmail(visitor(db), requestId, secret)).toBe(email)
      expect(await getLinkedEmail(visitor(db), requestId, 'x'.repeat(43))).toBeNull()
      await confirmSignInLink(visitor(db), { requestId, secret })
      expect(await getLinkedEmail(visitor(db), requestId, secret)).toBeNull()
      await expect(confirmSignInLink(visitor(db), { requestId, secret })).rejects.toThrow('link_spent')
    })
  })

  it('refuses another secret and an old link', async () => {
    await rolledBack(database.db, async (db) => {
      const { requestId, secret } = await ask(db)
      await expect(confirmSignInLink(visitor(db), { requestId, secret: 'x'.repeat(43) })).rejects.toThrow('link_spent')
      await expect(confirmSignInLink(visitor(db, after(11)), { requestId, secret })).rejects.toThrow('link_spent')
    })
  })

  it('never keeps a return to another site', async () => {
    await rolledBack(database.db, async (db) => {
      const { requestId, secret } = await ask(db, email, { returnTo: '//evil.example' })
      expect(await confirmSignInLink(visitor(db), { requestId, secret })).toMatchObject({ returnTo: null })
    })
  })
})

describe('as a persona', () => {
  const enter = (db: Db, loopback: boolean, key = 'tang-yue') => signInAsPersona(visitor(db), { key, loopback })

  it('opens in a demo on this machine only', async () => {
    await rolledBack(database.db, async (db) => {
      await buildNetwork(db, { demoSeededAt: start })
      await buildPerson(db, { email: 'tang-yue@example.org', displayName: '唐越' })
      expect((await listPersonas(visitor(db), true)).map(({ key }) => key)).toEqual(['tang-yue'])
      expect(await listPersonas(visitor(db), false)).toEqual([])
      const session = await enter(db, true)
      expect(await actorOfToken(db, session.token, start)).toMatchObject({ displayName: '唐越' })
      await expect(enter(db, false)).rejects.toThrow('personas_closed')
      await expect(enter(db, true, 'somebody')).rejects.toThrow('personas_closed')
      await expect(enter(db, true, 'lin-zhixia')).rejects.toThrow('personas_closed')
    })
  })

  it('stays shut in a network that is no demo', async () => {
    await rolledBack(database.db, async (db) => {
      await buildNetwork(db)
      await buildPerson(db, { email: 'tang-yue@example.org' })
      expect(await listPersonas(visitor(db), true)).toEqual([])
      await expect(enter(db, true)).rejects.toThrow('personas_closed')
    })
  })
})

describe('afterwards', () => {
  it('takes a name, with its sort key', async () => {
    await rolledBack(database.db, async (db) => {
      const person = await buildPerson(db)
      await renameMyself(ctxOf(db, asPerson(person), start), { displayName: '林知夏' })
      expect((await db.select().from(people))[0]).toMatchObject({ displayName: '林知夏', sortKey: 'lin2 zhi1 xia4' })
      await expect(renameMyself(visitor(db), { displayName: 'x' })).rejects.toThrow('sign_in_required')
    })
  })

  it('records ids only, and forgets what has expired', async () => {
    await rolledBack(database.db, async (db) => {
      const { requestId, code } = await ask(db)
      await confirmSignInCode(visitor(db), { requestId, code: code ?? '' })
      const history = await db.select().from(historyEntries)
      expect(history.map(({ verb }) => verb)).toEqual(['sign_in.requested', 'session.opened'])
      expect(JSON.stringify(history)).not.toContain('ada')
      await cleanUpSignIns(ctxOf(db, systemActor('accounts/clean-up'), after(31 * 24 * 60)))
      expect(await db.select().from(sessions)).toEqual([])
      expect(await db.select().from(signInRequests)).toEqual([])
      await expect(cleanUpSignIns(visitor(db))).rejects.toThrow()
    })
  })
})

// Last, because it commits.
describe('several at once', () => {
  it('lets one of two who type it at once in', async () => {
    const { requestId, code } = await ask(database.db, 'race@example.org')
    const enter = () => confirmSignInCode(visitor(database.db), { requestId, code: code ?? '' })
    const outcomes = await Promise.allSettled([enter(), enter(), enter()])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await database.db.select().from(people).where(eq(people.email, 'race@example.org'))).toHaveLength(1)
  })
})
