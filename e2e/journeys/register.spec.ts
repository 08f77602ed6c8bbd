import { readFile } from 'node:fs/promises'
import type { Locator } from '@playwright/test'
import sharp from 'sharp'
import { expect, type Page, type PersonaKey, test } from '../fixtures'
import { chooseVenue, expectAccessible, fillPlan, inDays } from '../plan'

type Say = (words: { zh: string | RegExp; en: string | RegExp }) => string | RegExp
type Walk = { say: Say; path: (route?: string) => string; signedInAs: (persona: PersonaKey) => Promise<Page> }

/** Names of this walk alone, so that it may be walked again in the same city. */
const stamp = () => Date.now().toString(36).slice(-6)
const begin = { zh: '登记一个组织', en: 'Register a group' }
const next = { zh: '下一步', en: 'Next' }
const send = { zh: '提交申请', en: 'Send it in' }
const saved = { zh: /已保存 \d\d:\d\d/, en: /Saved \d\d:\d\d/ }

async function fillWho(page: Page, names: { zh: string; en: string }, district?: string) {
  await page.locator('[name="names.zh"]').fill(names.zh)
  await page.locator('[name="names.en"]').fill(names.en)
  await page.locator('[name="shortName"]').fill(names.zh.slice(0, 2))
  if (district) await page.locator('[name="districtCode"]').selectOption(district)
}

/** Presses until it shows: a press before the page is alive does nothing. */
async function press(button: Locator, shown: Locator) {
  await expect(async () => {
    if (await button.isVisible()) await button.click({ timeout: 2000 })
    await expect(shown).toBeVisible({ timeout: 8000 })
  }).toPass({ timeout: 40_000 })
}

/** Opens a new application's form. */
const start = (page: Page, say: Say) => press(page.getByRole('button', { name: say(begin) }), page.locator('[name="names.zh"]'))

/** Registers a group without a district, so that the network alone decides; its applicant becomes its secretary. */
async function registerGroup({ say, path, signedInAs }: Walk, applicant: Page, joinMode: 'open' | 'review') {
  const mark = stamp()
  const names = { zh: `端到端学社${mark}`, en: `End-to-end Society ${mark}` }
  await applicant.goto(path('/register'))
  await start(applicant, say)
  await fillWho(applicant, names)
  await applicant.getByRole('button', { name: say(next), exact: true }).click()
  await applicant.locator('[name="purpose.en"]').fill('We learn together.')
  await applicant.locator(`[name="joinMode"][value="${joinMode}"]`).check()
  await applicant.getByRole('button', { name: say(next), exact: true }).click()
  await applicant.getByRole('button', { name: say(next), exact: true }).click()
  await applicant.getByRole('button', { name: say(send) }).click()
  await expect(applicant).toHaveURL(/registrations\/[0-9a-f-]+$/)
  const network = await signedInAs('tang-yue')
  await network.goto(applicant.url())
  await approve(network, say)
  await applicant.reload()
  const slug = (await applicant.getByRole('link', { name: say({ zh: '看页面', en: 'See the page' }) }).getAttribute('href'))
    ?.split('/')
    .at(-1)
  return { slug: slug as string, names }
}

async function approve(page: Page, say: Say) {
  await page.getByRole('button', { name: say({ zh: '通过并上线', en: 'Approve and list' }) }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: say({ zh: '通过并上线', en: 'Approve and list' }) })
    .click()
  await expect(page.getByText(say({ zh: '已登记', en: 'Registered' }), { exact: true })).toBeVisible()
}

