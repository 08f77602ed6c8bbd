import { randomUUID } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, Server, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const compress = promisify(gzip)
/** How long a rendering may be shown, in ms, counted from when it began: docs/decisions/007. */
const FRESH_MS = 1000
const MAX_ENTRIES = 200
/** Bytes of HTML kept at most. */
const MAX_BYTES = 32 << 20
const GZIP_LEVEL = 3
const LOCALE_COOKIE = 'hui.locale'

/** What everybody sees alike: home, activities, groups, venues and their pages. */
const isPublic = /^\/(zh-CN|en)(\/(activities|groups|venues)(\/[\w-]+){0,2})?$/

type Entry = { bytes: number; headers: OutgoingHttpHeaders; parts: string[]; nonce: string }
type Rendering = { startedAt: number; bytes: number; entry: Promise<Entry | null> }
type Clock = () => number

/**
 * Puts the cache before what `server` does with a request: a public page that nobody has signed in for is rendered at
 * most once a second, whatever comes for it meanwhile waits for that rendering, and each answer gets a nonce of its own.
 * Whatever cannot be shared goes through untouched. Idempotent.
 */
export function cachePages(server: Server, clock: Clock = () => performance.now()): void {
  const listeners = server.listeners('request')
  if (listeners.length !== 1 || cached.has(server)) return
  cached.add(server)
  server.removeAllListeners('request')
  server.on('request', cachedListener(listeners[0] as RequestListener, clock))
}
const cached = new WeakSet<Server>()

export function cachedListener(render: RequestListener, clock: Clock): RequestListener {
  const renderings = new Map<string, Rendering>()
  let bytes = 0
  const forget = (key: string) => {
    bytes -= renderings.get(key)?.bytes ?? 0
    renderings.delete(key)
  }
  const makeRoom = () => {
    for (const [key, { startedAt }] of renderings)
      if (startedAt <= clock() - FRESH_MS || renderings.size > MAX_ENTRIES || bytes > MAX_BYTES) forget(key)
  }
  return async (request, response) => {
    const key = keyOf(request)
    if (key === null) return render(request, response)
    const arrivedAt = clock()
    const found = renderings.get(key)
    if (found && found.startedAt > arrivedAt - FRESH_MS) {
      const entry = await found.entry
      return entry ? answer(request, response, entry) : render(request, response)
    }
    forget(key)
    makeRoom()
    const rendering: Rendering = { startedAt: arrivedAt, bytes: 0, entry: capture(render, request, response) }
    renderings.set(key, rendering)
    const entry = await rendering.entry
    if (renderings.get(key) !== rendering) return
    if (!entry) return forget(key)
    rendering.bytes = entry.bytes
    bytes += entry.bytes
  }
}

/** What a shared rendering depends on, or null where it is nobody's but the asker's. */
function keyOf(request: IncomingMessage): string | null {
  const { headers, url = '' } = request
  if (request.method !== 'GET' || headers.authorization || headers.rsc || headers.purpose || headers['next-action']) return null
  if (Object.keys(headers).some((name) => name.startsWith('next-router'))) return null
  if (!isPublic.test(url.split('?')[0] ?? '')) return null
  const cookies = cookiesOf(request)
  if (Object.keys(cookies).some((name) => /session|prerender|preview/.test(name))) return null
  const varying = [headers.host, headers['x-forwarded-host'], headers['x-forwarded-proto'], cookies['hui.theme'], cookies['hui.type']]
  return JSON.stringify([url, /MicroMessenger/i.test(headers['user-agent'] ?? ''), ...varying])
}

function cookiesOf({ headers }: IncomingMessage): Record<string, string> {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
  return Object.fromEntries(pairs.map(([name, ...value]) => [name, value.join('=')]))
}

/** Renders into memory; what may be shared is answered from there, anything else is passed on as it came. */
async function capture(render: RequestListener, request: IncomingMessage, response: ServerResponse) {
  const { write, end, flushHeaders } = response
  const encoding = request.headers['accept-encoding']
  const chunks: Buffer[] = []
  const keep = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string))
  }
  const done = new Promise<boolean>((settle) => {
    response.once('close', () => settle(false))
    response.flushHeaders = () => {}
    response.write = ((chunk: unknown, ...rest: unknown[]) => {
      keep(chunk)
      for (const callback of rest) if (typeof callback === 'function') callback()
      return true
    }) as typeof write
    response.end = ((chunk: unknown, ...rest: unknown[]) => {
      keep(chunk)
      for (const callback of [chunk, ...rest]) if (typeof callback === 'function') callback()
      settle(true)
      return response
    }) as typeof end
  })
  delete request.headers['accept-encoding']
  render(request, response)
  const whole = await done
  Object.assign(response, { write, end, flushHeaders })
  if (encoding) request.headers['accept-encoding'] = encoding
  if (!whole) return null
  const body = Buffer.concat(chunks)
  const entry = entryOf(response, body)
  if (entry) await answer(request, response, entry)
  else response.end(body)
  return entry
}

function entryOf(response: ServerResponse, body: Buffer): Entry | null {
  const { 'set-cookie': given, ...headers } = response.getHeaders()
  const nonce = /'nonce-([\w+/=]+)'/.exec(String(headers['content-security-policy']))?.[1]
  const isPage = response.statusCode === 200 && String(headers['content-type']).startsWith('text/html')
  const onlyLocale = [given ?? []].flat().every((cookie) => String(cookie).startsWith(`${LOCALE_COOKIE}=`))
  if (!nonce || !isPage || !onlyLocale || response.headersSent) return null
  return { bytes: body.length, headers, parts: body.toString('utf8').split(nonce), nonce }
}

async function answer(request: IncomingMessage, response: ServerResponse, { headers, parts, nonce }: Entry): Promise<void> {
  const own = Buffer.from(randomUUID()).toString('base64')
  for (const [name, value] of Object.entries(headers)) {
    const renewed = [value ?? []].flat().map((one) => String(one).replaceAll(nonce, own))
    response.setHeader(name, Array.isArray(value) ? renewed : (renewed[0] ?? ''))
  }
  response.removeHeader('set-cookie')
  const locale = (request.url ?? '').split(/[/?]/)[1]
  if (cookiesOf(request)[LOCALE_COOKIE] !== locale)
    response.setHeader('set-cookie', `${LOCALE_COOKIE}=${locale}; Path=/; Max-Age=31536000; SameSite=lax`)
  const page = parts.join(own)
  const zipped = /\bgzip\b/.test(String(request.headers['accept-encoding']))
  if (zipped) response.setHeader('content-encoding', 'gzip')
  const body = zipped ? await compress(page, { level: GZIP_LEVEL }) : Buffer.from(page)
  response.setHeader('content-length', body.length)
  response.end(body)
}
