import { createHash } from 'node:crypto'

const types = { ics: 'text/calendar', atom: 'application/atom+xml' } as const

/** A feed with its ETag; what the reader has already is answered 304 without a body. `shared`: whether a cache on the way may keep it. */
export function feedResponse(request: Request, body: string, format: keyof typeof types, { shared }: { shared: boolean }): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 32)}"`
  const headers = { etag, 'cache-control': shared ? 'public, max-age=300' : 'private, no-cache' }
  const known = request.headers
    .get('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
  if (known?.includes(etag)) return new Response(null, { status: 304, headers })
  return new Response(body, { headers: { ...headers, 'content-type': `${types[format]}; charset=utf-8` } })
}
