import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import { expect, type Page, test } from '../fixtures'
import { expectAccessible, joinAs, publishSoon } from '../plan'

/** Journey 10 of product.md. */
test('a member takes her data along and erases herself; totals stay and her name is gone', async ({
  signedInAs,
  visitor,
  mailbox,
  path,
  say,
  lang,
}) => {
  test.setTimeout(240_000)
  const name = `柳依依${Date.now() % 100_000}`
  const address = `liu-${lang.toLowerCase()}-${Date.now().toString(36).replace(/\d/g, 'x')}@example.org`
  const title = `告别读书会 ${Date.now()}`

  // She joins, comes, and is ticked.
  const secretary = await signedInAs('zhao-ming')
  const { workspace, shown } = await publishSoon(secretary, path, say, title)
  const she = await visitor()
  await joinAs(she, mailbox, path, say, address, name)
  await she.goto(shown)
  await she.getByRole('button', { name: say({ zh: '我要参加', en: /I.m going/ }) }).click()
  await expect(she.getByText(say({ zh: '已报名', en: /You.re going/ })).first()).toBeVisible()
  await secretary.goto(`${workspace}/door`)
  await secretary.getByRole('button', { name: say({ zh: `为${name}签到`, en: `Check in ${name}` }) }).click()
  await expect(secretary.getByTestId('present')).toHaveText('1')

  // Her copy: a ZIP with a text in her language, and her attendance with how it is known.
  await she.goto(path('/me/settings'))
  await she.getByRole('link', { name: say({ zh: '我的数据', en: 'My data' }), exact: true }).click()
  const download = she.waitForEvent('download')
  await she.getByRole('button', { name: say({ zh: '下载我的数据', en: 'Download my data' }) }).click()
  const files = unzipSync(new Uint8Array(await readFile(await (await download).path())))
  const text = (file: string) => strFromU8(files[file] ?? new Uint8Array())
  expect(text('README.txt')).toMatch(say({ zh: /与你有关的全部数据/, en: /Everything that .+ keeps about you/ }))
  expect(JSON.parse(text('profile.json'))).toMatchObject([{ displayName: name, email: address }])
  expect(JSON.parse(text('attendances.json'))).toMatchObject([{ activity: title, source: 'roster', grade: 'witnessed' }])
  expect(text('attendances.csv')).toContain(title)
  expect(JSON.parse(text('check_in_entries.json'))).toHaveLength(1)

  // What everybody's totals are before.
  const admin = await signedInAs('tang-yue')
  const totals = async () => {
    await admin.goto(path('/admin/statistics'))
    return admin.locator('main dl').first().textContent()
  }
  const before = await totals()

  // She erases herself: plain words, one word to type, done at once.
  await she.goto(path('/me/data'))
  await she.locator('main section a[href$="/me/data/erase"].btn').click()
  const erase = she.getByRole('button', { name: say({ zh: '注销我的账号', en: 'Erase my account' }) })
  await expect(async () => {
    await erase.click()
    await expect(she.locator('.field-error')).toBeVisible({ timeout: 5000 })
  }).toPass({ timeout: 30_000 })
  await she.locator('#sure').fill(say({ zh: '注销', en: 'Erase' }) as string)
  await erase.click()
  await expect(she).toHaveURL(/\/goodbye$/, { timeout: 30_000 })
  await expectAccessible(she)
  await she.goto(path('/me'))
  await expect(she).toHaveURL(/sign-in/)

  // Past totals stand; her name is nowhere.
  expect(await totals()).toBe(before)
  await secretary.goto(`${workspace}/door`)
  await expect(secretary.getByTestId('present')).toHaveText('1')
  const nowhere = async (page: Page, address: string) => {
    await page.goto(address)
    await expect(page.locator('main h1').first()).toBeVisible()
    expect(await page.content(), address).not.toContain(name)
  }
  for (const tab of ['', '/people', '/door', '/recap']) await nowhere(secretary, workspace + tab)
  await nowhere(secretary, shown)
  await nowhere(admin, path(`/admin/outbox?to=${encodeURIComponent(address)}`))
  await expect(admin.getByTestId('outbox-message')).toHaveCount(0)
  const history = await admin.goto(path('/admin/history'))
  if (history?.ok()) expect(await admin.content()).not.toContain(name)

  // With the same e-mail she would be somebody new.
  await joinAs(she, mailbox, path, say, address, `${lang}-anew`)
  await she.goto(path('/me/record'))
  await expect(she.locator('main').getByText(title)).toHaveCount(0)
})
