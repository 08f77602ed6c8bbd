import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { cachedListener, cachePages } from './page-cache'

type Answer = { status: number; headers: IncomingMessage['headers']; body: string }
type Page = (request: IncomingMessage, response: ServerResponse, n: number) => void | Promise<void>

const nonceOf = ({ headers }: Answer) => /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? ''
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** Renders `<script nonce>n</script>`, each time with another nonce and the number of the rendering. */
const page: Page = (_, response, n) => {
  const nonce = Buffer.from(`rendering-${n}`).toString('base64')
  response.setHeader('content-security-policy', `script-src 'nonce-${nonce}'`)
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.write(`<script nonce="${nonce}">荟`)
  response.end(`${n}</script><script nonce="${nonce}"></script>`)
}

type Compression = () => (request: IncomingMessage, response: ServerResponse, next: () => void) => void
/** What Next itself puts before every page. */
const pack = (createRequire(import.meta.url)('next/dist/compiled/compression') as Compression)()

async function serving(render: Page = page) {
  const time = { now: 0 }
  let renderings = 0
  const next = (req: IncomingMessage, res: ServerResponse) => pack(req, res, () => void render(req, res, ++renderings))
  const server = createServer(cachedListener(next, () => time.now))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  const { port } = server.address() as AddressInfo
  const get = (path = '/en/groups', headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<Answer>((done, fail) => {
      const asked = request({ port, host: '127.0.0.1', path, method, headers }, (res) => {
        const chunks: Buffer[] = []
        res.on('data', (chunk) => chunks.push(chunk))
        res.on('end', () => {
          const body = Buffer.concat(chunks)
          const text = (res.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString()
          done({ status: res.statusCode ?? 0, headers: res.headers, body: text })
        })
      })
      asked.on('error', fail)
      asked.end()
    })
  /** Asks, and answers with what can be destroyed. */
  const leave = () => {
    const asked = request({ port, host: '127.0.0.1', path: '/en/groups' })
    asked.on('error', () => {})
    asked.end()
    return asked
  }
  return { get, leave, time, count: () => renderings }
}

describe('a public page', () => {
  it('is rendered once a second at most, and never shown when its rendering began a second ago', async () => {
    const { get, time, count } = await serving()
    await get()
    time.now = 999
    expect((await get()).body).toContain('荟1')
    time.now = 1000
    expect((await get()).body).toContain('荟2')
    expect(count()).toBe(2)
  })

  it('carries a nonce of its own each time, in its policy and in its body, and none of the rendering', async () => {
    const { get } = await serving()
    const answers = [await get(), await get(), await get()]
    expect(new Set(answers.map(nonceOf)).size).toBe(3)
    for (const answer of answers) {
      expect(answer.body.match(/nonce="([^"]+)"/g)).toEqual([`nonce="${nonceOf(answer)}"`, `nonce="${nonceOf(answer)}"`])
      expect(JSON.stringify(answer)).not.toContain(Buffer.from('rendering-1').toString('base64'))
    }
  })

  it('is rendered once for all who ask while it is being rendered', async () => {
    const waiting: (() => void)[] = []
    const { get, count } = await serving((req, res, n) => void waiting.push(() => page(req, res, n)))
    const asked = Array.from({ length: 20 }, () => get())
    while (waiting.length === 0) await new Promise(setImmediate)
    waiting[0]?.()
    const bodies = (await Promise.all(asked)).map(({ body }) => body.includes('荟1'))
    expect({ all: bodies.every(Boolean), count: count() }).toEqual({ all: true, count: 1 })
  })

  it('comes whole when it is long, to a renderer that waits for the drain', async () => {
    const long = 'x'.repeat(500_000)
    const { get } = await serving(async (_, response) => {
      response.setHeader('content-security-policy', "script-src 'nonce-abc'")
      response.setHeader('content-type', 'text/html')
      for (let i = 0; i < 3; i++) if (!response.write(long)) await new Promise((drained) => response.once('drain', drained))
      response.end()
    })
    expect((await get()).body).toHaveLength(3 * long.length)
    expect((await get()).body).toHaveLength(3 * long.length)
  })

  it('is still there for who waits when who asked first has left', async () => {
    const waiting: (() => void)[] = []
    const { get, leave, count } = await serving((req, res, n) => void waiting.push(() => page(req, res, n)))
    const first = leave()
    while (waiting.length === 0) await new Promise(setImmediate)
    const second = get()
    first.destroy()
    await new Promise((done) => first.once('close', done))
    waiting[0]?.()
    expect([(await second).body.includes('荟1'), count()]).toEqual([true, 1])
  })

  it('comes packed to who can unpack it, whole to who cannot', async () => {
    const { get } = await serving()
    const packed = await get('/en/groups', { 'accept-encoding': 'gzip, br' })
    expect([packed.headers['content-encoding'], packed.body.includes('荟1')]).toEqual(['gzip', true])
    const refused = await get('/en/groups', { 'accept-encoding': 'gzip;q=0, identity' })
    expect(refused.headers['content-encoding']).toBeUndefined()
    const plain = await get()
    expect([plain.headers['content-encoding'], plain.body.includes('荟1')]).toEqual([undefined, true])
  })

  it.each([
    ['another address', '/en/groups?q=x', {}],
    ['another theme', '/en/groups', { cookie: 'hui.theme=dark' }],
    ['large type', '/en/groups', { cookie: 'hui.type=large' }],
    ['another host', '/en/groups', { host: 'elsewhere.example' }],
    ['WeChat', '/en/groups', { 'user-agent': 'MicroMessenger/8' }],
  ])('is another page for %s', async (_, path, headers) => {
    const { get, count } = await serving()
    await get()
    await get(path, headers as Record<string, string>)
    expect(count()).toBe(2)
  })

  it('remembers the language of who has none, and of nobody else', async () => {
    const { get } = await serving()
    expect((await get()).headers['set-cookie']).toEqual([expect.stringMatching(/^hui\.locale=en;/)])
    expect((await get('/en/groups', { cookie: 'hui.locale=en' })).headers['set-cookie']).toBeUndefined()
  })

  it('makes room when too many are kept', async () => {
    const { get, count } = await serving()
    for (let i = 0; i < 210; i++) await get(`/en/groups?page=${i}`)
    await get('/en/groups?page=0')
    await get('/en/groups?page=209')
    expect(count()).toBe(211)
  })
})

describe('what is nobody else’s', () => {
  it.each([
    ['a session', '/en/groups', { cookie: 'a=b; next-auth.session-token=x' }, 'GET'],
    ['a secure session', '/en/groups', { cookie: '__Secure-next-auth.session-token=x' }, 'GET'],
    ['a robot', '/en/groups', { 'user-agent': 'Mozilla/5.0 (compatible; Baiduspider/2.0)' }, 'GET'],
    ['an authorization', '/en/groups', { authorization: 'Bearer x' }, 'GET'],
    ['a page in parts', '/en/groups', { rsc: '1' }, 'GET'],
    ['a prefetch', '/en/groups', { 'next-router-prefetch': '1' }, 'GET'],
    ['a form', '/en/groups', {}, 'POST'],
    ['my pages', '/en/me', {}, 'GET'],
    ['an invitation', '/en/invitations/abc', {}, 'GET'],
    ['signing in', '/en/sign-in', {}, 'GET'],
    ['the API', '/api/v1/groups', {}, 'GET'],
  ])('%s is rendered each time', async (_, path, headers, method) => {
    const { get, count } = await serving()
    await get(path, headers as Record<string, string>, method)
    await get(path, headers as Record<string, string>, method)
    expect(count()).toBe(2)
  })

  it.each<[string, Page]>([
    ['an error', (req, res, n) => page(req, Object.assign(res, { statusCode: 500 }), n)],
    ['a redirect', (_, res) => void res.writeHead(307, { location: '/en' }).end()],
    ['a cookie of its own', (req, res, n) => page(req, res.setHeader('set-cookie', 'mine=1'), n)],
    ['no policy', (_, res) => void res.setHeader('content-type', 'text/html').end('bare')],
    ['no page', (_, res) => void res.setHeader('content-type', 'application/json').end('{}')],
  ])('%s is passed on as it came, and rendered again', async (_, render) => {
    const { get, count } = await serving(render)
    const [first, second] = [await get(), await get()]
    expect(second.status).toBe(first.status)
    expect(count()).toBe(2)
  })
})

it('stands before a server once', async () => {
  let rendered = 0
  const server = createServer((req, res) => void page(req, res, ++rendered))
  cachePages(server, () => 0)
  cachePages(server, () => 0)
  expect(server.listenerCount('request')).toBe(1)
})
