import type { APIResponse, Page } from '@playwright/test'
import { type Entrance, pages, persons, routes, type Who } from '../access'
import { expect, test } from '../fixtures'

/** Every page and every route is asked by the eight people and by a visitor; each gets what e2e/access.ts says. */

type Found = Record<string, string>
type Crowd = Record<Who, Page>

const one = (text: string, pattern: RegExp): string => {
  const found = pattern.exec(text)?.[1]
  if (!found) throw new Error(`nothing in the demo city looks like ${pattern}`)
  return found
}

/** What stands in place of an address's names: things of the secretary's group, found as a person finds them. */
async function findThings(crowd: Crowd, path: (route?: string) => string): Promise<Found> {
  const text = async (who: Who, route: string) => (await crowd[who].request.get(path(route))).text()
  const desk = await text('zhao-ming', '/organize')
  const group = one(desk, /\/organize\/groups\/([\w-]+)/)
  const keeper = await text('wu-qi', '/organize')
  return {
    activity: one(desk, /\/organize\/activities\/([0-9a-f-]{36})/),
    group,
    groupId: one(await text('zhao-ming', `/groups/${group}`), /\/report\/group\/([0-9a-f-]{36})/),
    slug: one(await text('visitor', `/activities?group=${group}`), /href="\/[\w-]+\/activities\/([\w-]+)"/),
    venue: one(await text('visitor', '/venues'), /href="\/[\w-]+\/venues\/([\w-]+)"/),
    kept: one(keeper, /\/organize\/venues\/([\w-]+)/),
    registration: one(await text('shen-lan', '/admin/reviews'), /\/registrations\/([0-9a-f-]{36})/),
  }
}

/** `opens`, `sign-in` or `missing`. A request that is let in but says too little has been let in. */
function outcomeOf(answer: APIResponse): string {
  const [status, to] = [answer.status(), answer.headers().location ?? '']
  if (status >= 500) return `breaks with ${status}`
  if (status >= 300 && status < 400 && to.includes('/sign-in')) return 'sign-in'
  return [401, 403, 404].includes(status) ? 'missing' : 'opens'
}

async function differences(crowd: Crowd, entrances: [string, Entrance, string][], headers: Record<string, string> = {}): Promise<string[]> {
  const found: string[] = []
  for (const [name, entrance, address] of entrances)
    await Promise.all(
      (Object.keys(crowd) as Who[])
        .filter((who) => !entrance.either?.includes(who))
        .map(async (who) => {
          const method = entrance.method ?? 'GET'
          const form = method === 'POST' ? { locale: 'en' } : undefined
          const have = outcomeOf(await crowd[who].request.fetch(address, { method, form, maxRedirects: 0, headers, timeout: 60_000 }))
          const want = entrance.passes.includes(who) ? 'opens' : who === 'visitor' ? (entrance.visitor ?? 'missing') : 'missing'
          // A visitor is asked to sign in where the thing itself is public, and told of nothing where it is not.
          const isKeptOut = who === 'visitor' && want !== 'opens' && ['missing', 'sign-in'].includes(have)
          if (have !== want && !isKeptOut) found.push(`${name}: ${who} finds ${have} instead of ${want} (${address})`)
        }),
    )
  return found
}

const filled = (template: string, things: Found) => template.replace(/:([a-z]\w*)/gi, (_, name) => things[name] ?? `:${name}`)

test('every page and route opens to those whom it is for, and to nobody else', async ({ signedInAs, visitor, path }) => {
  test.setTimeout(600_000)
  const crowd = { visitor: await visitor() } as Crowd
  for (const person of persons) crowd[person] = await signedInAs(person)
  const things = await findThings(crowd, path)
  const allPages = Object.entries(pages).map(([name, page]): [string, Entrance, string] => [
    name,
    page,
    path(filled(page.at ?? name, things)),
  ])

  await test.step('pages', async () => {
    expect(await differences(crowd, allPages)).toEqual([])
  })
  await test.step('routes', async () => {
    const asked = Object.entries(routes).flatMap(([name, route]): [string, Entrance, string][] =>
      route === 'signs in' ? [] : [[name, route, filled(route.at ?? '', things)]],
    )
    expect(await differences(crowd, asked)).toEqual([])
  })
  await test.step('addresses and headers that go round proxy.ts', async () => {
    const closed = allPages.filter(([, page]) => !page.passes.includes('visitor'))
    const alone = { visitor: crowd.visitor } as Crowd
    const pretended = { 'x-middleware-subrequest': Array(5).fill('proxy').join(':'), 'x-hui-path': path('/') }
    expect(await differences(alone, closed, pretended)).toEqual([])
    for (const [name, , address] of closed)
      for (const round of [`${address}.rsc`, `${address}/a.b`, `/_next/data/x${address}.json`]) {
        // Next.js answers some of them with the stream of a page, in which the refusal stands.
        const answer = await crowd.visitor.request.get(round, { maxRedirects: 0 })
        const refused = answer.status() >= 300 || /NEXT_HTTP_ERROR_FALLBACK;404|NEXT_REDIRECT/.test(await answer.text())
        expect([name, round, refused]).toEqual([name, round, true])
      }
  })
})
