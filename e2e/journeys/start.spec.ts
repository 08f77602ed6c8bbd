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
