import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { type Entrance, filled, pages, routes, type Who } from '@/e2e/access'
import { readModules } from '../modules'
import { actionHeaders, actionsOfBuild } from '../production'
import { root } from '../work.mjs'
import { Crowd } from './crowd'

/** S13: whatever is asked, the server refuses or answers; it never fails. The seed is printed with what failed. */
const SEED = Number(process.env.NONSENSE_SEED || 20_261_125)
const AT_ONCE = 6

/** Without the null byte, which is refused before anything else is read and is asked alone. */
const values = [
  '',
  '-1',
  '99999999999999999999',
  '1e400',
  '%E4%BD%A0%F0%9F%92%A5',
  '%ff',
  "'%3B--",
  '%3Cscript%3E',
  '2026-13-45',
  '0000-00-00',
  'a'.repeat(300),
  '%25',
  '[]',
  'null',
  '__proto__',
  '../../etc',
]
const keys =
  'q cursor page from to when day month week district kind group venue language limit level category places past campaign type join error returnTo request tab view step span run status state by mode metric actor verb subject actor before after place open facility zone alliance part reason locale t s id secret callbackUrl'.split(
    ' ',
  )
const segments = ['%00', '%E4%BD%A0', '%FF', 'a'.repeat(2000), '..%2F..', "'", '-1', '__proto__', '0198a000-0000-7000-8000-00000000000Z']

const crowd = new Crowd()
let things: Record<string, string>
let failed: string[]
let asked: number
let refused: number
const queue: (() => Promise<void>)[] = []

beforeAll(async () => {
  things = await crowd.things()
})

/** Puts a request into the queue; `said` names it where it fails. */
const plan = (who: Who, path: string, init: RequestInit = {}, said = '') =>
  queue.push(async () => {
    const answer = await crowd.ask(who, path, init)
    const text = await answer.text()
    asked++
    if (text.includes('"code":"invalid_input"')) refused++
    if (answer.status >= 500) failed.push(`${answer.status} ${init.method ?? 'GET'} ${path.slice(0, 200)} ${said} as ${who}`)
  })

/** Asks all that is planned, in the order of the seed. */
async function askAll() {
  failed = []
  asked = 0
  refused = 0
  const [order = []] = fc.sample(fc.shuffledSubarray(queue, { minLength: queue.length, maxLength: queue.length }), {
    numRuns: 1,
    seed: SEED,
  })
  queue.length = 0
  const walk = async () => {
    for (let next = order.pop(); next; next = order.pop()) await next()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, walk))
  return { failed: [`seed ${SEED}`, ...failed.sort()], asked, refused }
}

const whoOpens = ({ passes }: Entrance): Who => passes[0] ?? 'tang-yue'

/** The app's pages that read what stands behind the question mark. */
const reading = new Set(
  readModules(root)
    .filter(({ path, text }) => /^app\/.*\/page\.tsx$/.test(path) && text.includes('searchParams'))
    .map(({ path }) => path.replace(/^app\/\[locale\]|\/\([\w-]+\)|\/page\.tsx$/g, '') || '/'),
)

let turn = 0
/** Every other value for an address, and the others for the next. */
function planQueries(who: Who, address: string, all: boolean) {
  const mark = address.includes('?') ? '&' : '?'
  turn++
  for (const [i, value] of (all ? values : values.slice(0, 2)).entries()) {
    if ((i + turn) % 2 === 0) continue
    const mixed = keys.map((key, k) => `${key}=${values[(i + k) % values.length]}`).join('&')
    plan(who, `${address}${mark}${mixed.slice(0, 7000)}&${keys[i]}=${value}`)
    if (all && i % 3 === 0) plan(who, `${address}${mark}${keys.map((key) => `${key}=${value.slice(0, 120)}`).join('&')}`)
  }
  plan(who, `${address}${mark}${keys.map((key) => `${key}=a&${key}=b`).join('&')}`)
  plan(who, `${address}${mark}${keys.map((key) => `${key}=x%00`).join('&')}`)
}

