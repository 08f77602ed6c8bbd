import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '../fixtures'

/** Journey 1 of product.md, on a phone. */
test.use({ contextOptions: { viewport: { width: 390, height: 844 } } })

const club = { zh: '读书会：从一本薄书开始', en: 'Book club: starting with a thin one' }
const words = {
  week: { zh: '本周', en: 'This week' },
  evenings: { zh: '晚上', en: 'Evenings' },
  go: { zh: '我要参加', en: 'I’m going' },
  going: { zh: '已报名', en: 'You’re going' },
  join: { zh: /^排候补/, en: /^Join waitlist/ },
  first: { zh: '候补第 1 位', en: '1st on the waitlist' },
  cancel: { zh: '取消报名', en: 'Cancel RSVP' },
  calendar: { zh: '加入日历', en: 'Add to calendar' },
  threeLeft: { zh: '还剩 3 个名额', en: '3 places left' },
  promoted: { zh: '轮到你了', en: 'You have a place' },
}

test('a member RSVPs with one tap, keeps the date, cancels; the first who waits moves up and is told', async ({
  signedInAs,
  mailbox,
  path,
  say,
}) => {
  test.setTimeout(180_000)
  const panel = (page: Page) => page.locator('[data-state]')
  const panelSays = (page: Page, text: string | RegExp) => expect(panel(page).getByText(text, { exact: true })).toBeVisible()
  const tap = (page: Page, name: string | RegExp) => panel(page).getByRole('button', { name }).click()

  // "This week, evening": the book club has 3 of 30 places left.
  const lin = await signedInAs('lin-zhixia')
  await lin.goto(path('/activities'))
  await lin.getByRole('link', { name: say(words.week), exact: true }).click()
  await expect(lin).toHaveURL(/when=week/)
  await lin.getByRole('link', { name: say(words.evenings), exact: true }).click()
  await expect(lin).toHaveURL(/when=week.*part=evening/)
  await expect(lin.getByRole('link', { name: say(words.evenings), exact: true })).toHaveAttribute('aria-current', 'true')
  // The club is in three days: from Friday on these belong to the next week.
  const inThisWeek = await lin.getByRole('link', { name: say(club) }).count()
  if (inThisWeek === 0) await lin.getByRole('link', { name: say(words.week), exact: true }).click()
  await lin
    .getByRole('link', { name: say(club) })
    .first()
    .click()
  await expect(lin.getByRole('heading', { level: 1 })).toHaveText(say(club))
  await panelSays(lin, say(words.threeLeft))
  const address = new URL(lin.url()).pathname

  // One tap, nothing retyped; the panel stands where the tab bar was, and nothing scrolls sideways.
  await tap(lin, say(words.go))
  await panelSays(lin, say(words.going))
  await expect(lin.locator('.tabbar')).toBeHidden()
  expect(await lin.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

  // The calendar file.
  const download = lin.waitForEvent('download')
  await lin
    .getByRole('link', { name: say(words.calendar) })
    .last()
    .click()
  const ics = await readFile(await (await download).path(), 'utf8')
  expect(ics).toContain('BEGIN:VEVENT')
  expect(ics.replace(/\r?\n[ \t]/g, '')).toContain(String(say(club)).slice(0, 6))
  await lin.goto(path('/me'))
  await expect(lin.getByRole('link', { name: say(club) }).first()).toBeVisible()

  // Two more take the last places; the next one waits first in line.
  const others = [await signedInAs('anna-keller'), await signedInAs('gu-heng')]
  for (const page of others) {
    await page.goto(address)
    await tap(page, say(words.go))
    await panelSays(page, say(words.going))
  }
  const wu = await signedInAs('wu-qi')
  await wu.goto(address)
  await tap(wu, say(words.join))
  await panelSays(wu, say(words.first))

  // She cancels, asked once; he has the place in the same moment and a mail says so.
  await lin.goto(address)
  await tap(lin, say(words.cancel))
  await lin
    .getByRole('alertdialog')
    .getByRole('button', { name: say(words.cancel) })
    .click()
  await expect(panel(lin)).toHaveAttribute('data-state', 'full')
  await wu.reload()
  await panelSays(wu, say(words.going))
  const mail = await mailbox.latest('wu-qi@example.org', say({ zh: /轮到你了|You have a place/, en: /轮到你了|You have a place/ }))
  expect(mail.subject).toMatch(/读书会|Book club/)

  // The demo city is left as it was.
  for (const page of [wu, ...others]) {
    await page.goto(address)
    await tap(page, say(words.cancel))
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: say(words.cancel) })
      .click()
    await expect(panel(page)).toHaveAttribute('data-state', 'open')
  }
})
