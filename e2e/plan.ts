import { violationsOn } from './axe'
import { expect, type Page } from './fixtures'
import type { Mailbox } from './mailbox'

type Say = (words: { zh: string; en: string }) => string | RegExp

/** The day so many days from now, as a form takes it. */
export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Fills the form of an activity: 19:00 to 21:00 on `day`, twelve places. */
export async function fillPlan(page: Page, title: { zh: string; en: string }, day: string) {
  await page.locator('[name="titles.zh"]').fill(title.zh)
  await page.locator('[name="titles.en"]').fill(title.en)
  await page.locator('[name="kindCode"][value="LEARN"]').check()
  await page.locator('input[type="date"]').first().fill(day)
  await page.locator('input[type="time"]').first().fill('19:00')
  await page.locator('input[type="date"]').nth(1).fill(day)
  await page.locator('input[type="time"]').nth(1).fill('21:00')
  await page.locator('[name="capacity"]').fill('12')
}

export async function chooseVenue(page: Page, say: Say, name: string) {
  const change = page.getByRole('button', { name: say({ zh: '换一个', en: 'Change' }) })
  if (await change.isVisible()) await change.click()
  await page.locator('#venue-search').fill(name)
  await page.getByRole('button', { name }).first().click()
  await expect(change).toBeVisible()
}

/** What a clock in Shanghai shows some minutes from now. */
export function clock(minutes: number): { date: string; time: string } {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(Date.now() + minutes * 60_000),
  )
  const [date = '', time = ''] = text.split(' ')
  return { date, time }
}

/** The secretary publishes an activity that starts in twenty minutes; its workspace's address and its public page's. */
export async function publishSoon(page: Page, path: (route: string) => string, say: Say, title: string) {
  await page.goto(path('/organize'))
  await page.locator('a[href$="/activities/new"]').first().click()
  await page.locator('[name="titles.zh"]').fill(title)
  await page.locator('[name="titles.en"]').fill(title)
  await page.locator('[name="kindCode"][value="LEARN"]').check()
  const dates = page.locator('input[type="date"]')
  const times = page.locator('input[type="time"]')
  const [starts, ends] = [clock(20), clock(140)]
  await dates.nth(0).fill(starts.date)
  await times.nth(0).fill(starts.time)
  await dates.nth(1).fill(ends.date)
  await times.nth(1).fill(ends.time)
  await page.locator('[name="mode"][value="onsite"]').check()
  const change = page.getByRole('button', { name: say({ zh: '换一个', en: 'Change' }) })
  if (await change.isVisible()) await change.click()
  await page.locator('[name="place.zh"]').fill('河边的亭子')
  await page.locator('[name="audience"][value="public"]').check()
  await page.getByRole('button', { name: say({ zh: '存为草稿', en: 'Save as draft' }) }).click()
  await expect(page).toHaveURL(/\/organize\/activities\/[0-9a-f-]{36}$/)
  await page.getByRole('button', { name: say({ zh: '发布', en: 'Publish' }), exact: true }).click()
  await expect(page.getByText(say({ zh: '已发布', en: 'Published' }), { exact: true })).toBeVisible()
  const workspace = new URL(page.url()).pathname
  const shown = await page.locator('header a[href*="/activities/"]:not([href*="organize"])').first().getAttribute('href')
  return { workspace, shown: shown ?? '' }
}

/** Signs somebody new in by a mailed code and gives her a name. */
export async function joinAs(page: Page, mailbox: Mailbox, path: (route: string) => string, say: Say, address: string, name: string) {
  await page.goto(path('/sign-in'))
  await page.getByLabel(say({ zh: '邮箱', en: 'E-mail' }), { exact: true }).fill(address)
  await page.getByRole('button', { name: say({ zh: '发送验证码', en: 'Send the code' }) }).click()
  const { code } = await mailbox.latest(address)
  await page.getByLabel(say({ zh: '六位验证码', en: 'Six-digit code' })).fill(code ?? '')
  await page
    .locator('main')
    .getByRole('button', { name: say({ zh: '登录', en: 'Sign in' }), exact: true })
    .click()
  await page.getByLabel(say({ zh: '称呼', en: 'Name' }), { exact: true }).fill(name)
  await page.getByRole('button', { name: say({ zh: '就叫这个', en: 'That is me' }) }).click()
  await expect(page).not.toHaveURL(/sign-in/)
}

/** No violation on this page, in either theme: for those that axe's own walk does not come to. */
export async function expectAccessible(page: Page, within?: string) {
  expect(await violationsOn(page, within)).toEqual([])
}
