import type { NextRequest } from 'next/server'
import createMiddleware from 'next-intl/middleware'
import { routing } from './lib/i18n/routing'

const localize = createMiddleware(routing)

/** Redirects to a locale and sets headers, nothing else: whoever may do what is decided at the data. */
export default function proxy(request: NextRequest) {
  if (!isReadable(request.nextUrl)) return new Response('这个地址读不懂。 / This address cannot be read.', { status: 400 })
  const nonce = btoa(crypto.randomUUID())
  const dev = process.env.NODE_ENV === 'development'
  const csp = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' blob: data:${tilesOrigin()}`,
    "font-src 'self' data:",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
  request.headers.set('x-nonce', nonce)
  request.headers.set('x-hui-path', request.nextUrl.pathname)
  request.headers.set('content-security-policy', csp)
  const response = localize(request)
  response.headers.set('content-security-policy', csp)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'strict-origin-when-cross-origin')
  response.headers.set('permissions-policy', 'camera=(self), geolocation=(), microphone=()')
  return response
}

/** Pictures may also come from the server of map tiles, where one is configured (`MAP_TILES`). */
function tilesOrigin(): string {
  const tiles = process.env.MAP_TILES
  return tiles && URL.canParse(tiles) ? ` ${new URL(tiles).origin}` : ''
}

/** No null byte in the path either. What stands behind the question mark is for the page to read, and to ignore where it makes no sense. */
function isReadable({ pathname }: { pathname: string }): boolean {
  try {
    return !decodeURIComponent(pathname).includes('\0')
  } catch {
    return false
  }
}

/** Every address but the API's, Next's own and the few files that lie at the root: one with a dot that is no file gets a page's 404. */
export const config = { matcher: ['/((?!api|_next|(?:icon\\.svg|icon-512\\.png|apple-icon\\.png|manifest\\.webmanifest)$).*)'] }
