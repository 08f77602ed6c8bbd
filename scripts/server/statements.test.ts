import { readFileSync, statSync } from 'node:fs'
import { expect, inject, it } from 'vitest'
import { filled, pages, persons, type Who } from '@/e2e/access'
import { Crowd } from './crowd'

/** quality.md: no page issues more than 8, none one per row. What a page asks once for each row comes more often than twice. */
const MOST = 8
const MOST_ALIKE = 2
/** Mails and jobs that the worker has just then may fall among a page's statements: the least of so many counts. */
const TRIES = 4

const { log } = inject('city')
const crowd = new Crowd()

/** What the process reads at most once a second for all pages together (lib/network/queries.ts). */
const reference = ['networks', 'kinds', 'districts', 'venue_categories'].map(
  (table) => new RegExp(`^select [^()]* from "${table}"(?! where)`),
)

/**
 * The statements that PostgreSQL logged since `from` bytes, without their values: but for one reading of the reference,
 * and for transactions, which are the worker's, since a page only reads.
 */
function statementsSince(from: number): string[] {
  const open = new Set<string>()
  const found: string[] = []
  const lines = readFileSync(log).subarray(from).toString()
  for (const [, process = '', text = ''] of lines.matchAll(/\[(\d+)\] LOG: {2}(?:statement|execute [^:]*): (.*(?:\n\t.*)*)/g)) {
    if (/^begin/i.test(text)) open.add(process)
    else if (/^(commit|rollback)/i.test(text)) open.delete(process)
    else if (!open.has(process)) found.push(text)
  }
  for (const pattern of reference) {
    const at = found.findIndex((text) => pattern.test(text))
    if (at >= 0) found.splice(at, 1)
  }
  return found
}

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
