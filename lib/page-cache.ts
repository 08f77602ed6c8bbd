import { randomUUID } from 'node:crypto'
import { type IncomingMessage, type OutgoingHttpHeaders, type RequestListener, type Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Writable } from 'node:stream'
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

type Rendered = { status: number; headers: OutgoingHttpHeaders; body: Buffer }
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
    const rendered = capture(render, request)
    const rendering: Rendering = { startedAt: arrivedAt, bytes: 0, entry: rendered.then(entryOf) }
    renderings.set(key, rendering)
    const entry = await rendering.entry
    if (entry) await answer(request, response, entry)
    else await send(request, response, await rendered)
    if (renderings.get(key) !== rendering) return
    if (!entry) return forget(key)
    rendering.bytes = entry.bytes
    bytes += entry.bytes
  }
}

/** Whom Next draws a page for otherwise: what they read stands in its head from the start. */
const isRobot = /bot|spider|crawl|google|lighthouse|preview|slurp|facebook|whatsapp|yandex|sogou|vkshare|tumblr|archiver|yeti/i

/** What a shared rendering depends on, or null where it is nobody's but the asker's. */
function keyOf(request: IncomingMessage): string | null {
  const { headers, url = '' } = request
  if (request.method !== 'GET' || headers.authorization || headers.rsc || headers.purpose || headers['next-action']) return null
  if (Object.keys(headers).some((name) => name.startsWith('next-router'))) return null
  if (!isPublic.test(url.split('?')[0] ?? '')) return null
  if (isRobot.test(headers['user-agent'] ?? '')) return null
  const cookies = cookiesOf(request)
  if (Object.keys(cookies).some((name) => /session|prerender|preview/.test(name))) return null
  const varying = [headers.host, headers['x-forwarded-host'], headers['x-forwarded-proto'], cookies['hui.theme'], cookies['hui.type']]
  return JSON.stringify([url, /MicroMessenger/i.test(headers['user-agent'] ?? ''), ...varying])
}

function cookiesOf({ headers }: IncomingMessage): Record<string, string> {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
  return Object.fromEntries(pairs.map(([name, ...value]) => [name, value.join('=')]))
}

/**
 * Renders into memory, unpacked, into a response that has no socket: whoever asked first may leave, those who wait are
 * still served.
 */
function capture(render: RequestListener, request: IncomingMessage): Promise<Rendered> {
  const encoding = request.headers['accept-encoding']
  const response = new ServerResponse(request)
  const chunks: Buffer[] = []
  const { write, end } = response
  const keep = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string))
  }
  response.write = ((...args: Parameters<typeof write>) => {
    keep(args[0])
    write.apply(response, args)
    // There is no socket whose drain would have to be waited for.
    return true
  }) as typeof write
  response.end = ((...args: Parameters<typeof end>) => {
    keep(args[0])
    return end.apply(response, args)
  }) as typeof end
  response.assignSocket(new Writable({ write: (_chunk, _encoding, done) => done() }) as unknown as Socket)
  delete request.headers['accept-encoding']
  return new Promise((settle) => {
    response.once('finish', () => {
      if (encoding) request.headers['accept-encoding'] = encoding
      response.emit('close')
      settle({ status: response.statusCode, headers: response.getHeaders(), body: Buffer.concat(chunks) })
    })
    render(request, response)
  })
}

const isPage = (headers: OutgoingHttpHeaders) => String(headers['content-type']).startsWith('text/html')

function entryOf({ status, headers: all, body }: Rendered): Entry | null {
  const { 'set-cookie': given, ...headers } = all
  const nonce = /'nonce-([\w+/=]+)'/.exec(String(headers['content-security-policy']))?.[1]
  const onlyLocale = [given ?? []].flat().every((cookie) => String(cookie).startsWith(`${LOCALE_COOKIE}=`))
  if (!nonce || status !== 200 || !isPage(headers) || !onlyLocale) return null
  return { bytes: body.length, headers, parts: body.toString('utf8').split(nonce), nonce }
}

function answer(request: IncomingMessage, response: ServerResponse, { headers, parts, nonce }: Entry): Promise<void> {
  const own = Buffer.from(randomUUID()).toString('base64')
  const renew = (value: unknown) => String(value).replaceAll(nonce, own)
  const renewed: OutgoingHttpHeaders = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.map(renew) : renew(value)]),
  )
  const locale = (request.url ?? '').split(/[/?]/)[1]
  if (cookiesOf(request)[LOCALE_COOKIE] !== locale)
    renewed['set-cookie'] = `${LOCALE_COOKIE}=${locale}; Path=/; Max-Age=31536000; SameSite=lax`
  return send(request, response, { status: 200, headers: renewed, body: Buffer.from(parts.join(own)) })
}

async function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Rendered): Promise<void> {
  response.statusCode = status
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value)
  const zipped = isPage(headers) && /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(request.headers['accept-encoding']))
  if (zipped) response.setHeader('content-encoding', 'gzip')
  const sent = zipped ? await compress(body, { level: GZIP_LEVEL }) : body
  response.setHeader('content-length', sent.length)
  response.end(sent)
}