it('whatever is typed into an address', async () => {
  expect(reading.size).toBeGreaterThan(15)
  for (const [name, page] of Object.entries(pages)) {
    const address = `/en${filled(page.at ?? name, things)}`.replace(/\/$/, '')
    planQueries(whoOpens(page), address, reading.has(name))
    if (name.includes('[')) for (const odd of segments) plan(whoOpens(page), `/en${name.replace(/\[[^\]]+\]/g, odd)}`)
  }
  for (const [name, route] of Object.entries(routes)) {
    if (route === 'signs in' || !name.startsWith('GET')) continue
    planQueries(whoOpens(route), filled(route.at ?? '', things), true)
    if (name.includes('[')) for (const odd of segments) plan(whoOpens(route), name.slice(4).replace(/\[[^\]]+\]/g, odd))
  }
  for (const locale of ['fr', 'EN', 'zh-cn', '%00', '%ff', 'favicon.ico', 'a.b', '__proto__', 'x'.repeat(300), '..%2f'])
    for (const rest of ['', '/groups', '/activities/x', '/me', '/admin/statistics']) plan('tang-yue', `/${locale}${rest}`)
  const { failed, asked } = await askAll()
  expect(asked).toBeGreaterThan(600)
  expect(failed.slice(1), failed[0]).toEqual([])
})

const bodies = [
  '',
  '{',
  '[]',
  'null',
  '{"key":{"a":1}}',
  `key=${'x'.repeat(5000)}`,
  'locale=fr&returnTo=//evil.example',
  '--x\r\nContent-Disposition: form-data',
]
const types = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', 'x']

it('whatever is posted to a door', async () => {
  const doors = Object.keys(routes).map((name) => name.split(' ')[1] as string)
  for (const door of [...new Set(doors), '/api/auth/callback/x', '/api/auth/signout', '/api/auth/signin/email'])
    for (const body of bodies)
      for (const type of types)
        for (const extra of [{}, { 'next-action': 'a'.repeat(42) }] as Record<string, string>[])
          plan(
            'tang-yue',
            door.replace(/\[[^\]]+\]/g, 'x'),
            { method: 'POST', body, headers: { 'content-type': type, ...extra } },
            `${type} ${body.slice(0, 30)}`,
          )
  const { failed, asked } = await askAll()
  expect(asked).toBeGreaterThan(500)
  expect(failed.slice(1), failed[0]).toEqual([])
})

const inputs = [
  '',
  '{',
  'null',
  '[]',
  '[null]',
  '[{}]',
  '[[],{},1]',
  '["$K1"]',
  '["$@9"]',
  '["$F1"]',
  '[{"id":"\\u0000","q":1e999}]',
  `[${'['.repeat(3000)}`,
]

it('whatever is posted to an action', async () => {
  for (const [n, { name, id, page }] of actionsOfBuild().entries()) {
    const isFor = (half: number) => (_: string, i: number) => (i + n) % 2 === half
    const entrance = pages[page]
    const at = `/en${filled(entrance?.at ?? page, things)}`.replace(/\/$/, '')
    for (const body of inputs.filter(isFor(0))) {
      const headers = actionHeaders(crowd.address, id, '')
      plan('visitor', at, { method: 'POST', body, headers: { ...headers, cookie: '' } }, `${name} ${body.slice(0, 30)}`)
    }
    for (const body of inputs.filter(isFor(1))) {
      const { cookie: _, ...headers } = actionHeaders(crowd.address, id, '')
      plan('tang-yue', at, { method: 'POST', body, headers }, `${name} ${body.slice(0, 30)}`)
    }
    const form = new FormData()
    form.set(`$ACTION_ID_${id}`, '')
    for (const key of keys) form.set(key, "'\u0000")
    plan('gu-heng', at, { method: 'POST', body: form, headers: { origin: crowd.address } }, `${name} as a form`)
  }
  const { failed, asked, refused } = await askAll()
  // The actions themselves refuse: nothing before them keeps the nonsense away.
  expect(refused).toBeGreaterThan(100)
  expect(asked).toBeGreaterThan(500)
  expect(failed.slice(1), failed[0]).toEqual([])
})
