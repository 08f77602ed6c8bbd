import type { APIRequestContext, APIResponse } from '@playwright/test'
import { type Entrance, filled, findThings, pages, persons, routes, type Who } from '../access'
import { expect, test } from '../fixtures'

/**
 * Every page and every route is asked by the eight people and by a visitor; each gets what e2e/access.ts says. What a
 * person may do does not depend on the language: each of the two asks for every other one, together for all.
 */

/** A connection that the server closes as idle just as it is used again. */
const again = { maxRetries: 2 }

type Crowd = Record<Who, APIRequestContext>

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
          const have = outcomeOf(await crowd[who].fetch(address, { method, form, maxRedirects: 0, headers, timeout: 60_000, ...again }))
          const want = entrance.passes.includes(who) ? 'opens' : who === 'visitor' ? (entrance.visitor ?? 'missing') : 'missing'
          if (have !== want) found.push(`${name}: ${who} finds ${have} instead of ${want} (${address})`)
        }),
    )
  return found
}

test('every page and route opens to those whom it is for, and to nobody else', async ({ asking, path, lang }) => {
  test.setTimeout(300_000)
  const crowd = { visitor: await asking() } as Crowd
  for (const person of persons) crowd[person] = await asking(person)
  const things = await findThings(async (who, route) => (await crowd[who].get(path(route), again)).text())
  const isAskedHere = (_: unknown, i: number) => i % 2 === (lang === 'en' ? 0 : 1)
  const allPages = Object.entries(pages)
    .filter(isAskedHere)
    .map(([name, page]): [string, Entrance, string] => [name, page, path(filled(page.at ?? name, things))])

  await test.step('pages', async () => {
    expect(await differences(crowd, allPages)).toEqual([])
  })
  await test.step('routes', async () => {
    const asked = Object.entries(routes)
      .filter(isAskedHere)
      .flatMap(([name, route]): [string, Entrance, string][] =>
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
        const answer = await crowd.visitor.get(round, { maxRedirects: 0, ...again })
        const refused = answer.status() >= 300 || /NEXT_HTTP_ERROR_FALLBACK;404|NEXT_REDIRECT/.test(await answer.text())
        expect([name, round, refused]).toEqual([name, round, true])
      }
  })
})
