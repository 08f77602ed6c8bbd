import { type APIRequestContext, test as base, expect, type Page } from '@playwright/test'
import { Mailbox } from './mailbox'

export type Locale = 'zh-CN' | 'en'
export type PersonaKey = 'lin-zhixia' | 'zhao-ming' | 'wu-qi' | 'gu-heng' | 'shen-lan' | 'tang-yue' | 'han-sheng' | 'anna-keller'

type Fixtures = {
  /** The language this project walks in. */
  lang: Locale
  /** A path in it: `path('/groups')` → `/zh-CN/groups`. */
  path: (route?: string) => string
  /** The words of this project's language. */
  say: (words: { zh: string | RegExp; en: string | RegExp }) => string | RegExp
  /** A browser of their own, in which this person of the demo city has signed in, on no page yet. */
  signedInAs: (persona: PersonaKey) => Promise<Page>
  /** A browser of its own in which nobody has signed in. */
  visitor: () => Promise<Page>
  /** What this person, or nobody, asks the server without a browser. */
  asking: (persona?: PersonaKey) => Promise<APIRequestContext>
  /** The mails that Hui has sent, as the network administrator reads them. */
  mailbox: Mailbox
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture from this pattern
  lang: async ({}, use, info) => use(info.project.name.split(' ')[0] as Locale),
  path: async ({ lang }, use) => use((route = '') => `/${lang}${route === '/' ? '' : route}`),
  say: async ({ lang }, use) => use(({ zh, en }) => (lang === 'en' ? en : zh)),
  visitor: async ({ browser, contextOptions, baseURL, locale, timezoneId }, use) => {
    const opened: Page[] = []
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, baseURL, locale, timezoneId })
      const page = await context.newPage()
      opened.push(page)
      return page
    })
    for (const page of opened) await page.context().close()
  },
  signedInAs: async ({ visitor, lang }, use) => {
    await use(async (persona) => {
      const page = await visitor()
      await signIn(page.request, persona, lang)
      return page
    })
  },
  asking: async ({ playwright, baseURL, lang }, use) => {
    const opened: APIRequestContext[] = []
    await use(async (persona) => {
      const request = await playwright.request.newContext({ baseURL })
      opened.push(request)
      if (persona) await signIn(request, persona, lang)
      return request
    })
    for (const request of opened) await request.dispose()
  },
  mailbox: async ({ signedInAs, path }, use) => {
    let reader: Promise<Page> | undefined
    await use(
      new Mailbox(() => {
        reader ??= signedInAs('tang-yue')
        return reader
      }, path),
    )
  },
})

/** What the persona's card posts; the click itself is walked in sign-in.spec.ts. */
async function signIn(request: APIRequestContext, key: PersonaKey, locale: Locale) {
  const answer = await request.post('/api/auth/persona', { form: { key, locale }, maxRedirects: 0 })
  expect(answer.status()).toBe(303)
}

export { expect, type Page }
