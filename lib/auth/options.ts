import type { AuthOptions } from 'next-auth'
import type { Db } from '@/db/client'
import type { Locale } from '@/db/vocabulary'
import { huiAdapter, SESSION_DAYS } from './adapter'
import { isSecure } from './cookie'
import { ownPath } from './origin'
import { outsideProviders } from './providers'
import { authSecret } from './secret'

/** next-auth keeps sessions, CSRF, sign-out and outside identities; codes, links and personas are ours (lib/accounts). */
export function authOptions(db: Db, locale: Locale): AuthOptions {
  return {
    adapter: huiAdapter(db, locale),
    providers: outsideProviders(),
    session: { strategy: 'database', maxAge: SESSION_DAYS * 86_400 },
    useSecureCookies: isSecure(),
    secret: authSecret(),
    pages: { signIn: `/${locale}/sign-in`, signOut: `/${locale}/sign-in`, error: `/${locale}/sign-in` },
    callbacks: {
      // Always a path of our own, so that no address has to be known and none can be smuggled in.
      redirect: ({ url, baseUrl }) => ownPath(url.startsWith(baseUrl) ? url.slice(new URL(baseUrl).origin.length) : url) ?? `/${locale}`,
    },
  }
}
