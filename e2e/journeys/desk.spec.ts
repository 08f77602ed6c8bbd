import { expect, test } from '../fixtures'

/** The weekend days of 2026 on which people work for a holiday taken, as the demo city's calendar has them. */
const makeUpDays = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']

test('journey 4: the secretary’s Monday: what waits, oldest first, and last month’s salon again', async ({ signedInAs, path, say }) => {
  test.setTimeout(120_000)
  const page = await signedInAs('zhao-ming')
  await page.goto(path('/organize'))
  const waiting = page.getByTestId('waiting')

  // Two applications, the oldest four days old; it opens where they are answered.
  const applications = waiting.filter({ hasText: say({ zh: /\d+ 份入会申请/, en: /\d+ applications/ }) })
  await expect(applications).toContainText(say({ zh: '最早的在 4 天前', en: 'oldest 4 days ago' }))
  await expect(applications).toContainText(say({ zh: '听松悦读分会', en: 'Tingsong Readers’ Chapter' }))
  // A recap: the one of six days ago is due tomorrow, where the demo's month has such a day.
  if (new Date().getUTCDate() > 7)
    await expect(
      waiting.filter({ hasText: say({ zh: /活动小结/, en: /Recap/ }) }).filter({ hasText: say({ zh: '明天到期', en: 'due tomorrow' }) }),
    ).toHaveCount(1)
  const recap = waiting.filter({ hasText: say({ zh: '打烊时分', en: 'Closing time' }) })
  await expect(recap).toContainText(say({ zh: '活动小结', en: 'Recap' }))
  // A booking that was refused, with the space that is offered instead.
  await expect(waiting.filter({ hasText: say({ zh: '建议换一个空间', en: 'Another space offered' }) })).toHaveCount(1)
  // Oldest first.
  const places = await waiting.allInnerTexts()
  const placeOf = (words: string | RegExp) =>
    places.findIndex((text) => (typeof words === 'string' ? text.includes(words) : words.test(text)))
  expect(placeOf(say({ zh: /份入会申请/, en: /applications/ }))).toBeLessThan(placeOf(say({ zh: '打烊时分', en: 'Closing time' })))

  await applications.getByRole('link').click()
  await expect(page).toHaveURL(/\/organize\/groups\/tingsong-readers-chapter\/members/, { timeout: 30_000 })
  await page.goto(path('/organize'))
  await recap.getByRole('link').click()
  await expect(page).toHaveURL(/\/recap$/, { timeout: 30_000 })

  // She holds it again; the draft lies four weeks on.
  await page.goto(page.url().replace(/\/recap$/, ''))
  await page.getByRole('button', { name: say({ zh: '再办一场', en: 'Duplicate' }) }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: say({ zh: '再办一场', en: 'Duplicate' }) })
    .click()
  await expect(page.getByText(say({ zh: '草稿', en: 'Draft' }), { exact: true })).toBeVisible()

  // The form warns of a weekend day on which people work, of a holiday, and of a year that is not published.
  const day = page.locator('input[type="date"]').first()
  const warning = page
    .getByRole('status')
    .filter({ hasText: say({ zh: /上班|假期|还没有公布/, en: /working day|public holiday|not published/ }) })
  for (const date of makeUpDays) {
    await day.fill(date)
    await expect(warning).toContainText(say({ zh: /注意：.*要上班/, en: /Mind: (Sat|Sun) .* is a working day/ }))
  }
  await day.fill('2026-10-01')
  await expect(warning).toContainText(say({ zh: '国庆节', en: 'National Day' }))
  await day.fill('2027-10-09')
  await expect(warning).toContainText(say({ zh: '2027 年的节假日安排还没有公布', en: 'public holidays of 2027 are not published' }))
  await day.fill('2026-10-14')
  await expect(warning).toHaveCount(0)
})
