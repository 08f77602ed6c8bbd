import { expect, test } from '../fixtures'
import { chooseVenue, fillPlan, inDays } from '../plan'

/** The activity of a walk; a title of its own, so that the demo city's are left as they are. */
const titles = (note: string) => ({ zh: `端到端夜读 ${note}`, en: `End-to-end reading ${note}` })

test('the secretary plans, publishes, edits and duplicates an activity', async ({ signedInAs, visitor, path, say, lang }) => {
  const title = titles(`${lang} A`)
  const shown = lang === 'en' ? title.en : title.zh
  const page = await signedInAs('zhao-ming')
  await page.goto(path('/organize'))
  await page
    .getByRole('link', { name: say({ zh: '新建活动', en: 'New activity' }) })
    .first()
    .click()

  // What is missing is said at its field, and nothing typed is lost.
  await page.locator('[name="summaries.zh"]').fill('一句话')
  await page.getByRole('button', { name: say({ zh: '存为草稿', en: 'Save as draft' }) }).click()
  await expect(page.getByText(say({ zh: '中文或英文请至少填写一种。', en: 'Write it in Chinese or in English, or both.' }))).toBeVisible()
  await expect(page.locator('[name="summaries.zh"]')).toHaveValue('一句话')

  await fillPlan(page, title, inDays(20))
  await chooseVenue(page, say, lang === 'en' ? 'Linzhu Study Hall' : '临渚学堂')
  await page.getByRole('button', { name: say({ zh: '存为草稿', en: 'Save as draft' }) }).click()
  await expect(page.getByRole('heading', { level: 1, name: shown })).toBeVisible()
  await expect(page.getByText(say({ zh: '草稿', en: 'Draft' }), { exact: true })).toBeVisible()
  const workspace = page.url()

  // A draft is nobody's to see.
  const reader = await visitor()
  const publicPage = await page.getByRole('link', { name: say({ zh: '公开页面', en: 'Public page' }) }).getAttribute('href')
  expect((await reader.goto(publicPage as string))?.status()).toBe(404)

  await page.getByRole('button', { name: say({ zh: '发布', en: 'Publish' }), exact: true }).click()
  await expect(page.getByText(say({ zh: '已发布', en: 'Published' }), { exact: true })).toBeVisible()
  await reader.goto(publicPage as string)
  await expect(reader.getByRole('heading', { level: 1, name: shown })).toBeVisible()

  // Found while typing, in the language of the reader.
  await reader.goto(path('/activities'))
  await reader.locator('main input[type="search"]').fill(shown)
  await expect(reader).toHaveURL(/q=/)
  await expect(reader.getByRole('heading', { level: 3, name: shown })).toBeVisible()

  // The calendar file says the hour in UTC.
  const file = await reader.request.get(`/api/v1/activities/${publicPage?.split('/').at(-1)}/calendar.ics`)
  expect(await file.text()).toContain(`DTSTART:${inDays(20).replaceAll('-', '')}T110000Z`)

  // Edited by less than half an hour; more is a postponement.
  await page.locator('input[type="time"]').first().fill('19:20')
  await page.getByRole('button', { name: say({ zh: '保存', en: 'Save' }), exact: true }).click()
  await expect(page.getByText(say({ zh: '已保存。', en: 'Saved.' }))).toBeVisible()
  await page.locator('input[type="time"]').first().fill('20:30')
  await page.getByRole('button', { name: say({ zh: '保存', en: 'Save' }), exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: say({ zh: /延期/, en: /Postpone/ }) })).toBeVisible()
  await reader.goto(publicPage as string)
  await expect(reader.getByText(/19:20/).first()).toBeVisible()

  // Again next month: the same texts, four weeks on.
  await page.goto(workspace)
  await page.getByRole('button', { name: say({ zh: '再办一场', en: 'Duplicate' }) }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: say({ zh: '再办一场', en: 'Duplicate' }) })
    .click()
  await expect(page).not.toHaveURL(workspace)
  await expect(page.getByRole('heading', { level: 1, name: shown })).toBeVisible()
  await expect(page.locator('input[type="date"]').first()).toHaveValue(inDays(48))
  await expect(page.getByText(say({ zh: '草稿', en: 'Draft' }), { exact: true })).toBeVisible()
})

