import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { noteFailure, tellUnavailable } from './unavailable'

const server = createServer((request, response) => {
  response.statusCode = Number(request.url?.slice(1, 4))
  response.end('x')
})
const ask = async (status: number | string, init: RequestInit = {}) => {
  const answer = await fetch(`http://localhost:${(server.address() as AddressInfo).port}/${status}`, init)
  return [answer.status, answer.headers.get('retry-after')]
}
const ours = Object.assign(new Error('ours'), { stack: 'Error: ours\n at /app/.next/server/chunks/x.js:1:1' })
beforeAll(async () => {
  tellUnavailable()
  await new Promise<void>((done) => server.listen(0, done))
})
afterAll(() => server.close())

it('a body that no action could read is the asker’s mistake; what failed inside one is ours', async () => {
  const posted = { method: 'POST', headers: { 'next-action': 'x' } }
  noteFailure(ours)
  expect(await ask(500, posted)).toEqual([500, null])
  noteFailure(new SyntaxError('Unexpected end of JSON input'))
  expect(await ask(500, posted)).toEqual([400, null])
  expect(await ask(501, posted)).toEqual([501, null])
  expect(await ask(500)).toEqual([500, null])
})

it('a page that failed answers 503 with Retry-After only where the database could not be reached', async () => {
  noteFailure(ours)
  expect(await ask(500)).toEqual([500, null])
  noteFailure(new Error('failed query', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }))
  expect(await ask(500)).toEqual([503, '2'])
  expect(await ask(200)).toEqual([200, null])
  expect(await ask(404)).toEqual([404, null])
})

it('an address that cannot be decoded is not our failure', async () => {
  expect(await ask('500/%FF')).toEqual([400, null])
  expect(await ask('200/%FF')).toEqual([200, null])
})
