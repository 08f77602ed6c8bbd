import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { holderOf, takeFolder } from '@/db/folder-lock'
import { freePort, root, secretIn } from './work.mjs'

let folder: string
let port: number

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hui-start-'))
  port = await freePort()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a script to its end. */
function script(args: string[], env: Record<string, string> = {}): Promise<{ code: number | null; said: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, DATABASE_URL: '', NEXTAUTH_SECRET: '', npm_lifecycle_event: '', DATA_DIR: folder, PORT: String(port), ...env },
    })
    let said = ''
    child.stdout.on('data', (chunk) => (said += chunk))
    child.stderr.on('data', (chunk) => (said += chunk))
    child.once('close', (code) => done({ code, said }))
  })
}
const npmStart = (env?: Record<string, string>) => script(['scripts/start.mjs'], env)
const tsx = (name: string, env?: Record<string, string>) => script(['--import', 'tsx', `scripts/${name}`], env)

describe('npm start', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['a port that is none', { PORT: 'eighty' }, /PORT is "eighty"/],
    ['a day that is none', { DEMO_DATE: '2026-02-30' }, /DEMO_DATE is "2026-02-30"/],
    ['PostgreSQL without a secret', { DATABASE_URL: 'postgres://127.0.0.1:1/none' }, /NEXTAUTH_SECRET is missing/],
  ])('refuses %s with a sentence, at once', async (_, env, sentence) => {
    const { code, said } = await npmStart(env)
    expect(code).toBe(1)
    expect(said).toMatch(sentence)
    expect(said).not.toMatch(/\n\s+at /)
  })

  it('says so when the database does not answer', async () => {
    const { code, said } = await npmStart({ DATABASE_URL: 'postgres://127.0.0.1:1/none', NEXTAUTH_SECRET: 'x' })
    expect(code).toBe(1)
    expect(said).toMatch(/The database does not answer \(ECONNREFUSED\)/)
  })

  it('makes the secret once, for its owner alone', () => {
    const secret = secretIn(join(folder, 'data'))
    expect(secret.length).toBeGreaterThanOrEqual(40)
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'data', 'secret')).mode & 0o777).toBe(0o600)
    expect(secretIn(join(folder, 'data'))).toBe(secret)
  })
})

describe('a holder that has died unburied', () => {
  // A zombie is only to be seen in /proc.
  if (existsSync('/proc/self/stat'))
    it('holds the folder no more, for the house and for npm start alike', async () => {
      // The shell would bury its child; `sleep`, which takes the shell's place, never does.
      const parent = spawn('sh', ['-c', 'cat <&3 & echo $!; exec sleep 60 3<&-'], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] })
      try {
        const pid = Number(await new Promise((said) => parent.stdout?.once('data', (chunk) => said(String(chunk).trim()))))
        await expect.poll(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim(), { timeout: 10_000 }).toBe('sleep')
        parent.stdio[3]?.destroy()
        const statOf = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
        await expect.poll(() => statOf()[0], { timeout: 10_000 }).toBe('Z')
        const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
        writeFileSync(join(folder, 'hui.lock'), JSON.stringify({ pid, startedAt: statOf()[19], boot }))
        expect(holderOf(folder)).toBeNull()
        const { said } = await npmStart({ PORT: 'eighty' })
        expect(said).not.toContain('already running')
        takeFolder(folder)()
      } finally {
        parent.kill('SIGKILL')
      }
    })
})

describe('a second process on the same data folder', () => {
  it.each([
    ['npm start', npmStart],
    ['db:migrate', () => tsx('migrate.ts')],
    ['db:seed', () => tsx('seed.ts')],
    ['admin', () => script(['--import', 'tsx', 'scripts/admin.ts', 'grant', 'a@example.org', 'network'])],
  ])('%s is refused with a clear sentence and harms nothing', async (_, second) => {
    const release = takeFolder(folder)
    const lock = readFileSync(join(folder, 'hui.lock'), 'utf8')
    const { code, said } = await second()
    expect(code).toBe(1)
    expect(said).toContain(`Hui is already running on this data folder (process ${process.pid}). Stop Hui first`)
    expect(said).not.toMatch(/\n\s+at /)
    expect(readdirSync(folder)).toEqual(['hui.lock'])
    expect(readFileSync(join(folder, 'hui.lock'), 'utf8')).toBe(lock)
    expect(holderOf(folder)).toBe(process.pid)
    release()
    expect(existsSync(join(folder, 'hui.lock'))).toBe(false)
  })

  it('takes over from a process that is gone', async () => {
    writeFileSync(join(folder, 'hui.lock'), JSON.stringify({ pid: 2 ** 22 - 3, startedAt: '1', boot: 'another' }))
    expect(holderOf(folder)).toBeNull()
    takeFolder(folder)()
    expect(existsSync(join(folder, 'hui.lock'))).toBe(false)
  })
})

describe('npm run admin', () => {
  it('says that a network must be set up first', async () => {
    const { code, said } = await script(['--import', 'tsx', 'scripts/admin.ts', 'grant', 'a@example.org', 'network'])
    expect(code).toBe(1)
    expect(said).toContain('There is no network yet. Set it up first')
    expect(said).not.toMatch(/\n\s+at /)
  })

  it('says what it can do, and refuses what is no address', async () => {
    expect((await tsx('admin.ts')).said).toContain('npm run admin -- grant <email> network')
    expect((await script(['--import', 'tsx', 'scripts/admin.ts', 'grant', 'nobody', 'network'])).said).toContain(
      '"nobody" is not an e-mail address',
    )
  })
})
