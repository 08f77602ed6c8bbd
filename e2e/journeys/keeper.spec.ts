import { expect, test } from '../fixtures'
import { chooseVenue, expectAccessible, fillPlan, inDays } from '../plan'

const venue = { zh: '听松书房', en: 'Tingsong Reading House' }

test('journey 6: two requests overlap; the keeper accepts one and offers the other another space, which is taken in one tap', async ({
  signedInAs,
  path,
  say,
  lang,
}) => {
  test.setTimeout(180_000)
  const mark = Date.now().toString(36).slice(-6)
  const day = inDays(40 + (Date.now() % 300))
  const organizer = await signedInAs('zhao-ming')
  const plan = async (name: string) => {
    await organizer.goto(path('/organize'))
    await organizer.locator('a[href$="/activities/new"]').first().click()
    await fillPlan(organizer, { zh: name, en: name }, day)
    await organizer.locator('[name="mode"][value="onsite"]').check()
    await chooseVenue(organizer, say, lang === 'en' ? venue.en : venue.zh)
    const spaces = organizer.locator('[name="spaceId"]')
    await spaces.selectOption({ index: 1 })
    await organizer.getByRole('button', { name: say({ zh: '存为草稿', en: 'Save as draft' }) }).click()
    await expect(organizer).toHaveURL(/\/organize\/activities\/[0-9a-f-]{36}$/, { timeout: 30_000 })
    await expect(organizer.getByText(say({ zh: /等阵地答复/, en: /has not answered yet/ }))).toBeVisible()
    return organizer.url()
  }
  const names = [`预约甲${mark}`, `预约乙${mark}`] as const
  await plan(names[0])
  const second = await plan(names[1])

  const keeper = await signedInAs('wu-qi')
  await keeper.goto(path('/organize'))
  await keeper.locator('a[href*="/organize/venues/"]').first().click()
  const request = (name: string) => keeper.getByRole('listitem').filter({ has: keeper.getByText(name) })
  await expect(request(names[1]).getByText(say({ zh: /同一时段还有/, en: /In the same hours/ }))).toBeVisible()
  await expectAccessible(keeper)
  await request(names[0])
    .getByRole('button', { name: say({ zh: '同意', en: 'Accept' }), exact: true })
    .click()
  await expect(request(names[0])).toHaveCount(0)
  // The database would refuse both: the other cannot be accepted any more.
  await request(names[1])
    .getByRole('button', { name: say({ zh: '同意', en: 'Accept' }), exact: true })
    .click()
  await expect(request(names[1]).getByRole('alert')).toBeVisible()
  await request(names[1])
    .getByRole('button', { name: say({ zh: '改用另一个空间', en: 'Offer another space' }) })
    .click()
  await keeper.getByRole('dialog').locator('select').selectOption({ index: 1 })
  await keeper
    .getByRole('dialog')
    .getByRole('button', { name: say({ zh: '提供这个空间', en: 'Offer this space' }) })
    .click()
  // While the question is open the list behind it is hidden: only afterwards is it answered.
  await expect(keeper.getByRole('dialog')).toHaveCount(0)
  await expect(request(names[1])).toHaveCount(0)

  await organizer.goto(second)
  await organizer.getByRole('button', { name: say({ zh: /^接受/, en: /^Accept/ }) }).click()
  await expect(organizer.getByText(say({ zh: /已预约。/, en: /is booked\./ }))).toBeVisible()
  await keeper.goto(`${keeper.url().replace(/\/$/, '')}/week?week=${day}`)
  // Both stand in the week, each in its own space, and on the day's sheet.
  for (const name of names) {
    await expect(keeper.locator('section[aria-labelledby="week"]').getByText(name)).toBeVisible()
    await expect(keeper.getByRole('table').getByText(name)).toBeVisible()
  }
  await expectAccessible(keeper)
})
