import { readFile } from 'node:fs/promises'
import { expect, test } from '../fixtures'

/** Scene 7: the district administrator on the 1st of the month, and the administrator who must defend a figure. */

test('a figure opens its rows, a row its check-ins', async ({ signedInAs, path, say }) => {
  const page = await signedInAs('shen-lan')
  await page.goto(path('/admin/statistics'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say({ zh: '参与统计', en: 'Participation' }))
  await expect(page.getByRole('link', { name: /^1,581/ })).toBeVisible()
  const yuhang = page.getByRole('row', { name: say({ zh: /余杭/, en: /Yuhang/ }) })
  await yuhang.getByRole('link', { name: '224' }).click()
  await expect(page.getByTestId('figure-total')).toHaveAttribute('data-total', '224')

  let seen = 0
  for (;;) {
    seen += await page.getByTestId('figure-row').count()
    const next = page.locator('a[rel=next]')
    if ((await next.count()) === 0) break
    const from = page.url()
    await next.click()
    await expect(page).not.toHaveURL(from)
    await expect(page.getByTestId('figure-total')).toHaveAttribute('data-total', '224')
  }
  expect(seen).toBe(224)

  const row = page.getByTestId('figure-row').first()
  const came = Number(((await row.getByRole('cell').last().textContent()) ?? '').replaceAll(',', ''))
  await row.getByRole('link').click()
  await expect(page).toHaveURL(/\/check-ins\//)
  const entries = page.getByTestId('check-in-row')
  await expect(entries.first()).toBeVisible()
  const present = await entries.evaluateAll(
    (rows) => new Set((rows as HTMLElement[]).filter((r) => r.dataset.stands === 'true').map((r) => r.dataset.person)).size,
  )
  expect(present).toBe(came)
})

test('parts that add up to more than the whole say why; the address is the filter', async ({ signedInAs, path, say }) => {
  const page = await signedInAs('tang-yue')
  await page.goto(path('/admin/statistics?by=group'))
  await expect(page.getByText(say({ zh: /联合活动给每个主办方各计一场/, en: /Joint activities count once for each host/ }))).toBeVisible()
  await page.getByLabel(say({ zh: '联合活动', en: 'Joint activities' })).selectOption('lead')
  await page.getByRole('button', { name: say({ zh: '应用', en: 'Apply' }) }).click()
  await expect(page).toHaveURL(/mode=lead/)
  await expect(page.getByText(say({ zh: /联合活动给每个主办方各计一场/, en: /Joint activities count once for each host/ }))).toHaveCount(0)
  await page.goto(path('/admin/statistics?by=nonsense&from=2026-99&to=%27%3B--&district=x&kind=%27&group=%F0%9F%98%80'))
  await expect(page.getByRole('link', { name: /^1,581/ })).toBeVisible()
})

test('the file carries the filter, the instant and the version of the rule', async ({ signedInAs, path, say }) => {
  const page = await signedInAs('shen-lan')
  await page.goto(path('/admin/statistics?by=kind&district=330110'))
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /CSV/ }).click()])
  const text = await readFile(await download.path(), 'utf8')
  expect(text.startsWith('\uFEFF')).toBe(true)
  expect(text).toContain('R-COUNT v1')
  expect(text).toContain('district=330110')
  expect(text).toMatch(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/)
  const rows = text
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))
  const whole = rows.at(-1)
  expect(whole?.[1]).toBe('224')
  const head = rows.findIndex((row) => row[1] === say({ zh: '活动场次', en: 'Activities' }))
  const parts = rows.slice(head + 1, -1).map((row) => Number(row[1]))
  expect(parts.reduce((a, b) => a + b, 0)).toBe(224)
})

test('who may not read statistics finds nothing there', async ({ signedInAs, visitor, path }) => {
  for (const page of [await visitor(), await signedInAs('lin-zhixia')]) {
    const response = await page.goto(path('/admin/statistics'))
    expect(response?.status()).toBe(404)
    expect((await page.request.get('/api/v1/statistics?by=kind')).status()).toBeGreaterThanOrEqual(401)
  }
})
