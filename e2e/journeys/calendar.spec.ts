import { expect, test } from '../fixtures'
import { chooseVenue, expectAccessible, fillPlan, inDays } from '../plan'

/** Moves an activity of the secretary's by keyboard alone: a draft without a question, a published one after it. */
test('an organizer moves her activity in the calendar by keyboard, and takes it back', async ({ signedInAs, visitor, path, say, lang }) => {
  test.setTimeout(120_000)
  const title = { zh: `改期夜读 ${lang}`, en: `Moved reading ${lang}` }
  const shown = lang === 'en' ? title.en : title.zh
  const page = await signedInAs('zhao-ming')
  await page.goto(path('/organize/groups/tingsong-readers-chapter/activities/new'))
  await fillPlan(page, title, inDays(33))
  await chooseVenue(page, say, lang === 'en' ? 'Linzhu Study Hall' : '临渚学堂')
  await page.getByRole('button', { name: say({ zh: '存为草稿', en: 'Save as draft' }) }).click()
  await page.getByRole('button', { name: say({ zh: '发布', en: 'Publish' }), exact: true }).click()
  await expect(page.getByText(say({ zh: '已发布', en: 'Published' }), { exact: true })).toBeVisible()

  await page.goto(path(`/activities?view=calendar&group=tingsong-readers-chapter&span=list&on=${inDays(33)}`))
  const entry = page.getByRole('button', { name: shown }).or(page.getByRole('listitem').filter({ hasText: shown }).getByRole('button'))
  const dialog = page.getByRole('dialog')
  /** The calendar draws its entries anew after a move: pressed until the press meets one. */
  const open = async () => {
    await expect(dialog).toHaveCount(0)
    await expect(async () => {
      await entry.first().focus()
      await page.keyboard.press('Enter')
      await expect(dialog).toBeVisible({ timeout: 2000 })
    }).toPass({ timeout: 30_000 })
  }
  await open()
  await expect(dialog.getByRole('heading', { name: shown })).toBeVisible()

  // Fifteen minutes later is an edit.
  await dialog.getByLabel(say({ zh: '开始', en: 'Start' })).fill('19:15')
  await page.keyboard.press('Enter')
  await expect(page.getByText(say({ zh: /已改到.*19:15/, en: /Moved to .*19:15/ }))).toBeVisible()
  await page.getByRole('button', { name: say({ zh: '撤销', en: 'Undo' }) }).press('Enter')
  await expect(page.getByText(say({ zh: /已改到.*19:00/, en: /Moved to .*19:00/ }))).toBeVisible()

  // The next day is a postponement, and asks.
  await open()
  await dialog.getByLabel(say({ zh: '日期', en: 'Day' })).fill(inDays(34))
  await page.keyboard.press('Enter')
  await expect(dialog.getByText(say({ zh: /就是延期/, en: /is a postponement/ }))).toBeVisible()
  await dialog.getByRole('button', { name: say({ zh: '延期', en: 'Postpone' }) }).press('Enter')
  await expect(page.getByText(say({ zh: /已改到/, en: /Moved to/ }))).toBeVisible()
  await expect(dialog).toHaveCount(0)

  // Yesterday is refused with a sentence, and nothing moved.
  await page.goto(path(`/organize?view=calendar&span=list&on=${inDays(34)}`))
  await open()
  await expect(dialog.getByLabel(say({ zh: '日期', en: 'Day' }))).toHaveValue(inDays(34))
  await dialog.getByLabel(say({ zh: '日期', en: 'Day' })).fill(inDays(-1))
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText(say({ zh: '过去', en: 'in the past' }))

  // To others it is an entry that opens its page.
  const reader = await visitor()
  await reader.goto(path(`/activities?view=calendar&group=tingsong-readers-chapter&span=list&on=${inDays(34)}`))
  await reader
    .getByRole('button', { name: shown })
    .or(reader.getByRole('listitem').filter({ hasText: shown }).getByRole('button'))
    .first()
    .press('Enter')
  await expect(reader.getByRole('heading', { level: 1, name: shown })).toBeVisible()
})

test('the calendar breaks no content policy and no rule of axe, in each of its views', async ({ visitor, path }) => {
  test.setTimeout(120_000)
  const page = await visitor()
  const said: string[] = []
  page.on('console', (message) => /Content Security Policy/i.test(message.text()) && said.push(message.text()))
  for (const span of ['month', 'week', 'list']) {
    await page.goto(path(`/activities?view=calendar&span=${span}`))
    await expect(page.locator('main [aria-live="polite"]').first()).toBeAttached()
    await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
    await expectAccessible(page, 'main')
  }
  expect(said).toEqual([])
})
