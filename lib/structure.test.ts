import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Module, readModules } from '../scripts/modules'

const modules = readModules(process.cwd())

/** The domains in their line: each imports only those before it. */
const domains =
  'network accounts groups venues registrations campaigns activities rsvps attendance contributions friends mentors reports imports statistics'.split(
    ' ',
  )
const vocabulary = ['schema', 'rules', 'queries', 'commands', 'actions', 'jobs']
const rooms = ['policy', 'auth', 'history', 'notices', 'jobs', 'mail', 'time', 'i18n', 'files', 'search']
/** Tests and the references of `npm run bench` are instruments, not rooms. */
const isTest = (path: string) => /\.(test|bench)\.tsx?$/.test(path)

/** Of `lib/<domain>/<word>…`: the domain and which of the six words; null elsewhere. */
function placeOf(path: string): { domain: string; word: string } | null {
  const [, domain = '', rest = ''] = /^lib\/([^/]+)\/(.+)$/.exec(path) ?? []
  return domains.includes(domain) ? { domain, word: rest.split(/[./]/)[0] ?? '' } : null
}

const earlier = (a: string, b: string) => domains.indexOf(a) < domains.indexOf(b)
const isEntrance = (path: string) => /^app\/api\/.*route\.(bench\.)?tsx?$/.test(path) || path === 'instrumentation.ts'

