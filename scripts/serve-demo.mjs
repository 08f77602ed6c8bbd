// The production build on a fresh copy of a demo city, for the journeys: node scripts/serve-demo.mjs <port>.
// With --empty on nothing at all; it then prints the path of the one-time link: `set-up /set-up/…`.
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atEnd, isBuildStale, main, mustRun, next, Stop, sourceHash, start } from './work.mjs'

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

await main(async () => {
  const port = Number(process.argv[2])
  if (!port) throw new Stop('Say which port: node scripts/serve-demo.mjs 3100')
  if (isBuildStale()) throw new Stop('The build is stale: npm run build, or npm test, which builds first.')
  const folder = mkdtempSync(join(tmpdir(), 'hui-e2e-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  const empty = process.argv.includes('--empty')
  if (!empty) cpSync(await seededFolder(), folder, { recursive: true })
  else console.log(`set-up /set-up/${await setUpSecret(folder)}`)
  const child = start(process.execPath, [next, 'start', '-p', String(port)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: '',
      DATA_DIR: folder,
      HOSTNAME: '',
      NEXTAUTH_URL: `http://localhost:${port}`,
      NEXTAUTH_SECRET: randomBytes(32).toString('base64url'),
      NEXT_MANUAL_SIG_HANDLE: '1',
      ...(empty ? { SMTP_URL: '', RESEND_API_KEY: '' } : {}),
      LOG_LEVEL: 'error',
    },
  })
  return new Promise((done) => child.once('exit', (code) => done(code ?? 1)))
})

/** Lays the tables in an empty data folder, and makes the secret of its one-time link. */
async function setUpSecret(folder) {
  const env = { DATABASE_URL: '', DATA_DIR: folder }
  await mustRun(process.execPath, ['--import', 'tsx', 'scripts/migrate.ts'], { env })
  const said = await mustRun(process.execPath, ['--import', 'tsx', 'scripts/set-up-link.ts'], { env })
  return said.trim().split('\n').at(-1)
}

/** A data folder with today's demo city, seeded once for these sources; a second process waits for the first. */
async function seededFolder() {
  const templates = join(tmpdir(), 'hui-e2e-templates')
  mkdirSync(templates, { recursive: true })
  const name = `${today}-${sourceHash().slice(0, 16)}`
  const template = join(templates, name)
  const lock = join(templates, 'seeding')
  for (let waited = 0; !existsSync(template); waited += 500) {
    if (waited > 200_000) rmSync(lock, { force: true })
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
    } catch {
      await new Promise((done) => setTimeout(done, 500))
      continue
    }
    const unlock = atEnd(() => rmSync(lock, { force: true }))
    const part = `${template}.part`
    for (const old of readdirSync(templates))
      if (old !== 'seeding' && old !== name) rmSync(join(templates, old), { recursive: true, force: true })
    await mustRun(process.execPath, ['--import', 'tsx', 'scripts/seed.ts'], { env: { DATABASE_URL: '', DATA_DIR: part, DEMO_DATE: today } })
    renameSync(part, template)
    rmSync(lock, { force: true })
    unlock()
  }
  return template
}
