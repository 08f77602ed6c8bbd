import { readFileSync, statSync } from 'node:fs'
import { expect, inject, it } from 'vitest'
import { filled, pages, persons, type Who } from '@/e2e/access'
import { Crowd } from './crowd'

/** quality.md: no page issues more than 8, none one per row. A statement that a page issues once for each row comes more often than twice. */
const MOST = 8
const MOST_ALIKE = 2
/** The worker's own statements may fall among a page's, and a page may be the first in a second to read the reference: the least counts. */
const TRIES = 4

const { log } = inject('city')
const crowd = new Crowd()

/** The statements that PostgreSQL logged since `from` bytes, without their values. */
const statementsSince = (from: number): string[] =>
  [
    ...readFileSync(log)
      .subarray(from)
      .toString()
      .matchAll(/LOG: {2}(?:statement|execute [^:]*): ((?:.*)(?:\n\t.*)*)/g),
  ].map(([, text = '']) => text)

async function statementsOf(who: Who, path: string): Promise<string[]> {
  let least: string[] | undefined
  for (let n = 0; n < TRIES && (least === undefined || least.length > MOST); n++) {
    const before = statSync(log).size
    const answer = await crowd.ask(who, path)
    await answer.arrayBuffer()
    const found = statementsSince(before)
    if (!least || found.length < least.length) least = found
  }
  return least ?? []
}

const mostAlike = (statements: string[]) => Math.max(0, ...statements.map((one) => statements.filter((other) => other === one).length))

it(`no page issues more than ${MOST} statements, signed in, and none issues one for each row`, { timeout: 300_000 }, async () => {
  const things = await crowd.things()
  const found: Record<string, string> = {}
  const wrong: Record<string, string[]> = {}
  for (const [name, page] of Object.entries(pages)) {
    const able = persons.filter((person) => page.passes.includes(person))
    // A page that opens to everybody is everybody's alike, but for whoever has much to do.
    const who =
      able.length === persons.length
        ? (['lin-zhixia', 'zhao-ming', 'tang-yue'] as const)
        : able.length > 0
          ? able
          : (['lin-zhixia'] as const)
    for (const person of who) {
      const statements = await statementsOf(person, `/en${filled(page.at ?? name, things)}`.replace(/\/$/, ''))
      found[`${name} ${person}`] = `${statements.length}`
      if (statements.length > MOST || mostAlike(statements) > MOST_ALIKE)
        wrong[`${name} as ${person}`] = statements.map((one) => one.slice(0, 160))
    }
  }
  if (process.env.SAY_STATEMENTS) console.log(found, JSON.stringify(wrong, null, 1))
  expect(Object.keys(found).length).toBeGreaterThan(Object.keys(pages).length)
  expect(Object.values(found).some((n) => Number(n) >= 3)).toBe(true)
  expect(wrong).toEqual({})
})