test('journey 12: a new association with a chapter and a venue is recommended, approved, and publishes the same day', async ({
  signedInAs,
  visitor,
  path,
  say,
  lang,
  mailbox,
}) => {
  test.setTimeout(240_000)
  const mark = stamp()
  const names = { zh: `端到端联谊会${mark}`, en: `End-to-end Association ${mark}` }
  const chapter = { zh: `端到端分会${mark}`, en: `End-to-end Chapter ${mark}` }
  const venue = { zh: `端到端书房${mark}`, en: `End-to-end Reading Room ${mark}` }
  const shown = lang === 'en' ? names.en : names.zh
  const applicant = await signedInAs('lin-zhixia')
  await applicant.goto(path('/groups'))
  await applicant
    .getByRole('main')
    .getByRole('link', { name: say({ zh: '登记组织', en: 'Register a group' }) })
    .click()
  await start(applicant, say)
  await fillWho(applicant, names, '330110')
  await expect(applicant.getByTestId('saved')).toHaveText(say(saved))

  // The draft waits where it was left.
  await applicant.goto(path('/register'))
  const draft = applicant.getByTestId('registration').filter({ hasText: shown })
  await draft.getByRole('link', { name: say({ zh: '继续填写', en: 'Go on' }) }).click()
  await expect(applicant.locator('[name="names.zh"]')).toHaveValue(names.zh)
  await expect(applicant.locator('[name="districtCode"]')).toHaveValue('330110')

  await applicant.getByRole('button', { name: say({ zh: /分会和阵地/, en: /Chapters and venues/ }) }).click()
  await applicant.getByRole('button', { name: say({ zh: '加一个分会', en: 'Add a chapter' }) }).click()
  await applicant.locator('[name="chapters.0.names.zh"]').fill(chapter.zh)
  await applicant.locator('[name="chapters.0.names.en"]').fill(chapter.en)
  await applicant.locator('[name="chapters.0.shortName"]').fill('分')
  await applicant.getByRole('button', { name: say({ zh: '加一个阵地', en: 'Add a venue' }) }).click()
  await applicant.locator('[name="venues.0.names.zh"]').fill(venue.zh)
  await applicant.locator('[name="venues.0.names.en"]').fill(venue.en)
  await applicant.locator('[name="venues.0.addresses.zh"]').fill('文一西路 1 号')
  await applicant.locator('[name="venues.0.addresses.en"]').fill('1 Wenyi West Road')
  await applicant.locator('[name="venues.0.districtCode"]').selectOption('330110')

  // A photo of it, kept with the draft.
  const hall = `大厅${mark}`
  await applicant.locator('input[type="file"]').setInputFiles({
    name: 'hall.jpg',
    mimeType: 'image/jpeg',
    buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background: '#3a7' } })
      .jpeg()
      .withExif({ IFD0: { Artist: 'canary-artist' } })
      .toBuffer(),
  })
  const photo = applicant.getByTestId('photo')
  await photo.locator('input[lang="zh-CN"]').fill(hall)
  const keeps = applicant.waitForResponse(
    (r) => r.request().method() === 'POST' && (r.request().postData() ?? '').includes('"consented":true'),
  )
  await photo.getByRole('checkbox').check()
  await keeps
  await applicant.reload()
  await expect(photo.locator('input[lang="zh-CN"]')).toHaveValue(hall)
  await expect(photo.getByRole('checkbox')).toBeChecked()
  await expectAccessible(applicant)
  await applicant.getByRole('button', { name: say(next), exact: true }).click()
  await applicant.locator('[name="applicantRole"][value="president"]').check()
  await applicant.getByRole('button', { name: say({ zh: '加一位负责人', en: 'Add an officer' }) }).click()
  await applicant.locator('[name="officers.0.email"]').fill(`officer-${mark}@example.org`)
  await applicant.locator('[name="officers.0.role"]').selectOption('secretary')

  // What is missing is said at its field, in the step where it stands; nothing typed is lost.
  await applicant.getByRole('button', { name: say(send) }).click()
  await expect(applicant).toHaveURL(/step=2/)
  await expect(
    applicant.getByText(say({ zh: '中文或英文请至少填写一种。', en: 'Write it in Chinese or in English, or both.' })),
  ).toBeVisible()
  await applicant.locator('[name="purpose.zh"]').fill('邻里互助，一起读书。')
  await applicant.getByRole('button', { name: say({ zh: /谁来负责/, en: /Who answers for it/ }) }).click()
  await applicant.getByRole('button', { name: say(send) }).click()
  await expect(applicant).toHaveURL(/registrations\/[0-9a-f-]+$/)
  await expect(applicant.getByText(say({ zh: '待区里推荐', en: 'With the district' }), { exact: true })).toBeVisible()
  const application = applicant.url()
  expect((await applicant.goto(path('/admin/reviews')))?.status()).toBe(404)

  // The district sends it back once, then recommends; it cannot approve.
  const district = await signedInAs('shen-lan')
  await district.goto(path('/admin/reviews'))
  const card = () => district.getByTestId('review').filter({ hasText: shown })
  await expect(card().getByRole('button', { name: say({ zh: '通过并上线', en: 'Approve and list' }) })).toHaveCount(0)
  await card()
    .getByRole('button', { name: say({ zh: '退回修改', en: 'Send back' }) })
    .click()
  await district.getByRole('dialog').locator('textarea').fill('请写上工作邮箱。')
  await district
    .getByRole('dialog')
    .getByRole('button', { name: say({ zh: '退回修改', en: 'Send back' }) })
    .click()
  await expect(card()).toHaveCount(0)
  await applicant.goto(application)
  await expect(applicant.getByText('请写上工作邮箱。')).toBeVisible()
  await applicant.getByRole('link', { name: say({ zh: '继续填写', en: 'Go on' }) }).click()
  await applicant.getByRole('button', { name: say({ zh: /做什么/, en: /What you do/ }) }).click()
  await applicant.locator('[name="roleMailbox"]').fill(`group-${mark}@example.org`)
  await applicant.getByRole('button', { name: say({ zh: /谁来负责/, en: /Who answers for it/ }) }).click()
  await applicant.getByRole('button', { name: say(send) }).click()
  await expect(applicant).toHaveURL(/registrations\/[0-9a-f-]+$/)
  await district.reload()
  await card()
    .getByRole('button', { name: say({ zh: '推荐', en: 'Recommend' }), exact: true })
    .click()
  await expect(card()).toContainText(say({ zh: '区里已推荐', en: 'Recommended' }))

  const network = await signedInAs('tang-yue')
  await network.goto(path('/admin/reviews?kind=group&district=330110'))
  const waiting = network.getByTestId('review').filter({ hasText: shown })
  await waiting.getByRole('link', { name: shown }).click()
  await expect(network.getByText(chapter[lang === 'en' ? 'en' : 'zh'])).toBeVisible()
  const picture = network.getByRole('img', { name: hall })
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
  const source = (await picture.getAttribute('src')) as string
  const reader = await visitor()
  await reader.goto(path())
  expect((await reader.request.get(source)).status()).toBe(404)
  await approve(network, say)

  // It is listed with its chapter and venue; the invited officer has a mail; the applicant is told.
  await reader.goto(path(`/groups?q=${encodeURIComponent(shown)}`))
  await reader.getByRole('link', { name: shown }).click()
  await expect(reader.getByRole('heading', { level: 1, name: shown })).toBeVisible()
  await expect(reader.getByText(chapter[lang === 'en' ? 'en' : 'zh'])).toBeVisible()
  await expect(reader.getByRole('link', { name: new RegExp(`group-${mark}@example.org`) })).toBeVisible()
  await reader.goto(path(`/venues?q=${encodeURIComponent(venue.zh)}`))
  await expect(reader.getByText(lang === 'en' ? venue.en : venue.zh).first()).toBeVisible()
  await expect(reader.getByRole('img', { name: hall }).first()).toBeVisible()
  expect((await (await reader.request.get(source)).body()).includes('canary')).toBe(false)
  const invitation = await mailbox.latest(`officer-${mark}@example.org`)
  expect(invitation.link).toContain('/invitations/')
  await applicant.goto(path('/me/notices'))
  await expect(applicant.getByText(shown).first()).toBeVisible()

  // The first activity, the same day.
  await applicant.goto(application)
  await applicant.getByRole('link', { name: say({ zh: '办第一场活动', en: 'Plan the first activity' }) }).click()
  const title = { zh: `第一场 ${mark}`, en: `First one ${mark}` }
  await fillPlan(applicant, title, inDays(14))
  await chooseVenue(applicant, say, lang === 'en' ? venue.en : venue.zh)
  await applicant.getByRole('button', { name: say({ zh: '存为草稿', en: 'Save as draft' }) }).click()
  await applicant.getByRole('button', { name: say({ zh: '发布', en: 'Publish' }), exact: true }).click()
  await expect(applicant.getByText(say({ zh: '已发布', en: 'Published' }), { exact: true })).toBeVisible()
  const publicPage = await applicant.getByRole('link', { name: say({ zh: '公开页面', en: 'Public page' }) }).getAttribute('href')
  await reader.goto(publicPage as string)
  await expect(reader.getByRole('heading', { level: 1, name: lang === 'en' ? title.en : title.zh })).toBeVisible()

  // A mail scanner's visit uses the invitation up no more than a reader's; accepting asks to sign in and comes back.
  await reader.goto(invitation.link as string)
  await expect(reader.getByRole('heading', { level: 2 })).toContainText(mark)
  await reader.goto(invitation.link as string)
  await reader.getByRole('link', { name: /登录后接受|Sign in to accept/ }).click()
  await expect(reader).toHaveURL(/sign-in\?returnTo=.*invitations/)
})

