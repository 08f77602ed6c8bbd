import { DrizzleAdapter } from '@auth/drizzle-adapter'
import { and, eq } from 'drizzle-orm'
import type { Adapter, AdapterAccount, AdapterUser } from 'next-auth/adapters'
import type { Db } from '@/db/client'
import { accounts, consents, people, sessions } from '@/db/schema/accounts'
import type { Locale } from '@/db/vocabulary'
import { consentVersions } from '../accounts/schema'
import { sortKeyOf } from '../search/sort-key'
import { hashOf } from './session'

export const SESSION_DAYS = 30

type PersonRow = typeof people.$inferSelect
const userOf = (person: PersonRow): AdapterUser => ({
  id: person.id,
  name: person.displayName,
  email: person.email ?? '',
  emailVerified: person.emailVerifiedAt,
})

/**
 * next-auth's view of our tables: people are its users, sessions keep a hash of their token only. Erased, merged and
 * provisional people are nobody to it.
 */
export function huiAdapter(db: Db, locale: Locale = 'zh-CN'): Adapter {
  // biome-ignore lint/suspicious/noExplicitAny: the adapter is typed for its own tables and another next-auth
  const base = DrizzleAdapter(db as any, { usersTable: people, accountsTable: accounts, sessionsTable: sessions } as any) as any
  const active = async (id: string) => {
    const [person] = await db
      .select()
      .from(people)
      .where(and(eq(people.id, id), eq(people.status, 'active')))
    return person ? userOf(person) : null
  }
  return {
    getUser: active,
    async getUserByEmail(email) {
      const [person] = await db.select().from(people).where(eq(people.email, email))
      return person ? userOf(person) : null
    },
    async getUserByAccount({ provider, providerAccountId }) {
      const [account] = await db
        .select()
        .from(accounts)
        .where(and(eq(accounts.provider, provider), eq(accounts.providerAccountId, providerAccountId)))
      return account ? active(account.userId) : null
    },
    async createUser(user: Omit<AdapterUser, 'id'>) {
      const displayName = (user.name ?? '').trim().slice(0, 60) || newcomerName(locale)
      const [person] = await db
        .insert(people)
        .values({
          displayName,
          sortKey: sortKeyOf(displayName),
          locale,
          email: user.email || null,
          emailVerifiedAt: user.email ? (user.emailVerified ?? new Date()) : null,
          status: 'active',
        })
        .returning()
      const made = person as PersonRow
      await db.insert(consents).values({ personId: made.id, purpose: 'account', textVersion: consentVersions.account, givenAt: new Date() })
      return userOf(made)
    },
    async updateUser(user) {
      const found = await active(user.id)
      if (!found) throw new Error('no such person')
      return found
    },
    async linkAccount({ userId, type, provider, providerAccountId }: AdapterAccount) {
      await base.linkAccount({ userId, type, provider, providerAccountId })
    },
    async createSession(session) {
      await base.createSession({ ...session, sessionToken: hashOf(session.sessionToken) })
      return session
    },
    async getSessionAndUser(token) {
      const found = await base.getSessionAndUser(hashOf(token))
      if (found?.user.status !== 'active') return null
      return { session: { ...found.session, sessionToken: token }, user: userOf(found.user) }
    },
    async updateSession(session) {
      const found = await base.updateSession({ ...session, sessionToken: hashOf(session.sessionToken) })
      return found ? { ...found, sessionToken: session.sessionToken } : null
    },
    deleteSession: (token) => base.deleteSession(hashOf(token)),
  }
}

/** What a person is called until she says it herself. */
export const newcomerName = (locale: Locale): string => (locale === 'en' ? 'Newcomer' : '新朋友')
