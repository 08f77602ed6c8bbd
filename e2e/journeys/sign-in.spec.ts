import { expect, type Page, test } from '../fixtures'

let n = 0
/** A mailbox that no other test uses, without six digits in a row. */
const newAddress = (lang: string) => `ada-${lang.toLowerCase()}-${process.pid.toString(36)}-${(n++).toString(36)}@example.org`

const words = {
  email: { zh: '邮箱', en: 'E-mail' },
  send: { zh: '发送验证码', en: 'Send the code' },
  code: { zh: '六位验证码', en: 'Six-digit code' },
  enter: { zh: '登录', en: 'Sign in' },
  name: { zh: '称呼', en: 'Name' },
  saveName: { zh: '就叫这个', en: 'That is me' },
  signOut: { zh: '退出登录', en: 'Sign out' },
}
type Say = (words: { zh: string | RegExp; en: string | RegExp }) => string | RegExp

async function askFor(page: Page, say: Say, address: string, at: string) {
  await page.goto(at)
  await page.getByLabel(say(words.email), { exact: true }).fill(address)
  await page.getByRole('button', { name: say(words.send) }).click()
  await expect(page.getByLabel(say(words.code))).toBeVisible()
}

const typeCode = async (page: Page, say: Say, code: string) => {
  await page.getByLabel(say(words.code)).fill(code)
  await page
    .locator('main')
    .getByRole('button', { name: say(words.enter), exact: true })
    .click()
}

test('by code: a new person says a name, comes back to where she was, and signs out', async ({ page, path, say, lang, mailbox }) => {
  const address = newAddress(lang)
  await askFor(page, say, address, `${path('/sign-in')}?returnTo=${path('/groups')}`)
  const { code, subject } = await mailbox.latest(address)
  expect(subject).toContain(code)
  // As pasted from a mail, with spaces.
  await typeCode(page, say, ` ${code?.slice(0, 3)} ${code?.slice(3)} `)
  await page.getByLabel(say(words.name), { exact: true }).fill('Ada 爱达')
  await page.getByRole('button', { name: say(words.saveName) }).click()
  await expect(page).toHaveURL(new RegExp(`${path('/groups')}$`))
  await page.goto(path('/sign-in'))
  await expect(page.locator('main').getByText('Ada 爱达')).toBeVisible()
  const [session] = (await page.context().cookies()).filter(({ name }) => name.endsWith('next-auth.session-token'))
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  await page
    .locator('main')
    .getByRole('button', { name: say(words.signOut) })
    .click()
  await expect(page).toHaveURL(new RegExp(`${path()}$`))
  await page.goto(path('/sign-in'))
  await expect(page.getByText('Ada 爱达')).toHaveCount(0)
})

test('by link: a scanner opens it twice first, and the person still gets in, once', async ({
  page,
  visitor,
  request,
  path,
  say,
  lang,
  mailbox,
}) => {
  const address = newAddress(lang)
  await askFor(page, say, address, path('/sign-in'))
  const { link } = await mailbox.latest(address)
  const url = new URL(link ?? '').pathname + new URL(link ?? '').search
  for (let i = 0; i < 2; i++) {
    const scanned = await request.get(url)
    expect(scanned.status()).toBe(200)
    expect(scanned.headers()['set-cookie'] ?? '').not.toContain('session-token')
  }
  const elsewhere = await visitor()
  await elsewhere.goto(url)
  await elsewhere.getByRole('button', { name: address }).click()
  await expect(elsewhere.getByLabel(say(words.name), { exact: true })).toBeVisible()
  await page.goto(url)
  await expect(page.getByText(say({ zh: '这个链接已经用过或过期了', en: 'This link has been used or has expired' }))).toBeVisible()
})

test('a wrong code five times is spent; the link in the same mail still opens', async ({ page, path, say, lang, mailbox }) => {
  const address = newAddress(lang)
  await askFor(page, say, address, path('/sign-in'))
  const { code, link } = await mailbox.latest(address)
  const wrong = code === '111111' ? '222222' : '111111'
  await typeCode(page, say, '12')
  await expect(page.locator('.field-error')).toContainText(say({ zh: '请输入六位数字', en: 'Please type the six digits' }))
  for (let i = 0; i < 4; i++) {
    await typeCode(page, say, wrong)
    await expect(page.locator('.field-error')).toContainText(say({ zh: '验证码不对', en: 'That is not the code' }))
    await expect(page.getByLabel(say(words.code))).toHaveValue(wrong)
  }
  await typeCode(page, say, wrong)
  await expect(page.locator('.field-error')).toContainText(say({ zh: '已经错了五次', en: 'Five wrong tries' }))
  await typeCode(page, say, code ?? '')
  await expect(page.locator('.field-error')).toContainText(say({ zh: '已经错了五次', en: 'Five wrong tries' }))
  await page.goto(link ?? '')
  await page.getByRole('button', { name: address }).click()
  await expect(page.getByLabel(say(words.name), { exact: true })).toBeVisible()
})

test('by persona, with one click, back to where one was', async ({ page, path }) => {
  await page.goto(`${path('/sign-in')}?returnTo=${path('/groups')}`)
  await page.getByTestId('persona-anna-keller').click()
  await expect(page).toHaveURL(new RegExp(`${path('/groups')}$`))
  await page.goto(path('/sign-in'))
  await expect(page.locator('main').getByText(/Anna Keller[。.]/)).toBeVisible()
})

test('leads nowhere else: no other site, no foreign form, no persona from elsewhere', async ({ page, request, path, lang }) => {
  await page.goto(`${path('/sign-in')}?returnTo=//evil.example/`)
  await page.getByTestId('persona-lin-zhixia').click()
  await expect(page).toHaveURL(new RegExp(`${path()}$`))
  const form = { key: 'tang-yue', locale: lang }
  const foreign = await request.post('/api/auth/persona', { form, headers: { origin: 'https://evil.example' }, maxRedirects: 0 })
  expect(foreign.status()).toBe(403)
  const elsewhere = await request.post('/api/auth/persona', { form, headers: { 'x-forwarded-for': '203.0.113.9' }, maxRedirects: 0 })
  expect([elsewhere.status(), elsewhere.headers()['set-cookie']]).toEqual([409, undefined])
  const nobody = await request.post('/api/auth/persona', { form: { key: 'nobody' }, maxRedirects: 0 })
  expect(nobody.status()).toBe(409)
  const bad = await request.post('/api/auth/persona', { data: { key: ['x'] }, maxRedirects: 0 })
  expect(bad.status()).toBe(400)
})

test.describe('without JavaScript', () => {
  test.use({ contextOptions: { javaScriptEnabled: false } })

  test('the mailbox and the code are plain forms', async ({ visitor, path, say, lang, mailbox }) => {
    const address = newAddress(lang)
    const page = await visitor()
    await askFor(page, say, address, path('/sign-in'))
    await expect(page.getByText(address)).toBeVisible()
    expect(mailbox).toBeDefined()
  })
})