test('journey 11: a secretary hands over; the open application is the successor’s, the predecessor is refused', async ({
  signedInAs,
  path,
  say,
}) => {
  test.setTimeout(180_000)
  const secretary = await signedInAs('lin-zhixia')
  const { slug } = await registerGroup({ say, path, signedInAs }, secretary, 'review')
  const desk = path(`/organize/groups/${slug}/members`)

  // Nobody else answers for it: she cannot leave.
  await secretary.goto(path(`/groups/${slug}`))
  await secretary.getByRole('button', { name: say({ zh: '退出', en: 'Leave' }) }).click()
  await secretary
    .getByRole('alertdialog')
    .getByRole('button', { name: say({ zh: '退出', en: 'Leave' }) })
    .click()
  await expect(secretary.getByRole('alert').filter({ hasText: say({ zh: /没有负责人/, en: /without an officer/ }) })).toBeVisible()

  // Two apply; one is accepted, one still waits.
  const successor = await signedInAs('gu-heng')
  const newcomer = await signedInAs('anna-keller')
  for (const page of [successor, newcomer]) {
    await page.goto(path(`/groups/${slug}`))
    await press(
      page.getByRole('button', { name: say({ zh: '申请加入', en: 'Apply to join' }) }),
      page.getByText(say({ zh: '已提交申请', en: 'Application sent' })),
    )
  }
  await secretary.goto(desk)
  const accept = say({ zh: '通过', en: 'Accept' })
  const waiting = secretary.getByRole('listitem').filter({ has: secretary.getByRole('button', { name: accept, exact: true }) })
  await expect(waiting).toHaveCount(2)
  await waiting.filter({ hasText: '顾珩' }).getByRole('button', { name: accept, exact: true }).click()
  await expect(waiting).toHaveCount(1)
  expect((await successor.goto(desk))?.status()).toBe(404)

  await secretary.goto(path(`/organize/groups/${slug}/officers`))
  await secretary
    .getByTestId('officer')
    .getByRole('button', { name: say({ zh: '交接', en: 'Hand over' }) })
    .click()
  const dialog = secretary.getByRole('dialog')
  await dialog.getByRole('searchbox').fill('顾')
  await dialog.getByRole('button', { name: '顾珩' }).click()
  await dialog.getByRole('button', { name: say({ zh: '交接', en: 'Hand over' }) }).click()

  // From this moment the desk is the successor's.
  await expect(async () => expect((await successor.goto(desk))?.status()).toBe(200)).toPass()
  await expect(successor.getByText('Anna Keller')).toBeVisible()
  expect((await secretary.goto(desk))?.status()).toBe(404)
  await successor.getByRole('button', { name: accept, exact: true }).click()
  await newcomer.goto(path('/me/groups'))
  await expect(
    newcomer
      .getByTestId('my-group')
      .filter({ hasText: slug ? /端到端学社|End-to-end Society/ : '' })
      .first(),
  ).toBeVisible()
  await secretary.goto(path('/me/notices'))
  await expect(secretary.getByText(say({ zh: /任期结束：秘书长/, en: /Your term ends: secretary/ })).first()).toBeVisible()
})

