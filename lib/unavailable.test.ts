import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { noteFailure, tellUnavailable } from './unavailable'

const server = createServer((request, response) => {
  response.statusCode = Number(request.url?.slice(1, 4))
  response.end('x')
})
const ask = async (status: number | string) => {
  const answer = await fetch(`http://localhost:${(server.address() as AddressInfo).port}/${status}`)
  return [answer.status, answer.headers.get('retry-after')]
}
beforeAll(async () => {
  tellUnavailable()
  await new Promise<void>((done) => server.listen(0, done))
})
afterAll(() => server.close())

it('a page that failed answers 503 with Retry-After only where the database could not be reached', async () => {
  noteFailure(new Error('a mistake of ours'))
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
