import { freePort } from '../../scripts/work.mjs'
import { startEmptyServer } from '../empty-server'
import { expect, type Page, test } from '../fixtures'
import { Mailbox } from '../mailbox'
import { chooseVenue, clock, expectAccessible, joinAs } from '../plan'

let server: Awaited<ReturnType<typeof startEmptyServer>>
test.beforeAll(async () => {
  test.setTimeout(180_000)
  server = await startEmptyServer(await freePort())
})
test.afterAll(() => server?.stop())

/** The next full minute that leaves time to publish and to RSVP, also on a busy machine: minutes from now. */
const soon = () => (60_000 - (Date.now() % 60_000) > 45_000 ? 1 : 2)

test('journey 13: a new city, from nothing to its first counted activity', async ({
  browser,
  contextOptions,
  locale,
  timezoneId,
  path,
  say,
  lang,
}) => {
  test.setTimeout(420_000)
  const opened: Page[] = []
  const open = async (width = 1280) => {
    const context = await browser.newContext({
      ...contextOptions,
      baseURL: server.address,
      locale,
      timezoneId,
      viewport: { width, height: 800 },
    })
    opened.push(await context.newPage())
    return opened.at(-1) as Page
  }
  const next = (page: Page) => page.getByRole('button', { name: say({ zh: '下一步', en: 'Next' }), exact: true }).click()
  const step = (page: Page, n: number) => expect(page).toHaveURL(new RegExp(`step=${n}`))

  // Without JavaScript the steps stand below one another; what is missing is named, what was typed stays.
  const plain = await browser.newContext({ ...contextOptions, baseURL: server.address, locale, javaScriptEnabled: false })
  const bare = await plain.newPage()
  await bare.goto(path(server.link))
  for (const [name, value] of [
    ['nameZh', '澄溪'],
    ['seal', '澄'],
    ['adminName', '方一'],
    ['adminEmail', 'admin@example.org'],
  ])
    await bare.locator(`[name="${name}"]`).fill(value ?? '')
  await bare.getByRole('button', { name: say({ zh: '完成，打开网络', en: 'Finish and open the network' }) }).click()
  await expect(bare.getByRole('alert').first()).toContainText(say({ zh: '英文名', en: 'Name in English' }))
  await expect(bare.locator('[name="nameZh"]')).toHaveValue('澄溪')
  await plain.close()

  // Before the set-up there is nothing to browse; the link opens five short steps.
  const admin = await open()
  await admin.goto(path('/groups'))
  await expect(admin.locator('main h1')).toBeVisible()
  await admin.goto(path(server.link))
  await admin.waitForLoadState('networkidle')
  const finish = admin.getByRole('button', { name: say({ zh: '完成，打开网络', en: 'Finish and open the network' }) })
  await admin.locator('[name="nameZh"]').fill('澄溪')
  await admin.locator('[name="seal"]').fill('澄溪')
  await expect(admin.getByTestId('face-preview')).toContainText('澄溪')
  await expect(admin.locator('[name="zone"]')).toHaveValue('Asia/Shanghai')
  await expectAccessible(admin)
  await next(admin)
  await step(admin, 2)
  await admin.locator('[name="contact"]').fill('desk@example.org')
  await admin.locator('[name="licence"]').fill('示范备案 0 号')
  await expectAccessible(admin)
  await next(admin)
  await step(admin, 3)

  // A bad line of pasted districts is named while it is typed; a city's list is simpler.
  await admin.locator('[name="districts"][value="csv"]').check()
  await admin.locator('[name="districtsCsv"]').fill('330102,上城区,Shangcheng\n330105')
  await expect(admin.getByText(say({ zh: /第 2 行：缺名称/, en: /Line 2: a name is missing/ }))).toBeVisible()
  await admin.locator('[name="districts"][value="preset"]').check()
  await admin.locator('[name="preset"]').selectOption('hangzhou')
  await expectAccessible(admin)
  await next(admin)
  await step(admin, 4)

  // A kind of its own.
  await admin.getByRole('button', { name: say({ zh: '添加类别', en: 'Add a kind' }) }).click()
  await admin.locator('[name="kinds.12.code"]').fill('TEA')
  await admin.locator('[name="kinds.12.zh"]').fill('茶会')
  await admin.locator('[name="kinds.12.en"]').fill('Tea')
  await expectAccessible(admin)
  await next(admin)
  await step(admin, 5)
  await admin.locator('[name="adminName"]').fill('方一')
  await admin.locator('[name="adminEmail"]').fill('admin@example.org')
  await admin.getByRole('button', { name: say({ zh: '邀请一位', en: 'Invite somebody' }) }).click()
  await admin.locator('[name="invitations.0.districtCode"]').selectOption('330110')
  await admin.locator('[name="invitations.0.email"]').fill('district@example.org')
  await expectAccessible(admin)

  // What is missing leads to its step, and what was typed is still there.
  await finish.click()
  await step(admin, 1)
  await expect(admin.locator('[name="nameZh"]')).toHaveValue('澄溪')
  await admin.locator('[name="nameEn"]').fill('Chengxi')
  await admin.keyboard.press('Tab')
  for (let n = 2; n <= 5; n++) {
    await next(admin)
    await step(admin, n)
  }
  await finish.click()

  // Signed in, with what comes next.
  await expect(admin.getByRole('heading', { level: 1, name: say({ zh: '管理', en: 'Administration' }) })).toBeVisible()
  await expect(admin.getByTestId('first-districts')).toHaveAttribute('data-done', 'true')
  await expect(admin.getByTestId('first-group')).toHaveAttribute('data-done', 'false')
  await expectAccessible(admin)
  const mailbox = new Mailbox(async () => admin, path)

  // The first officer accepts by the mail's link.
  const district = await open(390)
  await joinAs(district, mailbox, path, say, 'district@example.org', '程二')
  const { link } = await mailbox.latest('district@example.org', say({ zh: '余杭', en: 'Yuhang' }))
  await district.goto(link ?? '')
  await district.getByRole('button', { name: say({ zh: /接受/, en: /Accept/ }) }).click()
  await expect(district).not.toHaveURL(/invitations/)
  await district.goto(path('/admin'))
  await expect(district.getByRole('heading', { level: 1, name: say({ zh: '管理', en: 'Administration' }) })).toBeVisible()
  expect((await district.goto(path('/admin/settings')))?.status()).toBe(404)

  // Last year's spreadsheets: a preview names the bad row, nothing is written before it is confirmed.
  const sheets = {
    'groups.csv': ['编号,名称,英文名,类型,区县', 'G1,旧雨联谊会,Old Rain Association,联谊会,余杭区'],
    'venues.csv': ['编号,名称,英文名,类别,区县,地址,空间', 'V1,旧雨亭,Old Rain Pavilion,文化空间,余杭区,旧雨路 2 号,正厅:40'],
    'members.csv': [
      '会员编号,姓名,邮箱,组织,入会日期',
      'M1,温七,wen@example.org,旧雨联谊会,2024-03-01',
      'M2,路八,nobody,旧雨联谊会,2024-03-01',
    ],
    'activities.csv': [
      '编号,标题,英文标题,组织,日期,时间,类别,阵地',
      'A1,旧年茶会,Tea of last year,旧雨联谊会,2025-03-08,14:00-16:00,茶会,旧雨亭',
    ],
    'attendance.csv': ['活动,会员编号', 'A1,M1'],
  }
  await admin.goto(path('/admin'))
  await admin.locator('main a[href$="/admin/import"]').click()
  await admin
    .locator('#files')
    .setInputFiles(Object.entries(sheets).map(([name, rows]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) })))
  await admin.getByRole('button', { name: say({ zh: '预览', en: 'Preview' }) }).click()
  await expect(admin.getByTestId('import-counts')).toContainText(say({ zh: /新增\s*5/, en: /New\s*5/ }), { timeout: 60_000 })
  const bad = admin.getByRole('row').filter({ hasText: say({ zh: '不是一个邮箱地址', en: 'it is no e-mail address' }) })
  await expect(bad).toContainText('members.csv')
  await expectAccessible(admin)
  const preview = admin.url()
  await admin.goto(path('/groups'))
  await expect(admin.getByText('旧雨联谊会').or(admin.getByText('Old Rain Association'))).toHaveCount(0)
  await admin.goto(preview)
  const bring = say({ zh: '导入 5 行', en: 'Import 5 rows' })
  await admin.getByRole('button', { name: bring }).click()
  await admin.getByRole('alertdialog').getByRole('button', { name: bring }).click()
  await expect(admin.getByText(say({ zh: '已导入', en: 'Imported' }), { exact: true }).first()).toBeVisible({ timeout: 60_000 })
  await admin.goto(path('/groups'))
  await expect(admin.getByText(say({ zh: '旧雨联谊会', en: 'Old Rain Association' })).first()).toBeVisible()

  // A secretary registers her group with its venue; the network approves.
  const secretary = await open()
  await joinAs(secretary, mailbox, path, say, 'secretary@example.org', '江三')
  await secretary.goto(path('/register'))
  await secretary.waitForLoadState('networkidle')
  await secretary.getByRole('button', { name: say({ zh: '登记一个组织', en: 'Register a group' }) }).click()
  await expect(secretary).toHaveURL(/registrations\/.+\/edit/)
  await secretary.locator('[name="names.zh"]').fill('溪畔学社')
  await secretary.locator('[name="names.en"]').fill('Streamside Society')
  await secretary.locator('[name="shortName"]').fill('溪畔')
  await next(secretary)
  await secretary.locator('[name="purpose.zh"]').fill('一起读书，一起做事。')
  await secretary.locator('[name="purpose.en"]').fill('We read and we act together.')
  await secretary.locator('[name="joinMode"][value="open"]').check()
  await next(secretary)
  await secretary.getByRole('button', { name: say({ zh: '加一个阵地', en: 'Add a venue' }) }).click()
  await secretary.locator('[name="venues.0.names.zh"]').fill('溪畔书屋')
  await secretary.locator('[name="venues.0.names.en"]').fill('Streamside Reading House')
  await secretary.locator('[name="venues.0.addresses.zh"]').fill('溪畔路 1 号')
  await secretary.locator('[name="venues.0.addresses.en"]').fill('1 Streamside Road')
  await secretary.locator('[name="venues.0.districtCode"]').selectOption('330110')
  await next(secretary)
  await secretary.getByRole('button', { name: say({ zh: '提交申请', en: 'Send it in' }) }).click()
  await expect(secretary).toHaveURL(/registrations\/[0-9a-f-]+$/)
  await admin.goto(secretary.url())
  const approve = say({ zh: '通过并上线', en: 'Approve and list' })
  await admin.getByRole('button', { name: approve }).click()
  await admin.getByRole('alertdialog').getByRole('button', { name: approve }).click()
  await expect(admin.getByText(say({ zh: '已登记', en: 'Registered' }), { exact: true })).toBeVisible()

  // A member has signed in before; the first activity begins within the minute.
  const member = await open(390)
  await joinAs(member, mailbox, path, say, 'member@example.org', '叶四')
  await secretary.goto(path('/organize'))
  await secretary.locator('a[href$="/activities/new"]').first().click()
  await secretary.waitForLoadState('networkidle')
  await secretary.locator('[name="titles.zh"]').fill('第一次茶会')
  await secretary.locator('[name="titles.en"]').fill('The first tea')
  await secretary.locator('[name="kindCode"][value="TEA"]').check()
  await secretary.locator('[name="audience"][value="public"]').check()
  await chooseVenue(secretary, say, lang === 'en' ? 'Streamside Reading House' : '溪畔书屋')
  const start = soon()
  for (const [i, at] of [clock(start), clock(start + 1)].entries()) {
    await secretary.locator('input[type="date"]').nth(i).fill(at.date)
    await secretary.locator('input[type="time"]').nth(i).fill(at.time)
  }
  await secretary.getByRole('button', { name: say({ zh: '存为草稿', en: 'Save as draft' }) }).click()
  await expect(secretary).toHaveURL(/\/organize\/activities\/[0-9a-f-]{36}$/)
  await secretary.getByRole('button', { name: say({ zh: '发布', en: 'Publish' }), exact: true }).click()
  await expect(secretary.getByText(say({ zh: '已发布', en: 'Published' }), { exact: true })).toBeVisible()
  const workspace = new URL(secretary.url()).pathname
  const shown = await secretary.locator('header a[href*="/activities/"]:not([href*="organize"])').first().getAttribute('href')

  await member.goto(shown ?? '')
  await member.getByRole('button', { name: say({ zh: '我要参加', en: /I.m going/ }) }).click()
  await expect(member.getByText(say({ zh: '已报名', en: /You.re going/ })).first()).toBeVisible()

  // At the door: one ticked, two who just come.
  await secretary.goto(`${workspace}/door`)
  await secretary.getByRole('button', { name: say({ zh: '为叶四签到', en: 'Check in 叶四' }) }).click()
  await expect(secretary.getByTestId('present')).toHaveText('1')
  for (const [i, name] of ['阮五', '柏六'].entries()) {
    await secretary.locator('#walk-in-name').fill(name)
    await secretary.getByRole('button', { name: say({ zh: /按新朋友加入/, en: /as a new person/ }) }).click()
    await expect(secretary.getByTestId('present')).toHaveText(String(2 + i))
  }

  // Once it has ended she files the recap, and it is counted.
  const text = secretary.locator(lang === 'en' ? '[name="texts.en"]' : '[name="texts.zh"]')
  await expect(async () => {
    await secretary.goto(`${workspace}/recap`)
    await expect(text).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 170_000, intervals: [3_000] })
  await text.fill(say({ zh: '第一次，来了三位。', en: 'The first time; three came.' }) as string)
  await secretary.getByRole('button', { name: say({ zh: '提交小结并定稿', en: 'File and finalise' }) }).click()
  await expect(secretary.getByTestId('verdict')).toContainText(say({ zh: '已计入统计', en: 'Counted' }))

  // The administrator sees one activity, and it opens.
  // The page begins with the twelve full months; hers is this month's.
  const month = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date()).slice(0, 7)
  await admin.goto(path(`/admin/statistics?from=${month}&to=${month}`))
  const figure = admin.locator('a[href*="/admin/statistics/rows"]').first()
  await expect(figure).toContainText('1')
  await figure.click()
  await expect(admin.getByText(say({ zh: '第一次茶会', en: 'The first tea' }) as string).first()).toBeVisible()

  // Now the zone stays; nobody takes the last administrator's role; all steps but the mail are done.
  await admin.goto(path('/admin/settings'))
  await expect(admin.getByText(say({ zh: /按这个时区定稿/, en: /finalised by this zone/ }))).toBeVisible()
  await expectAccessible(admin)
  await admin.goto(path('/admin/settings/people'))
  await admin.waitForLoadState('networkidle')
  const own = admin.getByTestId('role-grant').filter({ hasText: '方一' })
  await own.getByRole('button', { name: say({ zh: '结束', en: 'End' }) }).click()
  await own
    .getByRole('alertdialog')
    .getByRole('button', { name: say({ zh: '结束', en: 'End' }) })
    .click()
  await expect(own.getByRole('alert')).toBeVisible()
  await admin.goto(path('/admin'))
  for (const done of ['officers', 'group', 'venue', 'activity'])
    await expect(admin.getByTestId(`first-${done}`)).toHaveAttribute('data-done', 'true')
  await admin.getByRole('button', { name: say({ zh: '给自己发一封测试邮件', en: 'Send a test mail to myself' }) }).click()
  expect((await mailbox.latest('admin@example.org', say({ zh: '邮件可以送达', en: 'mail works' }))).subject).toContain(
    lang === 'en' ? 'Chengxi' : '澄溪',
  )

  // The link is spent.
  const late = await open()
  await late.goto(path(server.link))
  await expect(late.getByRole('heading', { level: 1 })).toHaveText(say({ zh: '这个链接打不开设置', en: 'This link opens no set-up' }))
  for (const page of opened) await page.context().close()
})
