import { expect, test } from '../fixtures'
import { chooseVenue, expectAccessible, fillPlan, inDays } from '../plan'

const slug = 'tingsong-readers-chapter'

test('a secretary brings her members: a preview, a bad row named, confirmed, and there they are', async ({
  signedInAs,
  path,
  say,
  lang,
}) => {
  test.slow()
  const page = await signedInAs('zhao-ming')
  await page.goto(path(`/organize/groups/${slug}/members`))
  await page.getByRole('link', { name: say({ zh: '导入', en: 'Import' }), exact: true }).click()
  await expect(page).toHaveURL(/\/import$/)

  // A template that a spreadsheet program opens with its letters right.
  const template = await page.request.get(`/api/imports/templates/members?locale=${lang}`)
  expect((await template.body()).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))

  const mark = `${lang === 'en' ? 'e' : 'z'}${Date.now().toString(36)}`
  const rows = [
    '姓名,邮箱,入会日期,民族',
    `导入甲${mark},${mark}@example.org,2024年3月1日,汉`,
    `导入乙${mark},nobody,,`,
    `导入丙${mark},,2025/1/2,`,
  ]
  await page
    .getByLabel(say({ zh: '选择 CSV 文件', en: 'Choose CSV files' }))
    .last()
    .setInputFiles({ name: 'members.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) })
  await page.getByRole('button', { name: say({ zh: '预览', en: 'Preview' }) }).click()

  // The preview: what is new, and the row that is wrong with its line, its column and the reason.
  const counts = page.getByTestId('import-counts')
  await expect(counts).toContainText(say({ zh: /新增\s*2/, en: /New\s*2/ }), { timeout: 60_000 })
  await expect(counts).toContainText(say({ zh: /有问题\s*1/, en: /With problems\s*1/ }))
  const bad = page.getByRole('row').filter({ hasText: say({ zh: '不是一个邮箱地址', en: 'it is no e-mail address' }) })
  await expect(bad).toContainText('3')
  await expect(page.getByText(say({ zh: /民族: 这一列从不收集/, en: /民族: this is never collected/ }))).toBeVisible()
  await expect(page.getByRole('cell', { name: `导入甲${mark}` })).toBeVisible()
  await expectAccessible(page)
  const problems = await page.request.get(
    (await page.getByRole('link', { name: say({ zh: '下载问题清单', en: 'Download the problems' }) }).getAttribute('href')) ?? '',
  )
  expect(await problems.text()).toContain('members.csv,3,email')

  // Nothing is written before it is confirmed.
  const run = page.url()
  await page.goto(path(`/organize/groups/${slug}/members?q=${encodeURIComponent(`导入甲${mark}`)}`))
  await expect(page.getByText(`导入甲${mark}`, { exact: true })).toHaveCount(0)
  await page.goto(run)
  await page.getByRole('button', { name: say({ zh: '导入 2 行', en: 'Import 2 rows' }) }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: say({ zh: '导入 2 行', en: 'Import 2 rows' }) })
    .click()
  await expect(page.getByText(say({ zh: '已导入', en: 'Imported' }), { exact: true }).first()).toBeVisible({ timeout: 60_000 })

  await page.getByRole('link', { name: say({ zh: '看会员名单', en: 'See the members' }) }).click()
  await page.goto(path(`/organize/groups/${slug}/members?q=${encodeURIComponent(`导入甲${mark}`)}`))
  await expect(page.getByText(`导入甲${mark}`, { exact: true }).first()).toBeVisible()
})

test('the network administrator reaches the import of everything; nobody else does', async ({ signedInAs, path, say }) => {
  const admin = await signedInAs('tang-yue')
  await admin.goto(path('/admin/import'))
  await expect(admin.getByRole('heading', { level: 1, name: say({ zh: '导入表格', en: 'Import spreadsheets' }) })).toBeVisible()
  await expect(admin.getByRole('link', { name: /groups\.csv/ })).toBeVisible()
  const member = await signedInAs('lin-zhixia')
  expect((await member.goto(path('/admin/import')))?.status()).toBe(404)
  expect((await member.goto(path(`/organize/groups/${slug}/import`)))?.status()).toBe(404)
})

test('a sign-up chain from the chat becomes RSVPs, after a look at it', async ({ signedInAs, path, say, lang }) => {
  test.slow()
  const page = await signedInAs('zhao-ming')
  const mark = Date.now().toString(36)
  await page.goto(path(`/organize/groups/${slug}/activities/new`))
  await fillPlan(page, { zh: `接龙夜读 ${mark}`, en: `Chain reading ${mark}` }, inDays(22))
  await chooseVenue(page, say, lang === 'en' ? 'Linzhu Study Hall' : '临渚学堂')
  await page.getByRole('button', { name: say({ zh: '存为草稿', en: 'Save as draft' }) }).click()
  await page.getByRole('button', { name: say({ zh: '发布', en: 'Publish' }), exact: true }).click()
  await expect(page.getByText(say({ zh: '已发布', en: 'Published' }), { exact: true })).toBeVisible()
  await page.goto(
    `${page
      .url()
      .replace(/[?#].*$/, '')
      .replace(/\/$/, '')}/people`,
  )

  await page
    .getByLabel(say({ zh: '接龙内容', en: 'The chain' }))
    .fill(`#接龙\n周六夜读\n1. 接龙甲${mark}\n2. 接龙乙${mark}（吃素）\n3. 接龙丙${mark}，取消`)
  await page.getByRole('button', { name: say({ zh: '看一遍', en: 'Look at it' }) }).click()
  const read = page.getByRole('list', { name: say({ zh: '读出的名单', en: 'The names that were read' }) })
  await expect(read.getByRole('listitem')).toHaveCount(2)
  await expect(read).toContainText('吃素')
  await expectAccessible(page)
  await read.getByRole('checkbox').last().uncheck()
  await page.getByRole('button', { name: say({ zh: '给 1 人报名', en: 'Register 1 person' }) }).click()
  await expect(page.getByText(say({ zh: '已报名 1 人，候补 0 人。', en: '1 going, 0 on the waitlist.' }))).toBeVisible()
  await page.reload()
  await expect(page.getByText(`接龙甲${mark}`).first()).toBeVisible()
  await expect(page.getByText(`接龙乙${mark}`)).toHaveCount(0)
})
