import { expect, it, vi } from 'vitest'
import { readForm } from './form'

vi.mock('next/headers', () => ({ headers: async () => new Headers({ host: 'localhost', origin: 'http://localhost' }) }))

const post = (headers: Record<string, string>) =>
  new Request('http://localhost/api/auth/link', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: 'locale=en&secret=s',
  })

it('a form is read when it says how long it is, and is as long as a form', async () => {
  expect(await readForm(post({ 'content-length': '18' }))).toEqual({ locale: 'en', secret: 's' })
  for (const headers of [{}, { 'content-length': '100001' }, { 'content-length': 'x' }])
    await expect(readForm(post(headers as Record<string, string>))).rejects.toMatchObject({ code: 'invalid_input' })
})
