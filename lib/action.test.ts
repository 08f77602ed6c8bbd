import { expect, it } from 'vitest'
import { isUnavailable, isUnkeepable } from './action'
import { route } from './route'

/** As Drizzle tells of what PostgreSQL refused. */
const failed = (code: string) => new Error('Failed query', { cause: Object.assign(new Error('refused'), { code }) })

it.each([
  ['22021', 'a null byte in a text'],
  ['22P05', 'a null byte in JSON'],
  ['22P02', 'an id that is none'],
  ['22009', 'the year 1'],
  ['22003', 'a number that is too large'],
])('%s, %s, is a mistake of whoever sent it', async (code) => {
  expect([isUnkeepable(failed(code)), isUnavailable(failed(code))]).toEqual([true, false])
  const answer = await route(async () => {
    throw failed(code)
  })(new Request('http://localhost/x'), undefined)
  expect([answer.status, await answer.json()]).toEqual([400, { error: 'invalid_input' }])
})

it.each(['22012', '23505', '57P01', undefined])('%s is not', (code) => expect(isUnkeepable(failed(code as string))).toBe(false))
