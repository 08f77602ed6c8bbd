import type { AuthOptions } from 'next-auth'

type Provider = AuthOptions['providers'][number]
type Env = Record<string, string | undefined>

/** The outside identities that the environment configures; their buttons stand on the sign-in page. */
export function outsideProviders(env: Env = process.env): Provider[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return []
  return [
    {
      id: 'oidc',
      name: OIDC_NAME || 'OIDC',
      type: 'oauth',
      wellKnown: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
      authorization: { params: { scope: 'openid email profile' } },
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      idToken: true,
      checks: ['pkce', 'state'],
      // The mailbox is the verified identity: an address that the issuer did not verify is not taken over.
      profile: (profile: { sub: string; name?: string; email?: string; email_verified?: boolean }) => ({
        id: profile.sub,
        name: profile.name ?? null,
        email: profile.email_verified ? profile.email : null,
      }),
    },
  ]
}

export const listOutsideProviders = (): { id: string; name: string }[] => outsideProviders().map(({ id, name }) => ({ id, name }))
