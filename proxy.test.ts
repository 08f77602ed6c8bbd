import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { unstable_doesMiddlewareMatch as doesMatch } from 'next/experimental/testing/server'
import { describe, expect, it, vi } from 'vitest'
import proxy, { config } from './proxy'

// It asks for `next/server` in a way that only a bundler understands.
vi.mock('next-intl/middleware', () => ({ default: () => () => null }))

const reaches = (url: string) => doesMatch({ config, nextConfig: {}, url })

describe('what the proxy sees', () => {
  it.each(['/', '/en', '/zh-CN/groups/a.b', '/groups/a.b', '/en/activities/2026.11', '/wp-login.php', '/en/me', '/icon.svg/x'])(
    'every page, with a dot or without: %s',
    (url) => expect(reaches(url)).toBe(true),
  )

  it.each(['/api/healthz', '/api/v1/groups/a/calendar.ics', '/_next/static/chunks/a.js', '/manifest.webmanifest'])(
    'nothing that answers for itself: %s',
    (url) => expect(reaches(url)).toBe(false),
  )

  it('no address that no database could look up', () => {
    const statusOf = (path: string) => {
      const { pathname, search } = new URL(path, 'http://localhost')
      return proxy({ nextUrl: { pathname, search } } as never)?.status
    }
    for (const path of ['/en/activities/%00', '/en/groups/a%00b', '/en/groups/%E0%A4%A']) expect(statusOf(path)).toBe(400)
  })

  it('pictures of the configured server of map tiles, and of no other', () => {
    const policy = (tiles: string) => {
      vi.stubEnv('MAP_TILES', tiles)
      const headers = new Headers()
      try {
        proxy({ nextUrl: { pathname: '/en/venues', search: '' }, headers } as never)
      } catch {
        // What localizes is not here.
      }
      vi.unstubAllEnvs()
      return /img-src ([^;]+);/.exec(headers.get('content-security-policy') ?? '')?.[1]
    }
    expect(policy('')).toBe("'self' blob: data:")
    expect(policy('https://tiles.example.org/a/{z}/{x}/{y}.png?key=1')).toBe("'self' blob: data: https://tiles.example.org")
    expect(policy('no address')).toBe("'self' blob: data:")
  })

  it('and none of the files that lie at the root', () => {
    const files = [...readdirSync(join(import.meta.dirname, 'public')), 'icon.svg', 'apple-icon.png']
    for (const file of files) expect([file, reaches(`/${file}`)]).toEqual([file, false])
    for (const file of ['icon.svg', 'apple-icon.png', 'manifest.ts']) expect(existsSync(join(import.meta.dirname, 'app', file))).toBe(true)
  })
})
