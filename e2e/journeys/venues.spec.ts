import sharp from 'sharp'
import { expect, test } from '../fixtures'
import { chooseVenue, expectAccessible, fillPlan, inDays } from '../plan'

const kept = '/venues/tingsong-reading-house'
const venue = { zh: '听松书房', en: 'Tingsong Reading House' }

test('the directory is narrowed in the address, by map and by list alike, and cleared again', async ({ visitor, path, say }) => {
  const page = await visitor()
  const count = page.locator('#results > p').first()
  await page.goto(path('/venues'))
  await expect(count).toHaveText(say({ zh: /^1\d\d 处阵地$/, en: /^1\d\d venues$/ }))
  const all = (await count.textContent()) ?? ''
  await page.getByRole('link', { name: say({ zh: '地图', en: 'Map' }), exact: true }).click()
  await expect(page).toHaveURL(/view=map/)
  await expectAccessible(page)

  // The field of the map and the line of the list say the same number, and open the same venues.
  const line = page
    .getByRole('list', { name: say({ zh: '各区的阵地', en: 'Venues by district' }) })
    .getByRole('link', { name: say({ zh: /^西湖区\s*\d+$/, en: /^Xihu\s*\d+$/ }) })
  const n = /\d+$/.exec((await line.textContent()) ?? '')?.[0]
  const field = page.getByRole('link', { name: say({ zh: `西湖区，${n} 处阵地`, en: `Xihu, ${n} venues` }) })
  const address = await line.getAttribute('href')
  expect(await field.getAttribute('href')).toBe(address)
  await field.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/district=330106/)
  await expect(count).toContainText(say({ zh: `${n} 处阵地`, en: `${n} venues` }))
  await expect(page.getByRole('heading', { level: 2, name: say(venue), exact: true })).toBeVisible()
  await expectAccessible(page)

  // Results follow while one types, and the filters stand in the address.
  await page.getByRole('searchbox', { name: say({ zh: '搜索阵地', en: 'Search venues' }) }).fill('zzzz')
  await expect(page).toHaveURL(/view=map.*|q=zzzz.*/)
  await expect(page).toHaveURL(/q=zzzz/)
  await page.getByRole('link', { name: say({ zh: '清除筛选', en: 'Clear filters' }) }).click()
  await expect(count).toHaveText(all)
  await page.goto(path('/venues?level=NATIONAL&facility=step_free'))
  await expect(page.getByRole('checkbox', { name: say({ zh: '无障碍通道', en: 'Step-free' }) })).toBeChecked()
  await page.getByRole('checkbox', { name: say({ zh: '现在开放', en: 'Open now' }) }).check()
  await expect(page).toHaveURL(/open=1/)
})