/** Why this import may not be, or null. */
function refusal(from: string, to: string, typeOnly: boolean): string | null {
  if (isTest(from) || to === 'db/vocabulary.ts') return null
  const source = placeOf(from)
  const target = placeOf(to)
  if (to.startsWith('scripts/') || to.startsWith('e2e/'))
    return /^(scripts|e2e)\/|config\.ts$/.test(from) ? null : 'scripts and journeys are imported by nobody'
  if (/^(scripts|e2e)\//.test(from)) return null
  if (from === 'db/vocabulary.ts') return 'the vocabulary imports nothing'
  if (/^db\/(client|ids|migrate|folder-lock)\.ts$|^db\/schema\//.test(from))
    return to.startsWith('db/') ? null : 'the database knows only itself'
  if (from.startsWith('db/'))
    return to.startsWith('db/') || typeOnly || /^lib\/(search|time)\//.test(to) || ['rules', 'schema'].includes(target?.word ?? '')
      ? null
      : 'demo and testing know rules and schemas'
  if (to.startsWith('db/') && !(typeOnly && to === 'db/client.ts')) {
    const allowed = source
      ? ['queries', 'commands'].includes(source.word)
      : /^lib\/(auth|history|jobs|notices|files|requests|limits)\b/.test(from)
    if (!allowed) return 'only queries, commands and the rooms that write import the database'
  }
  if (from.startsWith('app/')) return refusalToApp(from, to, target, typeOnly)
  if (from.startsWith('components/')) return refusalToComponent(from, to, target, typeOnly)
  if (from.startsWith('lib/policy/')) return typeOnly || /^lib\/(policy|errors)/.test(to) ? null : 'the policy imports types'
  if (to.startsWith('app/') || to.startsWith('components/')) return 'nothing below imports pages or components'
  if (!source) return null
  if (target && target.domain !== source.domain) {
    if (!earlier(target.domain, source.domain)) return 'a domain imports only those before it'
    const allowed = source.word === 'commands' ? ['schema', 'rules', 'queries', 'commands'] : ['schema', 'rules', 'queries']
    return allowed.includes(target.word) || typeOnly ? null : `another domain's ${target.word} are its own`
  }
  return refusalInside(source.word, to, target, typeOnly)
}

function refusalToApp(from: string, to: string, target: ReturnType<typeof placeOf>, typeOnly: boolean): string | null {
  if (/^(app|components)\//.test(to) || typeOnly) return null
  if (target)
    return ['queries', 'schema'].includes(target.word) || (isEntrance(from) && target.word === 'commands')
      ? null
      : `a page does not import ${target.word}`
  if (/^lib\/(auth|policy|i18n|time)\/|^lib\/errors|^lib\/(notices|history)\/(queries|schema)/.test(to)) return null
  return isEntrance(from) && /^lib\/(jobs\/|files\/|route|errors|parse|requests|log)/.test(to)
    ? null
    : 'a page imports components, queries, schemas and who acts'
}

function refusalToComponent(from: string, to: string, target: ReturnType<typeof placeOf>, typeOnly: boolean): string | null {
  const [, own = ''] = /^components\/([^/]+)\//.exec(from) ?? []
  const [, other] = /^components\/([^/]+)\//.exec(to) ?? []
  const shared = ['ui', 'form', 'charts', 'shell']
  if (other)
    return other === own || shared.includes(other) || own === 'shell' || earlier(other, own)
      ? null
      : 'a component imports those of earlier domains'
  if (typeOnly) return null
  if (target)
    return target.domain === own && ['schema', 'rules', 'actions'].includes(target.word)
      ? null
      : 'a component imports its own schema, rules and actions'
  return /^lib\/(i18n|time|errors|action|policy|parse)/.test(to) || to.endsWith('.css') ? null : 'a component imports no room that writes'
}

function refusalInside(word: string, to: string, target: ReturnType<typeof placeOf>, typeOnly: boolean): string | null {
  if (typeOnly) return null
  const allowed: Record<string, string[]> = {
    schema: ['schema'],
    rules: ['rules', 'schema'],
    queries: ['queries', 'rules', 'schema'],
    commands: ['commands', 'queries', 'rules', 'schema', 'jobs'],
    actions: ['commands', 'queries', 'schema'],
    jobs: ['jobs', 'schema'],
  }
  if (target) return allowed[word]?.includes(target.word) ? null : `${word} do not import ${target.word}`
  if (word === 'rules' || word === 'schema') return /^lib\/(time|errors|search)\b/.test(to) ? null : `${word} are pure`
  return word === 'queries' && /^lib\/(jobs|history|notices)\//.test(to) ? 'queries write nothing' : null
}

const impure = /^(next|react|next-intl|drizzle-orm|postgres|@electric-sql|node:(fs|http|https|net|child_process)|nodemailer|resend)(\/|$)/

function importViolations(all: Module[]): string[] {
  return all.flatMap(({ path, imports }) =>
    imports.flatMap(({ to, typeOnly, own }) => {
      const word = placeOf(path)?.word
      if (!own)
        return !typeOnly && !isTest(path) && (word === 'rules' || word === 'schema') && impure.test(to)
          ? [`${path} → ${to}: ${word} are pure`]
          : []
      const why = refusal(path, to, typeOnly)
      return why ? [`${path} → ${to}: ${why}`] : []
    }),
  )
}

/** The cycles of files, each as the files it goes through; imports of types alone make none. */
function cycles(all: Module[]): string[] {
  const edges = new Map(all.map((m) => [m.path, m.imports.filter((i) => i.own && !i.typeOnly).map((i) => i.to)]))
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (path: string, trail: string[]) => {
    if (state.get(path) === 'open') found.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    if (state.has(path)) return
    state.set(path, 'open')
    for (const to of edges.get(path) ?? []) visit(to, [...trail, path])
    state.set(path, 'done')
  }
  for (const path of edges.keys()) visit(path, [])
  return found
}

function nameViolations(all: Module[]): string[] {
  return all.flatMap(({ path, lines, text }) => {
    const found: string[] = []
    const say = (why: string) => found.push(`${path}: ${why}`)
    const place = placeOf(path)
    const [, room] = /^lib\/([^/]+)\//.exec(path) ?? []
    if (room && !domains.includes(room) && !rooms.includes(room)) say(`lib/${room} is no domain and no room`)
    if (place && !vocabulary.includes(place.word) && !isTest(path)) say(`"${place.word}" is none of ${vocabulary.join(', ')}`)
    if (/(^|\/)(utils?|helpers?|types|services?|index)\.(ts|tsx|mjs)$/.test(path)) say('a name that says nothing')
    if (!path.split('/').every((part) => /^(\[+(\.\.\.)?[\w]+\]+|\([\w]+\)|[a-z0-9.-]+)$/.test(part))) say('is not kebab-case')
    if (/^(lib|app|components|db)\//.test(path) && !/^db\/(demo|migrations)\//.test(path) && !isTest(path) && lines > 300)
      say(`has ${lines} lines; 300 are enough`)
    if (/^app\/(.*\/)?page\.tsx$/.test(path) && lines > 60) say(`has ${lines} lines; a page has 60`)
    if (/dangerouslySetInnerHTML/.test(text) && !isTest(path)) say('dangerouslySetInnerHTML')
    if (/sql\.(raw|identifier)\b/.test(text) && !/^db\/testing\//.test(path) && !isTest(path)) say('sql.raw or sql.identifier')
    if (place?.word === 'rules' && !isTest(path) && /\bnew Date\(\)|\bDate\.now\(/.test(text)) say('a rule takes its clock')
    return found
  })
}

const isCommands = (path: string) => placeOf(path)?.word === 'commands' && !isTest(path)
const isDoor = (path: string) =>
  placeOf(path)?.word === 'actions' || isEntrance(path) || path === 'lib/jobs/handlers.ts' || /^scripts\/[\w-]+\.ts$/.test(path)

/** Functions of the command files by name, with their text. */
function functionsOf(all: Module[]): Map<string, string> {
  const found = new Map<string, string>()
  const start = /^(?:export )?(?:async )?(?:function (\w+)|const (\w+) = (?:async )?(?:<[^>]*>)?\()/gm
  for (const { text } of all.filter((m) => isCommands(m.path))) {
    const starts = [...text.matchAll(start)]
    starts.forEach((match, i) => {
      const name = match[1] ?? match[2] ?? ''
      found.set(name, (found.get(name) ?? '') + text.slice(match.index, starts[i + 1]?.index))
    })
  }
  return found
}

/** Commands that an entrance calls and that, with all they call, do not authorize or do not record. */
function unguarded(all: Module[]): { checked: number; violations: string[] } {
  const functions = functionsOf(all)
  const reachable = (name: string, seen = new Set<string>()): string => {
    const text = functions.get(name)
    if (!text || seen.has(name)) return ''
    seen.add(name)
    return text + [...new Set([...text.matchAll(/\b(\w+)\(/g)].map((m) => m[1] ?? ''))].map((called) => reachable(called, seen)).join('')
  }
  const doors = all
    .filter((m) => isDoor(m.path))
    .flatMap((m) => m.imports.filter((i) => i.own && isCommands(i.to)).flatMap((i) => i.names.map((name) => ({ name, at: i.to }))))
  const commands = new Map(doors.map((d) => [`${d.at} ${d.name}`, d]))
  const violations = [...commands.values()].flatMap(({ name, at }) => {
    const text = reachable(name)
    const missing = [
      ...(/\bauthorize\(/.test(text) ? [] : ['authorize']),
      ...(/\brecord\(/.test(text) ? [] : ['record']),
      ...(/\binTransaction\(/.test(text) ? [] : ['open a transaction']),
    ]
    return missing.length ? [`${at} ${name} does not ${missing.join(' or ')}`] : []
  })
  return { checked: commands.size, violations }
}

/** The modules of a house of a few files, to see that each check finds what it looks for. */
function seeded(files: Record<string, string>): Module[] {
  const folder = mkdtempSync(join(tmpdir(), 'hui-structure-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return readModules(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('the house', () => {
  it('reads every module, and resolves every import of its own', () => {
    expect(modules.length).toBeGreaterThan(150)
    const paths = new Set(modules.map((m) => m.path))
    const lost = modules.flatMap((m) =>
      m.imports.filter((i) => i.own && !paths.has(i.to) && !/\.(css|json)$/.test(i.to)).map((i) => `${m.path} → ${i.to}`),
    )
    expect(lost).toEqual([])
    for (const { text, imports, path } of modules)
      expect([path, imports.length]).toEqual([path, Math.max(imports.length, text.match(/^(import|\} from) .*['"]$/gm)?.length ?? 0)])
  })

  it('imports as architecture.md says', () => expect(importViolations(modules)).toEqual([]))
  it('has no cycle of files', () => expect(cycles(modules)).toEqual([]))
  it('keeps its names and sizes', () => expect(nameViolations(modules)).toEqual([]))

  it('authorizes and records in every command that an entrance calls', () => {
    const { checked, violations } = unguarded(modules)
    expect(violations).toEqual([])
    expect(checked).toBeGreaterThan(20)
  })

  it('holds bench pages and test switches out of a production build', async () => {
    delete process.env.HUI_BENCH
    const { default: config } = await import('../next.config')
    expect(config.pageExtensions).toEqual(['tsx', 'ts'])
    const switches = modules.filter(
      (m) =>
        /^(app|components|lib|db\/(client|schema))/.test(m.path) &&
        !isTest(m.path) &&
        /process\.env\.(HUI_TEST|HUI_CLOCK|HUI_FAIL|TEST_)/.test(m.text),
    )
    expect(switches.map((m) => m.path)).toEqual([])
  })
})

describe('a seeded violation is found', () => {
  const command = (body: string) =>
    `import { inTransaction } from 'x'\nexport function rsvp(ctx) {\n  return inTransaction(ctx, async (ctx) => {\n    ${body}\n  })\n}\n`
  const action = `import { rsvp } from './commands'\nexport const rsvpAction = action(schema, rsvp)\n`

  it.each<[string, Record<string, string>]>([
    [
      'an earlier domain imports a later one',
      { 'lib/groups/queries.ts': `import { a } from '@/lib/rsvps/queries'\n`, 'lib/rsvps/queries.ts': '' },
    ],
    ['queries import commands', { 'lib/rsvps/queries.ts': `import { a } from './commands'\n`, 'lib/rsvps/commands.ts': '' }],
    ['a page imports the database', { 'app/page.tsx': `import { a } from '@/db/client'\n`, 'db/client.ts': '' }],
    ['a page imports commands', { 'app/page.tsx': `import { a } from '@/lib/rsvps/commands'\n`, 'lib/rsvps/commands.ts': '' }],
    ['a component imports queries', { 'components/rsvps/a.tsx': `import { a } from '@/lib/rsvps/queries'\n`, 'lib/rsvps/queries.ts': '' }],
    ['a rule imports drizzle', { 'lib/rsvps/rules.ts': `import { a } from 'drizzle-orm'\n` }],
    ['a rule imports the database', { 'lib/rsvps/rules.ts': `import { a } from '@/db/schema/rsvps'\n`, 'db/schema/rsvps.ts': '' }],
    [
      'the schema of the database imports a domain',
      { 'db/schema/rsvps.ts': `import { a } from '@/lib/rsvps/schema'\n`, 'lib/rsvps/schema.ts': '' },
    ],
  ])('%s', (_, files) => expect(importViolations(seeded(files))).toHaveLength(1))

  it('a cycle', () =>
    expect(cycles(seeded({ 'lib/a.ts': `import { b } from './b'\n`, 'lib/b.ts': `import { a } from './a'\n` }))).toHaveLength(1))

  it.each<[string, Record<string, string>]>([
    ['a file outside the vocabulary', { 'lib/rsvps/verdict.ts': '' }],
    ['a barrel', { 'components/ui/index.ts': '' }],
    ['a rule that reads the clock', { 'lib/rsvps/rules.ts': 'export const now = () => new Date()\n' }],
    ['301 lines', { 'lib/rsvps/queries.ts': '\n'.repeat(301) }],
    ['a page of 61 lines', { 'app/page.tsx': '\n'.repeat(61) }],
    ['raw SQL', { 'lib/rsvps/queries.ts': 'sql.raw(text)\n' }],
  ])('%s', (_, files) => expect(nameViolations(seeded(files))).toHaveLength(1))

  it.each([
    ['authorizes nothing', `await record(ctx, 'a.b')`],
    ['records nothing', `authorize(ctx.actor, 'a:b')`],
  ])('a command that %s', (_, body) =>
    expect(unguarded(seeded({ 'lib/rsvps/commands.ts': command(body), 'lib/rsvps/actions.ts': action })).violations).toHaveLength(1),
  )
})
