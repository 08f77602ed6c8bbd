import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pages, routes } from '@/e2e/access'

/** Every entrance of the house is declared in a table that is asked: the actions here, pages and routes in e2e/access.ts. */

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
const read = (path: string) => readFileSync(path, 'utf8')

function compare(found: string[], declared: string[]) {
  expect(
    found.filter((name) => !declared.includes(name)),
    'missing from the table',
  ).toEqual([])
  expect(
    declared.filter((name) => !found.includes(name)),
    'in the table, but gone',
  ).toEqual([])
}

describe('no entrance is left out', () => {
  it('of the actions', () => {
    const found = filesUnder('lib')
      .filter((path) => /^lib\/\w+\/actions\.ts$|^lib\/\w+\/actions\//.test(path))
      .flatMap((path) =>
        [...read(path).matchAll(/^export (?:const|async function) (\w+)/gm)].map(([, name]) => `${path.split('/')[1]}.${name}`),
      )
    const tables = filesUnder('lib/policy').filter((path) => /access-\w+\.test\.ts$/.test(path))
    const declared = tables.flatMap((path) =>
      [...read(path).matchAll(/^ {2}'(\w+\.\w+)': (?:on|self)\(/gm)].map(([, name]) => `${name}Action`),
    )
    expect(found.length).toBeGreaterThan(120)
    compare(found, declared)
  })

  it('of the pages', () => {
    const found = filesUnder('app/[locale]').filter((path) => path.endsWith('/page.tsx'))
    compare(
      found.map(
        (path) =>
          path
            .replace('app/[locale]', '')
            .replace(/\/\(\w+\)/, '')
            .replace(/\/page\.tsx$/, '') || '/',
      ),
      Object.keys(pages),
    )
    expect(filesUnder('app').filter((path) => path.endsWith('/page.tsx')).length).toBe(found.length)
  })

  it('of the routes', () => {
    const found = filesUnder('app').filter((path) => path.endsWith('/route.ts'))
    const methods = /\b(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b(?= =|,| \})/g
    const named = found.flatMap((path) => {
      const exported = read(path).match(/^export (const|\{).*$/gm) ?? []
      const address = path.replace(/^app/, '').replace(/\/route\.ts$/, '')
      return exported.flatMap((line) => [...line.matchAll(methods)].map(([, method]) => `${method} ${address}`))
    })
    compare(named, Object.keys(routes))
  })
})

describe('with proxy.ts removed', () => {
  const ours = ['app', 'components', 'lib'].flatMap(filesUnder).filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))

  it('only the frame of the page reads what it sets', () => {
    const set = [...read('proxy.ts').matchAll(/request\.headers\.set\('(x-[\w-]+)'/g)].map(([, name = '']) => name)
    expect(set).toContain('x-hui-path')
    const readers = ours.filter((path) => set.some((name) => read(path).includes(`'${name}'`)))
    expect(readers).toEqual(['app/[locale]/layout.tsx'])
  })

  it('it knows of no session and of nobody’s rights', () => {
    const imported = [...read('proxy.ts').matchAll(/from '([^']+)'/g)].map(([, from]) => from)
    expect(imported).toEqual(['next/server', 'next-intl/middleware', './lib/i18n/routing'])
    expect(read('proxy.ts')).not.toMatch(/cookie/i)
  })
})
