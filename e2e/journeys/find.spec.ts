import { expect, test } from '../fixtures'

/** 找组织 and 找平台: a visitor finds a group and a venue by words, by filters and by hand. */

test('a group is found while its name is typed, and its page opens', async ({ visitor, path, say }) => {
  const page = await visitor()
  await page.goto(path('/groups'))
  await expect(page.getByText(say({ zh: '173 个组织', en: '173 groups' }))).toBeVisible()
  const search = page.getByRole('searchbox', { name: say({ zh: '搜索组织', en: 'Search groups' }) })
  await search.pressSequentially(String(say({ zh: '听松悦读', en: 'Tingsong Read' })))
  await expect(page).toHaveURL(/[?&]q=/)
  const found = page.getByRole('list', { name: say({ zh: '找到的组织', en: 'Groups found' }) })
  await expect(found.getByRole('listitem')).toHaveCount(1)
  await found.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say({ zh: '听松悦读分会', en: /Tingsong Readers/ }))
  await expect(page.locator('main').getByRole('link', { name: /example\.org/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: say({ zh: '接下来的活动', en: 'Next activities' }) })).toBeVisible()
})

test('each figure of a group opens its rows', async ({ visitor, path, say }) => {
  const page = await visitor()
  await page.goto(path('/groups/tingsong-readers-chapter'))
  const counted = page.getByRole('link', { name: say({ zh: /场活动计入统计/, en: /activities counted/ }) })
  const told = ((await counted.textContent()) ?? '').match(/^[\d,]+/)?.[0] ?? ''
  expect(Number(told)).toBeGreaterThan(0)
  await counted.click()
  await expect(page).toHaveURL(/\/figures\?metric=counted/)
  await expect(page.getByTestId('figure-total')).toHaveAttribute('data-total', told)
})

test('groups are filtered by district, type and alliance, page by page, and an odd address does no harm', async ({
  visitor,
  path,
  say,
}) => {
  const page = await visitor()
  await page.goto(path('/groups?district=330110'))
  await expect(page.getByText(say({ zh: '20 个组织', en: '20 groups' }))).toBeVisible()
  await page.getByRole('combobox', { name: say({ zh: '类型', en: 'Type' }) }).selectOption('association')
  await expect(page).toHaveURL(/type=association/)
  await expect(page.locator('main').getByText(say({ zh: /^1 个组织/, en: /^1 group(?!s)/ }))).toBeVisible()

  await page.goto(path('/groups'))
  const names = page.getByRole('list', { name: say({ zh: '找到的组织', en: 'Groups found' }) }).getByRole('heading')
  const first = await names.allTextContents()
  await page.getByRole('link', { name: say({ zh: '下一页', en: 'Next page' }) }).click()
  await expect(page).toHaveURL(/cursor=/)
  await expect(names.first()).not.toHaveText(first[0] ?? '')
  expect((await names.allTextContents()).filter((name) => first.includes(name))).toEqual([])

  await page.goto(path(`/groups?q=${encodeURIComponent("' | (: *!")}&district='&type=club&cursor=%27&alliance=A%20B`))
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.getByRole('link', { name: say({ zh: '清除筛选', en: 'Clear filters' }) }).click()
  await expect(page.getByText(say({ zh: '173 个组织', en: '173 groups' }))).toBeVisible()
})

test('a venue is found by what one needs, and its page says how to get there', async ({ visitor, path, say }) => {
  const page = await visitor()
  await page.goto(path('/venues'))
  await expect(page.getByText(say({ zh: '108 处阵地', en: '108 venues' }))).toBeVisible()
  await page.getByRole('checkbox', { name: say({ zh: '无障碍通道', en: 'Step-free' }) }).check()
  await page.getByRole('checkbox', { name: say({ zh: '助听环路', en: 'Hearing loop' }) }).check()
  await expect(page).toHaveURL(/facility=step_free&facility=hearing_loop/)
  await page.goto(path(`/venues?q=${encodeURIComponent('听松')}`))
  await page.getByRole('link', { name: say({ zh: '听松书房', en: 'Tingsong Reading House' }) }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say({ zh: '听松书房', en: 'Tingsong Reading House' }))
  await expect(page.getByRole('heading', { name: say({ zh: '一周安排', en: 'The week' }) })).toBeVisible()
  await page.getByRole('link', { name: say({ zh: '下一周', en: 'Week after' }) }).click()
  await expect(page).toHaveURL(/week=\d{4}-\d\d-\d\d/)
  await page.getByRole('link', { name: say({ zh: '给司机看', en: 'Show to a driver' }) }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('听松书房')
  await expect(page.getByText('师傅，请送我到：')).toBeVisible()
})

test('without JavaScript the forms do the same', async ({ browser, baseURL, lang, path, say }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: lang })
  const page = await context.newPage()
  await page.goto(path('/groups'))
  await page.getByRole('searchbox', { name: say({ zh: '搜索组织', en: 'Search groups' }) }).fill(String(say({ zh: '合唱', en: 'choir' })))
  await page.getByRole('button', { name: say({ zh: '搜索', en: 'Search' }), exact: true }).click()
  await expect(page).toHaveURL(/q=/)
  await expect(page.getByRole('link', { name: say({ zh: '沐桥合唱社', en: 'Muqiao Choir' }) })).toBeVisible()
  await context.close()
})

test('what is not there says so', async ({ visitor, path }) => {
  const page = await visitor()
  for (const route of ['/groups/no-such-group', '/venues/no-such-venue', '/groups/a.b', '/no-such-file.php']) {
    const answer = await page.goto(path(route))
    expect(answer?.status()).toBe(404)
    expect(answer?.headers()['content-security-policy']).toContain("script-src 'self' 'nonce-")
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
})

test('the public JSON gives the groups with their figures, page by page', async ({ request }) => {
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const answer = await request.get(`/api/v1/groups?limit=100${cursor ? `&cursor=${cursor}` : ''}`)
    expect(answer.status()).toBe(200)
    const page = (await answer.json()) as {
      items: { slug: string; name: object; figures: Record<string, number | null> }[]
      nextCursor: string | null
    }
    for (const item of page.items) {
      expect(Object.keys(item.figures)).toEqual(
        expect.arrayContaining([
          'counted',
          'attendances',
          'people',
          'hostedAttendances',
          'declared',
          'reportedGoing',
          'reportedWaitlisted',
        ]),
      )
      seen.push(item.slug)
    }
    cursor = page.nextCursor
  } while (cursor)
  expect(new Set(seen).size).toBe(173)
  expect(seen).toHaveLength(173)
  for (const bad of ['limit=0', 'limit=101', 'limit=x', 'cursor=x']) {
    const answer = await request.get(`/api/v1/groups?${bad}`)
    expect(answer.status()).toBe(400)
    expect(await answer.json()).toMatchObject({ error: 'invalid_input' })
  }
})