test('journey 9: a newcomer finds what is English-friendly, reads the address in both scripts, joins and RSVPs in one act', async ({
  signedInAs,
  path,
  say,
  lang,
}) => {
  test.setTimeout(180_000)
  const organizer = await signedInAs('lin-zhixia')
  const { slug, names } = await registerGroup({ say, path, signedInAs }, organizer, 'open')
  const title = { zh: `英文友好茶会 ${slug}`, en: `English-friendly tea ${slug}` }
  const shown = lang === 'en' ? title.en : title.zh
  await organizer.goto(path(`/organize/groups/${slug}/activities/new`))
  await fillPlan(organizer, title, inDays(10))
  await organizer.locator('[name="audience"][value="members"]').check()
  await organizer.locator('[name="languages"][value="en"]').check()
  await chooseVenue(organizer, say, lang === 'en' ? 'Linzhu Study Hall' : '临渚学堂')
  await organizer.getByRole('button', { name: say({ zh: '存为草稿', en: 'Save as draft' }) }).click()
  await organizer.getByRole('button', { name: say({ zh: '发布', en: 'Publish' }), exact: true }).click()
  await expect(organizer.getByText(say({ zh: '已发布', en: 'Published' }), { exact: true })).toBeVisible()

  const newcomer = await signedInAs('anna-keller')
  await newcomer.goto(path('/activities'))
  await newcomer.locator('main [name="language"]').selectOption('en')
  await expect(newcomer).toHaveURL(/language=en/)
  await newcomer.locator('main input[type="search"]').fill(slug)
  await newcomer.getByRole('link', { name: shown }).click()
  await expect(newcomer.getByText(/[\u4e00-\u9fff]{3,} ?\d+ 号/).first()).toBeVisible()
  await expect(newcomer.getByText(/\d+ [A-Z]\w+ (Lane|Road|Street)/).first()).toBeVisible()
  await press(
    newcomer.getByRole('button', { name: say({ zh: '加入并报名', en: 'Join and RSVP' }) }),
    newcomer.getByText(say({ zh: '已报名', en: 'You’re going' })).first(),
  )

  const newcomerPage = newcomer.url()

  // She is a member, and was asked for nothing more.
  await newcomer.goto(path(`/groups/${slug}`))
  await expect(newcomer.getByText(say({ zh: /会员/, en: /You are a member|Member/ })).first()).toBeVisible()
  await newcomer.goto(path('/me/groups'))
  await expect(newcomer.getByText(lang === 'en' ? names.en : names.zh)).toBeVisible()

  // Where the group answers first, the same act applies, and the RSVP waits beside the application.
  await organizer.goto(path(`/organize/groups/${slug}/settings`))
  await organizer.locator('[name="joinMode"][value="review"]').check()
  await organizer.getByRole('button', { name: say({ zh: '保存', en: 'Save' }), exact: true }).click()
  await expect(organizer.getByText(say({ zh: '已保存。', en: 'Saved.' }))).toBeVisible()
  const other = await signedInAs('gu-heng')
  await other.goto(newcomerPage)
  await press(
    other.getByRole('button', { name: say({ zh: '申请加入并报名', en: 'Apply to join and RSVP' }) }),
    other.locator('[data-state="pending"]'),
  )
  await organizer.goto(path(`/organize/groups/${slug}/members`))
  await expect(organizer.getByRole('heading', { name: '顾珩' })).toBeVisible()
})

