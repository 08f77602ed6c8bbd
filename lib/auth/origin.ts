/** Where to go after signing in: a path of our own pages, or null (other sites, protocol-relative, API, control characters). */
export function ownPath(path: string | null | undefined): string | null {
  if (!path?.startsWith('/') || path.length > 500 || /[\\\p{Cc}]/u.test(path)) return null
  const base = 'http://own.invalid'
  if (!URL.canParse(path, base)) return null
  const url = new URL(path, base)
  if (url.origin !== base || url.pathname.startsWith('//') || /^\/(api|_next)(\/|$)/.test(url.pathname)) return null
  return url.pathname + url.search + url.hash
}

/** Where a request came from: the Host it asked for, its socket's address (null when unknown), and what proxies said. */
export type Origin = { host: string | null; peer: string | null; forwardedFor: string | null }

const isLoopbackAddress = (address: string) => /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/.test(address.trim())
const isLoopbackHost = (host: string | null) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host ?? '')

/** Whether a request was made on this machine: asked for a loopback host, from a loopback socket, with no proxy naming another client. */
export function isLoopback({ host, peer, forwardedFor }: Origin): boolean {
  const said = (forwardedFor ?? '').split(',').filter((part) => part.trim())
  return isLoopbackHost(host) && (peer === null || isLoopbackAddress(peer)) && said.every(isLoopbackAddress)
}

/** The client's address for limits: the socket's; behind a proxy on this machine or a private network, what that proxy said last. */
export function clientAddress({ peer, forwardedFor }: Origin): string {
  const said = forwardedFor?.split(',').at(-1)?.trim()
  const proxied = peer === null || isLoopbackAddress(peer) || /^(::ffff:)?(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|^f[cd]/i.test(peer)
  return (proxied && said) || peer || 'unknown'
}

/** Where people reach this deployment: as `NEXTAUTH_URL` says, since behind a proxy a request knows only the inner address; else as it was asked. */
export function publicOrigin(requestUrl: string, env: Record<string, string | undefined> = process.env): string {
  return new URL(env.NEXTAUTH_URL && URL.canParse(env.NEXTAUTH_URL) ? env.NEXTAUTH_URL : requestUrl).origin
}
