import { expect, test } from '../fixtures'

test('the bare address leads to a language, and an unknown page says so in it', async ({ page, path, say, request }) => {
  await page.goto('/')
  await expect(page).toHaveURL(new RegExp(`${path('/').replace(/\/$/, '')}$`))
  const lost = await page.goto(path('/no-such-page'))
  expect(lost?.status()).toBe(404)
  await expect(page.locator('h1')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', String(say({ zh: 'zh-CN', en: 'en' })))
  expect((await request.get('/fr/groups')).status()).toBe(404)
})

test('the process says that it lives and that it is ready', async ({ request }) => {
  expect(await (await request.get('/api/healthz')).json()).toEqual({ status: 'ok' })
  expect(await (await request.get('/api/readyz')).json()).toEqual({ status: 'ready' })
})

test('pages carry a strict policy, and break none of it', async ({ page, path }) => {
  const broken: string[] = []
  page.on('console', (message) => /content security policy/i.test(message.text()) && broken.push(message.text()))
  page.on('pageerror', (error) => broken.push(error.message))
  for (const route of ['/', '/groups', '/venues', '/activities', '/sign-in']) {
    const answer = await page.goto(path(route))
    const policy = answer?.headers()['content-security-policy'] ?? ''
    expect(policy).toContain("'strict-dynamic'")
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-/)
    await page.waitForLoadState('networkidle')
  }
  expect(broken).toEqual([])
})

const values = [
  '',
  '%00',
  '-1',
  '99999999999999999999',
  '%E4%BD%A0%F0%9F%92%A5',
  "'%3B--",
  '%3Cscript%3E',
  '2026-13-45',
  'a'.repeat(300),
  '%25',
  '[]',
  'null',
  '../../etc',
]
const keys = [
  'q',
  'cursor',
  'page',
  'from',
  'to',
  'when',
  'day',
  'month',
  'district',
  'kind',
  'group',
  'venue',
  'language',
  'limit',
  'level',
  'category',
  'places',
  'past',
  'campaign',
  'type',
  'join',
  'error',
  'returnTo',
  'request',
]
const routes = [
  '',
  '/groups',
  '/venues',
  '/activities',
  '/sign-in',
  '/sign-in/code',
  '/sign-in/link',
  '/groups/x',
  '/groups/x/figures',
  '/venues/x',
  '/activities/x',
  '/check-in',
  '/check-in/x',
  '/set-up/x',
  '/admin/statistics',
  '/admin/statistics/rows',
  '/admin/outbox',
  '/me',
  '/organize/activities/x',
]
const doors = ['/api/v1/groups', '/api/v1/statistics', '/api/v1/activities/x/calendar.ics']

test('whatever is typed into an address, the server does not fail', async ({ request, path, signedInAs }) => {
  test.setTimeout(240_000)
  const admin = (await signedInAs('tang-yue')).request
  const failed: string[] = []
  let asked = 0
  const ask = async (url: string) => {
    const reader = /admin|me|organize|statistics/.test(url) ? admin : request
    const answer = await reader.get(url, { maxRedirects: 0 })
    asked++
    if (answer.status() >= 500) failed.push(`${answer.status()} ${url.slice(0, 120)}`)
  }
  for (const route of [...routes.map((route) => path(route)), ...doors]) {
    for (const [i, value] of values.entries())
      await ask(
        `${route}?${keys
          .map((key, k) => `${key}=${values[(i + k) % values.length]}`)
          .join('&')
          .slice(0, 7000)}&${keys[i]}=${value}`,
      )
    await ask(`${route}?${keys.map((key) => `${key}=a&${key}=b`).join('&')}`)
  }
  for (const odd of ['%00', '%E4%BD%A0', '%FF', 'a'.repeat(2000), '..%2F..', "'"])
    for (const room of ['groups', 'venues', 'activities', 'set-up', 'check-in', 'organize/activities']) await ask(path(`/${room}/${odd}`))
  expect(failed).toEqual([])
  expect(asked).toBeGreaterThan(300)
})

test('whatever is posted to a door, the server does not fail', async ({ request }) => {
  const failed: string[] = []
  for (const door of [
    '/api/auth/persona',
    '/api/auth/link',
    '/api/v1/groups',
    '/api/v1/statistics',
    '/api/auth/callback/x',
    '/api/auth/signout',
  ])
    for (const body of ['', '{', '[]', 'null', '{"key":{"a":1}}', `key=${'x'.repeat(5000)}`, 'locale=fr&returnTo=//evil.example'])
      for (const type of ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])
        for (const extra of [{}, { 'next-action': 'a'.repeat(42) }]) {
          const answer = await request.post(door, {
            data: Buffer.from(body),
            headers: { 'content-type': type, ...extra } as Record<string, string>,
            maxRedirects: 0,
          })
          if (answer.status() >= 500) failed.push(`${answer.status()} ${door} ${type} ${body.slice(0, 40)}`)
        }
  expect(failed).toEqual([])
})
