import sharp from 'sharp'
import { expect, type Page, test } from '../fixtures'
import { publishSoon } from '../plan'

const rowOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })
const present = (page: Page) => page.getByTestId('present')

test('at the door: a scan, six digits and a tick are three sources on one list', async ({ signedInAs, visitor, path, say }) => {
  test.setTimeout(150_000)
  const secretary = await signedInAs('zhao-ming')
  const { workspace, shown } = await publishSoon(secretary, path, say, `签到试场 ${Date.now()}`)

  const lin = await signedInAs('lin-zhixia')
  await lin.goto(shown)
  await lin.getByRole('button', { name: say({ zh: '我要参加', en: /I.m going/ }) }).click()
  await expect(lin.getByText(say({ zh: '已报名', en: /You.re going/ })).first()).toBeVisible()

  const wall = await secretary.context().newPage()
  await wall.goto(`${workspace}/wall`)
  const digits = async () => ((await wall.getByTestId('digits').textContent()) ?? '').replace(/\D/g, '').slice(-6)

  const anna = await signedInAs('anna-keller')
  await anna.goto(path('/check-in'))
  await anna.locator('[name="digits"]').fill('12345')
  await anna.locator('[name="digits"]').press('Enter')
  await expect(anna.locator('.field-error')).toBeVisible()
  await anna.locator('[name="digits"]').fill(await digits())
  await anna.locator('[name="digits"]').press('Enter')
  await expect(anna.getByTestId('checked-in')).toContainText(say({ zh: '六位数字', en: 'six digits' }))

  const scanned = await wall.getByTestId('qr').getAttribute('href')
  const gu = await visitor()
  await gu.goto(scanned ?? '')
  await gu.getByRole('link', { name: say({ zh: '登录并签到', en: 'Sign in and check in' }) }).click()
  await gu.getByTestId('persona-gu-heng').click()
  await expect(gu.getByTestId('checked-in')).toContainText(say({ zh: '现场码', en: 'wall code' }))

  await secretary.goto(`${workspace}/door`)
  await expect(present(secretary)).toHaveText('2')
  await secretary.getByRole('button', { name: say({ zh: '为林知夏签到', en: 'Check in 林知夏' }) }).click()
  await expect(present(secretary)).toHaveText('3')
  const last = secretary.getByTestId('last')
  await expect(last).toContainText('林知夏')
  await last.getByRole('button', { name: say({ zh: '撤销', en: 'Undo' }) }).click()
  await expect(present(secretary)).toHaveText('2')
  await secretary.getByRole('button', { name: say({ zh: '为林知夏签到', en: 'Check in 林知夏' }) }).click()
  await expect(rowOf(secretary, '林知夏')).toContainText(say({ zh: '名单勾选', en: 'roster tick' }))

  const search = secretary.locator('#roster-search')
  await search.fill('guheng')
  await expect(rowOf(secretary, '顾珩')).toContainText(say({ zh: '现场码', en: 'wall code' }))
  await expect(rowOf(secretary, '林知夏')).toHaveCount(0)
  await search.fill('')

  await secretary.locator('#walk-in-name').fill('欧阳𬭎')
  await secretary.getByRole('button', { name: say({ zh: /按新朋友加入/, en: /as a new person/ }) }).click()
  await expect(last).toContainText(/[A-Z2-9]{8}/)
  await expect(present(secretary)).toHaveText('4')
  await expect(rowOf(secretary, '欧阳𬭎')).toContainText(say({ zh: '现场加入', en: 'Walk-in' }))

  await anna.goto(new URL(scanned ?? '').pathname)
  await expect(anna.getByTestId('checked-in')).toContainText(say({ zh: /你在 \d\d:\d\d 已经签到/, en: /already in, since \d\d:\d\d/ }))
  await lin.goto(path('/me/record'))
  await expect(lin.locator('main li').first()).toContainText(say({ zh: '名单勾选', en: 'roster tick' }))
})