test('a file of the members is asked for by the only officer, approved by the network, and downloaded', async ({
  signedInAs,
  path,
  say,
}) => {
  test.setTimeout(180_000)
  const secretary = await signedInAs('gu-heng')
  const { slug } = await registerGroup({ say, path, signedInAs }, secretary, 'open')
  const desk = path(`/organize/groups/${slug}/members`)
  const member = await signedInAs('lin-zhixia')
  await member.goto(path(`/groups/${slug}`))
  await member.getByRole('button', { name: say({ zh: '加入', en: 'Join' }), exact: true }).click()
  await secretary.goto(desk)
  const panel = secretary.locator('#exports')
  const send = panel.getByRole('button', { name: say({ zh: '提交申请', en: 'Send the request' }) })
  await press(panel.locator('summary'), send)
  await panel.getByLabel(say({ zh: '用途', en: 'What for' })).selectOption('insurance')
  await send.click()
  await expect(panel).toContainText(say({ zh: '等待批准', en: 'Waits for approval' }))
  await expect(panel.getByRole('button', { name: say({ zh: '批准', en: 'Approve' }), exact: true })).toHaveCount(0)
  await expectAccessible(secretary)

  const network = await signedInAs('tang-yue')
  await network.goto(path('/me/notices'))
  await network
    .getByText(say({ zh: /请审批导出会员名单/, en: /A members’ file to approve/ }))
    .first()
    .waitFor()
  await network.goto(desk)
  await network.getByRole('button', { name: say({ zh: '批准', en: 'Approve' }), exact: true }).click()
  await network.getByRole('alertdialog').getByRole('button').first().click()
  await expect(network.locator('#exports')).toContainText(say({ zh: '唐越 已批准', en: 'Approved by 唐越' }))

  await secretary.reload()
  const link = panel.getByRole('link', { name: say({ zh: '下载 CSV', en: 'Download CSV' }) })
  const [file] = await Promise.all([secretary.waitForEvent('download'), link.click()])
  expect(file.suggestedFilename()).toBe(`members-${slug}.csv`)
  const text = await readFile(await file.path(), 'utf8')
  expect(text).toContain('林知夏')
  expect(text).not.toContain('@')
  expect((await network.request.get((await link.getAttribute('href')) as string)).status()).toBe(403)
})
