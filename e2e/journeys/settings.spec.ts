import { expect, test } from '../fixtures'
import { joinAs } from '../plan'

const unique = () => Date.now().toString(36).replace(/\d/g, 'x')

test('settings: a profile, another e-mail by a code to it, mails that are not wanted, other devices out', async ({
  visitor,
  mailbox,
  path,
  say,
  lang,
}) => {
  test.setTimeout(180_000)
  const [old, fresh] = [`ada-${lang.toLowerCase()}-${unique()}@example.org`, `lovelace-${lang.toLowerCase()}-${unique()}@example.org`]
  const page = await visitor()
  await joinAs(page, mailbox, path, say, old, 'Ada')
  await page.goto(path('/me/settings'))

  const you = page.getByRole('form', { name: say({ zh: '关于我', en: 'About you' }) })
  await you.locator('[name="interests"]').fill('读书，徒步')
  await you.locator('[name="phone"]').fill('12')
  await you.getByRole('button', { name: say({ zh: '保存', en: 'Save' }) }).click()
  await expect(you.getByText(say({ zh: '请填写有效的手机号码。', en: 'Give a valid phone number.' }))).toBeVisible()
  await you.locator('[name="phone"]').fill('')
  await you.getByRole('button', { name: say({ zh: '保存', en: 'Save' }) }).click()
  await expect(you.getByText(say({ zh: '已保存。', en: 'Saved.' }))).toBeVisible()

  // Access needs are kept with her agreement only.
  const needs = page.getByRole('form', { name: say({ zh: '无障碍需要', en: 'Access needs' }) })
  await needs.locator('[name="accessNeeds"]').fill('轮椅')
  await needs.getByRole('button').click()
  await expect(needs.locator('.field-error')).toBeVisible()
  await needs.getByRole('checkbox').check()
  await needs.getByRole('button').click()
  await expect(needs.getByText(say({ zh: '已保存。', en: 'Saved.' }))).toBeVisible()

  await page.getByLabel(say({ zh: '活动前的提醒', en: 'Reminders before an activity' })).uncheck()
  await expect(page.locator('#mails').getByText(say({ zh: '已保存。', en: 'Saved.' }))).toBeVisible()
  await page.reload()
  await expect(page.getByLabel(say({ zh: '活动前的提醒', en: 'Reminders before an activity' }))).not.toBeChecked()
  await expect(page.locator('[name="interests"]')).toHaveValue(/读书.+徒步/)

  // Another e-mail: nothing changes before its code is typed; the old one is told.
  const card = page.locator('#email')
  await card.getByRole('button', { name: say({ zh: '更换邮箱', en: 'Change address' }) }).click()
  await card.locator('[name="email"]').fill(fresh)
  await card.getByRole('button', { name: say({ zh: '发送验证码', en: 'Send the code' }) }).click()
  await expect(card.locator('[name="code"]')).toBeVisible()
  const { code } = await mailbox.latest(fresh)
  await card.locator('[name="code"]').fill(code ?? '')
  await card.getByRole('button', { name: say({ zh: '换成这个邮箱', en: 'Use this address' }) }).click()
  await expect(card.getByText(fresh)).toBeVisible()
  await mailbox.latest(old, say({ zh: '你的登录邮箱已更换', en: 'Your sign-in address has changed' }))

  // Consent is withdrawn where it is told, and what belongs to it goes.
  await page.goto(path('/me/data'))
  const consent = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: say({ zh: '无障碍需要', en: 'Access needs' }) }) })
  await consent.getByRole('button').click()
  await consent.getByRole('alertdialog').getByRole('button').first().click()
  await expect(consent).toContainText(say({ zh: /已撤回/, en: /Withdrawn on/ }))
  await page.goto(path('/me/settings'))
  await expect(page.locator('[name="accessNeeds"]')).toHaveValue('')
})

test('a visitor reports a text; the network decides; a member who reported hears of it', async ({ signedInAs, visitor, path, say }) => {
  test.setTimeout(180_000)
  const note = `端到端举报 ${Date.now()}`
  const report = async (page: Awaited<ReturnType<typeof visitor>>, words: string) => {
    await page.goto(path('/groups/tingsong-readers-chapter'))
    await page.getByRole('link', { name: say({ zh: '举报', en: 'Report' }), exact: true }).click()
    await page.locator('[name="reason"][value="spam"]').check()
    await page.locator('[name="note"]').fill(words)
    await page.getByRole('button', { name: say({ zh: '提交举报', en: 'Send the report' }) }).click()
    await expect(page.getByText(say({ zh: /谢谢，已经收到。/, en: /Thank you, we have it\./ }))).toBeVisible()
  }
  await report(await visitor(), `${note} 访客`)
  const anna = await signedInAs('anna-keller')
  await report(anna, `${note} 会员`)

  const admin = await signedInAs('tang-yue')
  await admin.goto(path('/admin/reports'))
  for (const words of [`${note} 访客`, `${note} 会员`]) {
    const item = admin.getByRole('article').filter({ hasText: words })
    await expect(item).toBeVisible()
    await item.locator('[name="decision"][value="dismissed"]').check()
    await item.locator('[name="reason"]').fill('看过，没有问题')
    await item.getByRole('button', { name: say({ zh: '提交决定', en: 'Decide' }) }).click()
    await expect(item).toHaveCount(0)
  }
  await admin.goto(path('/admin/reports?status=dismissed'))
  await expect(admin.getByText(`${note} 会员`)).toBeVisible()
  await anna.goto(path('/me/notices'))
  await expect(
    anna.getByRole('heading', { name: say({ zh: '你的举报已有结果', en: 'Your report has been looked at' }) }).first(),
  ).toBeVisible()

  const member = await signedInAs('lin-zhixia')
  expect((await member.goto(path('/admin/reports')))?.status()).toBe(404)
})
