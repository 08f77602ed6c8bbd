import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { violationsOn } from '../axe'
import { expect, type Page, type PersonaKey, test } from '../fixtures'

/** Who looks, and where each starts; every link is followed, one address for each page of the app. */
const walks: { persona: PersonaKey | null; from: string[] }[] = [
  { persona: null, from: ['', '/activities', '/groups', '/venues', '/sign-in', '/check-in', '/no-such-page'] },
  // The tab sets her own page of applications apart from the visitor's.
  { persona: 'lin-zhixia', from: ['/me', '', '/register?tab=mine'] },
  { persona: 'zhao-ming', from: ['/organize'] },
  { persona: 'wu-qi', from: ['/me', '/organize', '/venues'] },
  { persona: 'tang-yue', from: ['/admin', '/admin/statistics', '/admin/outbox'] },
]

/** At the end of an errand with a secret of its own; the journey of that errand walks there. */
const walkedElsewhere = /\/invitations\/|\/sign-in\/(code|link|name)$|\/set-up\/|\/check-in\/|\/goodbye$|\/me\/parents\//

const pages = pagesUnder('app/[locale]')

/** The app's pages as patterns, `/activities/[slug]`; folders in round brackets are no part of an address. */
function pagesUnder(folder: string, path = ''): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'page.tsx') return [path || '/']
    if (!entry.isDirectory()) return []
    return pagesUnder(join(folder, entry.name), entry.name.startsWith('(') ? path : `${path}/${entry.name}`)
  })
}

const openness = (page: string) => page.split('[').length + (page.includes('[...') ? 9 : 0)

/** The page that answers an address: of those that fit, the one with the fewest open segments. */
function pageOf(address: string): string {
  const path = new URL(address || '/', 'http://localhost').pathname
  const patternOf = (page: string) => page.replace(/\/\[\.\.\.[^\]]+\]/g, '/.+').replace(/\/\[[^\]]+\]/g, '/[^/]+')
  const fitting = pages.filter((page) => new RegExp(`^${patternOf(page)}$`).test(path))
  return fitting.sort((a, b) => openness(a) - openness(b))[0] ?? path
}

/** A tab, a view or a step of a page is looked at like a page of its own. */
function shapeOf(address: string): string {
  const { searchParams } = new URL(address || '/', 'http://localhost')
  return [pageOf(address), ...['tab', 'view', 'step'].map((name) => searchParams.get(name) ?? '')].join(' ')
}

const hrefsOn = (page: Page): Promise<string[]> =>
  page.locator('a[href]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))

/** The links of a page that is only passed through: it is not drawn. */
async function hrefsBehind(page: Page, address: string): Promise<string[]> {
  const html = await (await page.request.get(address)).text()
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
}

/** Each of the two languages looks at every other page, in both themes; together they look at all. */
test('axe finds nothing on any page, in light and in dark', async ({ visitor, signedInAs, path, lang }) => {
  test.setTimeout(480_000)
  const isLookedAtHere = (address: string) => pages.indexOf(pageOf(address)) % 2 === (lang === 'en' ? 0 : 1)
  const looked = new Set<string>()
  for (const { persona, from } of walks) {
    const page = persona ? await signedInAs(persona) : await visitor()
    const queue = [...from]
    while (queue.length > 0) {
      const address = queue.shift() ?? ''
      const shape = shapeOf(address)
      // Public pages once for the visitor; those of people for each of them.
      if (looked.has(shape) || looked.has(`${persona} ${shape}`)) continue
      looked.add(persona && /^\/(me|organize)/.test(shape) ? `${persona} ${shape}` : shape)
      const isMine = isLookedAtHere(address)
      if (isMine) {
        await page.goto(path(address))
        expect.soft(await violationsOn(page), `${address} as ${persona ?? 'a visitor'}`).toEqual([])
      }
      const home = `${path()}/`
      const hrefs = await (isMine ? hrefsOn(page) : hrefsBehind(page, path(address)))
      queue.push(...hrefs.filter((href) => href.startsWith(home)).map((href) => href.slice(home.length - 1).replace(/#.*/, '')))
      // The projector's page is opened from a door under way; it is looked at whatever the hour.
      if (pageOf(address) === '/organize/activities/[id]/door') queue.push(address.replace(/\/door.*/, '/wall'))
    }
  }
  const seen = [...looked].map((shape) => shape.split(' ').find((word) => word.startsWith('/')))
  expect(pages.filter((page) => !seen.includes(page) && !walkedElsewhere.test(page))).toEqual([])
})
