import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

export type Import = { to: string; names: string[]; typeOnly: boolean; own: boolean }
export type Module = { path: string; text: string; lines: number; imports: Import[] }

const rooms = ['app', 'components', 'db', 'lib', 'e2e', 'scripts']
const singles = ['proxy.ts', 'instrumentation.ts', 'next.config.ts', 'playwright.config.ts', 'vitest.config.ts', 'drizzle.config.ts']
const isSource = (name: string) => /\.(ts|tsx|mjs)$/.test(name) && !name.endsWith('.d.ts')

function* sourcesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* sourcesUnder(path)
    else if (isSource(entry.name)) yield path
  }
}

/** Every source file of ours under `root`, with what it imports; own imports as paths from `root`. */
export function readModules(root: string): Module[] {
  const paths = [...rooms.map((room) => join(root, room)).filter(existsSync)].flatMap((folder) => [...sourcesUnder(folder)])
  paths.push(...singles.map((name) => join(root, name)).filter(existsSync))
  return paths.map((path) => {
    const text = readFileSync(path, 'utf8')
    const imports = importsOf(text).map(({ from, ...rest }) => {
      const resolved = resolveOwn(root, path, from)
      return { ...rest, to: resolved ?? from, own: resolved !== null }
    })
    return { path: relative(root, path), text, lines: text.split('\n').length - 1, imports }
  })
}

const statement = /^[ \t]*(import|export)\s+(type\s+)?([\w$*\s{},]*?)\s*from\s*['"]([^'"]+)['"]/gm
const sideEffect = /^[ \t]*import\s+['"]([^'"]+)['"]/gm
const dynamic = /\bimport\(\s*(?:\/\*[^*]*\*\/\s*)?['"]([^'"]+)['"]\s*\)/g

/** The import statements of a source, with the names that are left at run time; `typeOnly` where nothing is. */
export function importsOf(text: string): { from: string; names: string[]; typeOnly: boolean }[] {
  const found = [...text.matchAll(statement)].map(([, , type, clause = '', from = '']) => {
    const each = (/\{([^}]*)\}/.exec(clause)?.[1] ?? '').split(',').map((name) => name.trim())
    const names = each.filter((name) => name && !name.startsWith('type ')).map((name) => name.split(' as ')[0] ?? '')
    const bare = clause
      .replace(/\{[^}]*\}/, '')
      .replace(',', '')
      .trim()
    return { from, names: type ? [] : names, typeOnly: Boolean(type) || (names.length === 0 && bare === '' && each.some(Boolean)) }
  })
  for (const pattern of [sideEffect, dynamic])
    for (const [, from = ''] of text.matchAll(pattern)) found.push({ from, names: [], typeOnly: false })
  return found
}

function resolveOwn(root: string, importer: string, from: string): string | null {
  if (!from.startsWith('.') && !from.startsWith('@/')) return null
  const base = from.startsWith('@/') ? join(root, from.slice(2)) : join(dirname(importer), from)
  const found = ['', '.ts', '.tsx', '.mjs', '/index.ts', '/index.tsx']
    .map((end) => base + end)
    .find((path) => existsSync(path) && statSync(path).isFile())
  return relative(root, found ?? base)
}
