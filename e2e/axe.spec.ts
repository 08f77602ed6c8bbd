import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

/** Who looks, and where each starts; every page that a link leads to is followed, one address per page of the app. */
const walks = [
  { actor: null, from: ['', '/activities', '/groups', '/venues', '/sign-in', '/no-such-page'] },
  { actor: 'lin-zhixia', from: ['/me', ''] },
  { actor: 'zhao-ming', from: ['/organize'] },
  { actor: 'wu-qi', from: ['/venues', '/me'] },
  { actor: 'tang-yue', from: ['/admin/statistics', '/admin/outbox'] },
] as const
const looks = [
  { theme: 'light', locale: 'zh-CN' },
  { theme: 'dark', locale: 'en' },
] as const

/** Shown only at the end of an errand that the journeys walk, with a secret or an address of its own. */
const walkedElsewhere = /\/sign-in\/(code|link|name)$|\/set-up\//

const pages = pagesUnder('app/[locale]')
const seen = new Set<string>()

/** The app's pages as patterns, `/activities/[slug]`; groups in brackets are no part of an address. */
function pagesUnder(folder: string, path = ''): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'page.tsx') return [path || '/']
    if (!entry.isDirectory()) return []
    return pagesUnder(join(folder, entry.name), entry.name.startsWith('(') ? path : `${path}/${entry.name}`)
  })
}

/** The page that answers an address: of those that fit, the one with the fewest open segments. */
function pageOf(path: string): string | undefined {
  const open = (page: string) => page.split('[').length
  const fits = (page: string) =>
    new RegExp(`^${page.replace(/\/\[\.\.\.[^\]]+\]/g, '/.+').replace(/\/\[[^\]]+\]/g, '/[^/]+')}$`).test(path || '/')
  return pages.filter(fits).sort((a, b) => open(a) - open(b) || Number(a.includes('...')) - Number(b.includes('...')))[0]
}

async function addressesOn(page: Page, locale: string): Promise<string[]> {
  const hrefs = await page.locator('a[href]').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
  const own = hrefs.map((href) => new URL(href)).filter((url) => url.origin === new URL(page.url()).origin)
  return own.flatMap((url) => (url.pathname.startsWith(`/${locale}/`) ? [url.pathname.slice(locale.length + 1) + url.search] : []))
}

/** A tab or a view of a page is looked at like a page of its own. */
function shapeOf(address: string): string {
  const url = new URL(address || '/', 'http://localhost')
  return `${pageOf(url.pathname)}${['tab', 'view', 'step'].map((name) => url.searchParams.get(name) ?? '').join(' ')}`.trim()
}

for (const { theme, locale } of looks)
  for (const { actor, from } of walks)
    test(`no violation for ${actor ?? 'a visitor'} in ${locale}, ${theme}`, async ({ page, context, baseURL }) => {
      test.setTimeout(240_000)
      await context.addCookies([{ name: 'hui.theme', value: theme, url: baseURL }])
      if (actor) await page.request.post('/api/auth/persona', { form: { key: actor, locale } })
      const queue: string[] = [...from]
      const shapes = new Set<string>()
      while (queue.length > 0) {
        const address = queue.shift() ?? ''
        const shape = shapeOf(address)
        if (shapes.has(shape) || address.startsWith('/api/')) continue
        shapes.add(shape)
        await page.goto(`/${locale}${address}`)
        seen.add(`${pageOf(new URL(address || '/', 'http://localhost').pathname)}`)
        const { violations } = await new AxeBuilder({ page }).exclude('nextjs-portal').analyze()
        expect
          .soft(
            violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target).join(' · ')}`),
            `${address} (${theme})`,
          )
          .toEqual([])
        queue.push(...(await addressesOn(page, locale)))
      }
    })

test('every page of the app was looked at', () => {
  const missed = pages.filter((page) => !seen.has(page) && !walkedElsewhere.test(page))
  expect(missed).toEqual([])
})
