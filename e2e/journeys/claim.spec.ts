import { expect, test } from '../fixtures'
import { clock, expectAccessible, joinAs, publishSoon } from '../plan'

const addressOf = (lang: string) => `zhou-${lang.toLowerCase()}-${Date.now().toString(36).replace(/\d/g, 'x')}@example.org`

/** Journey 14 of product.md, without WeChat itself: its browser is told apart by what it says it is. */
test('a neighbour without e-mail is registered, comes, is ticked, and later claims his record', async ({
  signedInAs,
  visitor,
  mailbox,
  path,
  say,
  lang,
}) => {
  test.setTimeout(180_000)
  const title = `邻里茶会 ${Date.now()}`
  const neighbour = `周伯${Date.now() % 10_000}`
  const phone = `139${String(Date.now()).slice(-8)}`

  // The secretary signs him up: a name, a phone, and a slip to hand over.
  const secretary = await signedInAs('zhao-ming')
  const { workspace } = await publishSoon(secretary, path, say, title)
  await secretary.goto(`${workspace}/people`)
  const form = secretary.getByRole('form', { name: say({ zh: '代报名', en: 'RSVP for someone' }) })
  // A press before the page is alive does nothing: it is pressed until it answers.
  await expect(async () => {
    await form.getByLabel(say({ zh: '姓名', en: 'Name' }), { exact: true }).fill(neighbour)
    await form.getByLabel(say({ zh: /^手机号/, en: /^Phone/ })).fill('123')
    await form.getByRole('button', { name: say({ zh: '代报名', en: 'RSVP for them' }) }).click()
    await expect(form.getByText(say({ zh: '请填写有效的手机号码。', en: 'Give a valid phone number.' }))).toBeVisible({ timeout: 5000 })
  }).toPass({ timeout: 40_000 })
  await form.getByLabel(say({ zh: /^手机号/, en: /^Phone/ })).fill(`${phone.slice(0, 3)} ${phone.slice(3)}`)
  await form.getByRole('button', { name: say({ zh: '代报名', en: 'RSVP for them' }) }).click()
  const slip = secretary.locator('[data-slip]')
  await expect(slip).toContainText(neighbour)
  const code = /[A-Z2-9]{4} [A-Z2-9]{4}/.exec((await slip.locator('[data-claim-code]').textContent()) ?? '')?.[0] ?? ''
  expect(code).not.toBe('')

  // Shown once; the list keeps his number, to be tapped.
  await secretary.reload()
  await expect(secretary.getByText(code)).toHaveCount(0)
  await expect(secretary.locator(`a[href="tel:+86${phone}"]`)).toBeVisible()

  // He comes and is ticked.
  await secretary.goto(`${workspace}/door`)
  await secretary.getByRole('button', { name: say({ zh: `为${neighbour}签到`, en: `Check in ${neighbour}` }) }).click()
  await expect(secretary.getByTestId('present')).toHaveText('1')

  // Later he has an e-mail. A wrong code says so; his own, as he types it, brings the record.
  const he = await visitor()
  await joinAs(he, mailbox, path, say, addressOf(lang), '老周')
  await he.goto(path('/me/record'))
  await expect(he.locator('main').getByText(title)).toHaveCount(0)
  await he.goto(path('/me/settings'))
  await he.getByRole('link', { name: say({ zh: '认领参与记录', en: 'Claim a record' }) }).click()
  const field = he.getByLabel(say({ zh: '认领码', en: 'Claim code' }), { exact: true })
  const claim = he.getByRole('button', { name: say({ zh: '认领', en: 'Claim' }), exact: true })
  await field.fill('AAAA AAAA')
  await claim.click()
  await expect(he.getByText(say({ zh: /没有找到这个认领码/, en: /claim code is not known/ }))).toBeVisible()
  await field.fill(code.toLowerCase())
  await claim.click()
  await expect(he.getByText(say({ zh: `已认领“${neighbour}”的记录。`, en: `The record of ${neighbour} is yours.` }))).toBeVisible()
  await he.getByRole('link', { name: say({ zh: '看参与记录', en: 'See my record' }) }).click()
  await expect(he.locator('main').getByText(title)).toBeVisible()
  await expect(he.locator('main')).toContainText(say({ zh: '名单勾选', en: 'roster tick' }))

  // Counted once: the door still has one who came.
  await secretary.goto(`${workspace}/door`)
  await expect(secretary.getByTestId('present')).toHaveText('1')
})