test('she closes the activity, types no number, and the group’s figures follow', async ({ signedInAs, path, say }) => {
  const secretary = await signedInAs('zhao-ming')
  await secretary.goto(path('/organize'))
  const group = await secretary.locator('main h2 a[href*="/groups/"]').first().getAttribute('href')
  const counted = async () => {
    await secretary.goto(group ?? '')
    return Number(
      await secretary
        .locator('a[href$="metric=counted"]')
        .first()
        .evaluate((a) => (a.firstChild?.textContent ?? '').replace(/\D/g, '')),
    )
  }
  const before = await counted()

  await secretary.goto(path('/organize'))
  await secretary.locator('a[href$="/recap"]').first().click()
  const figure = async (name: string) => Number(await secretary.getByTestId(name).textContent())
  await expect(secretary.getByTestId('present')).toBeVisible()
  const [going, here] = [await figure('going'), await figure('present')]
  expect(going).toBeGreaterThan(0)
  expect(here).toBeGreaterThan(2)

  const file = secretary.getByRole('button', { name: say({ zh: '提交小结并定稿', en: 'File and finalise' }) })
  await file.click()
  await expect(secretary.locator('.field-error').first()).toBeVisible()
  const words = say({ zh: '大家读完了第三章，聊到很晚。', en: 'We finished chapter three and talked until late.' })
  await secretary.locator(say({ zh: '[name="texts.zh"]', en: '[name="texts.en"]' }) as string).fill(words as string)
  const photo = async (name: string, background: string) => ({
    name,
    mimeType: 'image/png',
    buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background } })
      .png()
      .toBuffer(),
  })
  const chooser = secretary.getByRole('group', { name: say({ zh: '照片', en: 'Photos' }), exact: true }).locator('input[type="file"]')
  await chooser.setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)"/>') })
  await expect(secretary.getByText(say({ zh: /这张图片读不出来/, en: /picture cannot be read/ }))).toBeVisible()
  await chooser.setInputFiles([await photo('a.png', '#3a7'), await photo('b.png', '#a73')])
  const photos = secretary.getByTestId('photo')
  await expect(photos).toHaveCount(2)
  await photos.first().getByRole('checkbox').check()
  await file.click()
  await expect(photos.first().locator('.field-error')).toBeVisible()
  const shows = say({ zh: '大家围坐着读书', en: 'People reading round a table' }) as string
  for (const i of [0, 1])
    await photos
      .nth(i)
      .getByLabel(say({ zh: '中文', en: 'English' }) as string)
      .fill(shows)
  await file.click()
  const verdict = secretary.getByTestId('verdict')
  await expect(verdict).toContainText(say({ zh: '已计入统计', en: 'Counted' }))
  await expect(verdict.getByRole('button', { name: say({ zh: '下月再办一场？', en: 'Again next month?' }) })).toBeVisible()
  expect(await figure('present')).toBe(here)
  await secretary.reload()
  await expect(photos).toHaveCount(2)
  await expect(photos.first().getByRole('checkbox')).toBeChecked()
  await expect
    .poll(() =>
      photos
        .nth(1)
        .locator('img')
        .evaluate((img: HTMLImageElement) => img.naturalWidth),
    )
    .toBe(480)
  expect(await counted()).toBe(before + 1)
})

test('a stranger sees no door, no wall and no recap', async ({ signedInAs, visitor, path }) => {
  const secretary = await signedInAs('zhao-ming')
  await secretary.goto(path('/organize'))
  const own = await secretary.locator('a[href*="/organize/activities/"]').first().getAttribute('href')
  const workspace = own?.match(/.*\/organize\/activities\/[0-9a-f-]{36}/)?.[0] ?? ''
  expect(workspace).not.toBe('')
  const member = await signedInAs('gu-heng')
  for (const tab of ['door', 'wall', 'recap']) expect((await member.goto(`${workspace}/${tab}`))?.status()).toBe(404)
  const nobody = await visitor()
  for (const id of ['not-an-id', '01a00000-0000-7000-8000-000000000000']) {
    expect((await member.goto(path(`/organize/activities/${id}/door`)))?.status()).toBe(404)
    expect((await nobody.goto(path(`/check-in/${id}?t=x&s=1.x`)))?.status()).toBe(404)
  }
})