test('a flagged activity goes to the district, which asks for changes and then approves it', async ({
  signedInAs,
  visitor,
  path,
  say,
  lang,
}) => {
  const title = titles(`${lang} B`)
  const shown = lang === 'en' ? title.en : title.zh
  const page = await signedInAs('zhao-ming')
  await page.goto(path('/organize/groups/tingsong-readers-chapter/activities/new'))
  await fillPlan(page, title, inDays(25))
  await chooseVenue(page, say, lang === 'en' ? 'Linzhu Study Hall' : '临渚学堂')
  await page.getByLabel(say({ zh: '收费', en: 'A fee' })).check()
  await page.getByRole('button', { name: say({ zh: '存为草稿', en: 'Save as draft' }) }).click()
  await page.getByRole('button', { name: say({ zh: '提交审核', en: 'Send to review' }) }).click()
  await expect(page.getByText(say({ zh: '待审核', en: 'In review' }), { exact: true })).toBeVisible()
  const workspace = page.url()
  const publicPage = await page.getByRole('link', { name: say({ zh: '公开页面', en: 'Public page' }) }).getAttribute('href')

  // The district administrator of the venue's district sees it, why, and asks for a change.
  const district = await signedInAs('shen-lan')
  await district.goto(path('/organize'))
  const item = () => district.getByRole('article').filter({ has: district.getByRole('heading', { name: shown }) })
  await expect(item()).toContainText(say({ zh: '收费', en: 'A fee' }))
  await item()
    .getByText(say({ zh: '请对方修改', en: 'Ask for changes' }))
    .click()
  await item().locator('textarea').fill('费用怎么用？')
  await item()
    .getByRole('button', { name: say({ zh: '发送', en: 'Send' }) })
    .click()
  await expect(item()).toHaveCount(0)

  await page.goto(workspace)
  await expect(page.getByText('费用怎么用？')).toBeVisible()
  await page.getByRole('button', { name: say({ zh: '提交审核', en: 'Send to review' }) }).click()
  await expect(page.getByText(say({ zh: '待审核', en: 'In review' }), { exact: true })).toBeVisible()
  const reader = await visitor()
  expect((await reader.goto(publicPage as string))?.status()).toBe(404)

  await district.goto(path('/organize'))
  await item()
    .getByRole('button', { name: say({ zh: '通过并发布', en: 'Approve and publish' }) })
    .click()
  await expect(item()).toHaveCount(0)
  await reader.goto(publicPage as string)
  await expect(reader.getByRole('heading', { level: 1, name: shown })).toBeVisible()
})

test('what is not theirs stays closed to others, and addresses that make no sense show the list', async ({
  signedInAs,
  visitor,
  path,
  say,
}) => {
  const member = await signedInAs('lin-zhixia')
  expect((await member.goto(path('/organize/groups/tingsong-readers-chapter/activities/new')))?.status()).toBe(404)
  expect((await member.goto(path('/organize/activities/not-an-id')))?.status()).toBe(404)
  await member.goto(path('/organize'))
  await expect(member.getByText(say({ zh: '你还不是任何组织的负责人。', en: 'You are not an officer of any group yet.' }))).toBeVisible()
  const reader = await visitor()
  await reader.goto(path('/organize'))
  await expect(reader).toHaveURL(/sign-in\?returnTo=/)
  await reader.goto(path('/activities?when=never&from=2026-99-99&district=%27%3B&cursor=x&kind[]=1&q=%27%25'))
  await expect(reader.getByRole('heading', { level: 1, name: say({ zh: '活动', en: 'Activities' }) })).toBeVisible()
})