test('a member signs a parent up, answers for him after a change of the time, and cancels for him', async ({ signedInAs, path, say }) => {
  test.setTimeout(120_000)
  const secretary = await signedInAs('zhao-ming')
  const title = `重阳登高 ${Date.now()}`
  const { shown, workspace } = await publishSoon(secretary, path, say, title)
  const lin = await signedInAs('lin-zhixia')
  await lin.goto(shown)
  await lin.getByRole('link', { name: say({ zh: '代父母报名', en: 'RSVP for a parent' }) }).click()
  await expectAccessible(lin)
  await lin.getByLabel(say({ zh: '姓名', en: 'Name' }), { exact: true }).fill('林父')
  await lin.getByRole('button', { name: say({ zh: '代报名', en: 'RSVP for them' }) }).click()
  await expect(lin.getByText(say({ zh: '林父 已报名。', en: '林父 is going.' }))).toBeVisible()

  // It moves to tomorrow: she is told whose place it is, and answers for him on her own page.
  const at = clock(24 * 60)
  await secretary.goto(workspace)
  await secretary.getByRole('button', { name: say({ zh: '延期', en: 'Postpone' }), exact: true }).click()
  const dialog = secretary.getByRole('dialog')
  await dialog.locator('input[type="date"]').first().fill(at.date)
  await dialog.locator('input[type="time"]').first().fill(at.time)
  await dialog.locator('form').getByRole('button').last().click()
  await expect(dialog).toHaveCount(0)
  await lin.goto(path('/me/notices'))
  await expect(
    lin.getByText(say({ zh: `林父｜改期了，请再确认：${title}`, en: `For 林父 · New time, please confirm: ${title}` })),
  ).toBeVisible()
  await lin.goto(path('/me'))
  const row = lin.getByRole('listitem').filter({ hasText: title })
  await expect(row).toContainText('林父')
  await expectAccessible(lin)
  await row.getByRole('button', { name: say({ zh: '能来', en: 'They can come' }) }).click()
  await expect(row).toContainText(say({ zh: '新时间已确认', en: 'Confirmed for the new time' }))
  await row.getByRole('button', { name: say({ zh: '取消报名', en: 'Cancel RSVP' }) }).click()
  await row.getByRole('alertdialog').getByRole('button').first().click()
  await expect(row).toHaveCount(0)
})

test('in WeChat the code comes before the link, and what it cannot do is said', async ({ browser, baseURL, path, say, lang }) => {
  const context = await browser.newContext({ baseURL, userAgent: 'Mozilla/5.0 (iPhone) MicroMessenger/8.0.50' })
  const page = await context.newPage()
  await page.goto(path('/sign-in'))
  await page.getByLabel(say({ zh: '邮箱', en: 'E-mail' }), { exact: true }).fill(addressOf(lang))
  await page.getByRole('button', { name: say({ zh: '发送验证码', en: 'Send the code' }) }).click()
  await expect(page.getByText(say({ zh: /在微信里请直接填验证码/, en: /In WeChat, type the code/ }))).toBeVisible()
  await page.goto(path('/sign-in'))
  await page.getByTestId('persona-lin-zhixia').click()
  await expect(page).not.toHaveURL(/sign-in/)
  await page.goto(path('/me/data'))
  await expect(page.getByText(say({ zh: /在浏览器打开/, en: /Open in browser/ }))).toBeVisible()
  await context.close()
})