test('a keeper shows her venue: photos with words, in her order, without what the camera wrote', async ({
  signedInAs,
  visitor,
  path,
  say,
  lang,
}) => {
  test.setTimeout(120_000)
  const mark = `${lang}${Date.now().toString(36).slice(-5)}`
  const keeper = await signedInAs('wu-qi')
  await keeper.goto(path('/organize'))
  // Whether or not something waits, the desk leads to the venues she keeps.
  await keeper
    .getByRole('heading', { level: 3 })
    .getByRole('link', { name: say(venue), exact: true })
    .click()
  await keeper.getByRole('link', { name: say({ zh: '照片', en: 'Photos' }), exact: true }).click()
  await expect(keeper).toHaveURL(/\/photos$/)
  const photos = keeper.getByTestId('photo')
  const before = await photos.count()
  const picture = (background: string) =>
    sharp({ create: { width: 640, height: 480, channels: 3, background } })
      .jpeg()
      .withExif({ IFD0: { Artist: 'canary-artist' } })
      .toBuffer()
  await keeper.locator('input[type="file"]').setInputFiles([
    { name: 'hall.jpg', mimeType: 'image/jpeg', buffer: await picture('#3a7') },
    { name: 'garden.jpg', mimeType: 'image/jpeg', buffer: await picture('#73a') },
  ])
  await expect(photos).toHaveCount(before + 2)
  const save = keeper.getByRole('button', { name: say({ zh: '保存照片', en: 'Save the photos' }) })
  await save.click()
  await expect(
    photos.nth(before).getByText(say({ zh: '中文或英文请至少填写一种。', en: 'Write it in Chinese or in English, or both.' })),
  ).toBeVisible()
  for (const [i, words] of [`大厅${mark}`, `院子${mark}`].entries()) {
    await photos
      .nth(before + i)
      .locator('input[lang="zh-CN"]')
      .fill(words)
    await photos
      .nth(before + i)
      .getByRole('checkbox')
      .check()
  }
  await expectAccessible(keeper)
  // Taking one away can be undone.
  await keeper.getByRole('button', { name: say({ zh: `移除照片 ${before + 1}`, en: `Remove photo ${before + 1}` }) }).click()
  await expect(photos).toHaveCount(before + 1)
  await keeper.getByRole('button', { name: say({ zh: '撤销', en: 'Undo' }) }).click()
  await expect(photos).toHaveCount(before + 2)
  // The second becomes the face.
  for (let n = before + 2; n > 1; n--)
    await keeper.getByRole('button', { name: say({ zh: `把照片 ${n} 前移`, en: `Move photo ${n} forward` }) }).click()
  await save.click()
  await expect(keeper.getByText(say({ zh: /已保存，/, en: /^Saved\./ }))).toBeVisible()

  const page = await visitor()
  await page.goto(path(kept))
  const face = page
    .getByRole('list', { name: say({ zh: '阵地照片', en: 'Photos of the venue' }) })
    .getByRole('img')
    .first()
  await expect(face).toHaveAttribute('alt', `院子${mark}`)
  await expect.poll(() => face.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
  const answer = await page.request.get((await face.getAttribute('src')) ?? '')
  expect(answer.headers()['content-type']).toBe('image/webp')
  expect((await answer.body()).includes('canary')).toBe(false)
  await expectAccessible(page)
  await page.goto(path(`/venues?q=${encodeURIComponent(venue.zh)}`))
  await expect(page.getByRole('img', { name: `院子${mark}` })).toBeVisible()
})

test('the week is one day on a phone and seven on a desk, and goes to paper; the plan form knows what is taken', async ({
  signedInAs,
  visitor,
  path,
  say,
}) => {
  test.setTimeout(120_000)
  const day = inDays(700 + (Date.now() % 300))
  const mark = Date.now().toString(36).slice(-6)
  const keeper = await signedInAs('wu-qi')
  await keeper.goto(path(`/organize${kept}/week?week=${day}`))
  await keeper.getByRole('button', { name: say({ zh: '占用时段', en: 'Block hours' }) }).click()
  const dialog = keeper.getByRole('dialog')
  await dialog.getByLabel(say({ zh: '用途', en: 'Why' })).fill(`地板打蜡${mark}`)
  await dialog.getByRole('button', { name: say({ zh: '占用', en: 'Block' }), exact: true }).click()
  await expect(keeper.getByRole('table').getByText(`地板打蜡${mark}`)).toBeVisible()
  await expectAccessible(keeper)
  // On paper the sheet of the day stands without the app around it.
  await keeper.evaluate(() => {
    document.documentElement.dataset.print = 'day'
  })
  await keeper.emulateMedia({ media: 'print' })
  await expect(keeper.getByRole('table').getByText(`地板打蜡${mark}`)).toBeVisible()
  for (const gone of [keeper.locator('#week'), keeper.locator('header.top, .top').first(), keeper.getByRole('button')])
    await expect(gone.first()).toBeHidden()

  const page = await visitor()
  await page.goto(path(`${kept}?week=${day}`))
  const days = page.locator('section[aria-labelledby="week"] ol > li')
  await expect(days.filter({ visible: true })).toHaveCount(7)
  // Everybody learns that it is taken, not why.
  await expect(days.filter({ hasText: say({ zh: '已占用', en: 'Taken' }) as string })).toHaveCount(1)
  await expect(page.getByText(mark)).toHaveCount(0)
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(days.filter({ visible: true })).toHaveCount(1)
  await expect(days.filter({ visible: true }).getByText('19:00–21:00')).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await expectAccessible(page)
  await page.emulateMedia({ media: 'print' })
  await expect(days.filter({ visible: true })).toHaveCount(7)
  await expect(page.getByText('19:00–21:00').first()).toBeVisible()

  const organizer = await signedInAs('zhao-ming')
  await organizer.goto(path('/organize'))
  await organizer.locator('a[href$="/activities/new"]').first().click()
  await fillPlan(organizer, { zh: `打蜡那天${mark}`, en: `Waxing day ${mark}` }, day)
  await organizer.locator('[name="mode"][value="onsite"]').check()
  await chooseVenue(organizer, say, say(venue) as string)
  await organizer.locator('[name="spaceId"]').selectOption({ index: 1 })
  await expect(organizer.getByText(say({ zh: '这一天已被占用：19:00–21:00。', en: 'Taken on that day: 19:00–21:00.' }))).toBeVisible()
})
