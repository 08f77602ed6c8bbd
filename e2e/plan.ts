import { expect, type Page } from './fixtures'

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
