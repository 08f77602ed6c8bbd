import { describe, expect, it } from 'vitest'
import { clientAddress, isLoopback, ownPath, publicOrigin } from './origin'

describe('where to go after signing in', () => {
  it.each([
    ['/zh-CN/activities/night-reading?tab=1#people', '/zh-CN/activities/night-reading?tab=1#people'],
    ['/en', '/en'],
  ])('keeps our own path %s', (path, kept) => expect(ownPath(path)).toBe(kept))

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/en\n//evil.example',
    'javascript:alert(1)',
    '/api/auth/signout',
    '/_next/data',
    'en',
    '',
    null,
    undefined,
    '/.//evil.example',
    `/${'a'.repeat(600)}`,
  ])('refuses %s', (path) => expect(ownPath(path)).toBeNull())
})

describe('where a request came from', () => {
  const here = { host: 'localhost:3000', peer: '127.0.0.1', forwardedFor: null }

  it.each([
    [here, true],
    [{ ...here, host: '[::1]:3000', peer: '::1' }, true],
    [{ ...here, peer: '::ffff:127.0.0.1', forwardedFor: '::ffff:127.0.0.1' }, true],
    [{ ...here, peer: null }, true],
    [{ ...here, host: 'hui.example.org' }, false],
    [{ ...here, host: 'localhost.evil.example' }, false],
    [{ ...here, host: null }, false],
    [{ ...here, peer: '192.168.1.7' }, false],
    [{ ...here, forwardedFor: '203.0.113.9' }, false],
    [{ ...here, forwardedFor: '203.0.113.9, 127.0.0.1' }, false],
  ])('%o on this machine: %s', (origin, loopback) => expect(isLoopback(origin)).toBe(loopback))

  it('takes the socket’s address, and a nearby proxy’s word only for its own client', () => {
    expect(clientAddress({ host: null, peer: '203.0.113.9', forwardedFor: '1.2.3.4' })).toBe('203.0.113.9')
    expect(clientAddress({ host: null, peer: '127.0.0.1', forwardedFor: '6.6.6.6, 203.0.113.9' })).toBe('203.0.113.9')
    expect(clientAddress({ host: null, peer: null, forwardedFor: null })).toBe('unknown')
  })
})

describe('the public origin', () => {
  it('is what the deployment says of itself, else where the request was sent', () => {
    const asked = 'http://10.0.0.7:3000/api/v1/x?y=1'
    expect(publicOrigin(asked, { NEXTAUTH_URL: 'https://hui.example.org/api/auth' })).toBe('https://hui.example.org')
    expect(publicOrigin(asked, { NEXTAUTH_URL: 'not an address' })).toBe('http://10.0.0.7:3000')
    expect(publicOrigin(asked, {})).toBe('http://10.0.0.7:3000')
  })
})
