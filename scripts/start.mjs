#!/usr/bin/env node
// npm start, npm run dev: from a bare clone to a running Hui. Node built-ins only.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  answers,
  build,
  end,
  installPackages,
  isBuildStale,
  isInstallStale,
  isPortFree,
  main,
  mustRun,
  next,
  readEnvFile,
  root,
  Stop,
  seconds,
  secretIn,
  stage,
  start,
} from './work.mjs'

const dev = process.argv.includes('--dev')
const parent = process.ppid
let stopping = false

await main(async () => {
  const since = performance.now()
  endWithNpm()
  readEnvFile()
  const setting = readSetting()
  console.log(`Hui 荟 · ${setting.embedded ? `embedded database in ${setting.folder}` : 'PostgreSQL'}`)
  await refuseEarly(setting)
  if (isInstallStale()) await stage('installing the packages', installPackages)
  const env = { ...setting.env, ...(setting.embedded && !process.env.NEXTAUTH_SECRET ? { NEXTAUTH_SECRET: secretIn(setting.folder) } : {}) }
  const prepared = await prepare(setting, env)
  if (!dev && isBuildStale()) await stage('building', async () => void (await build()))
  const server = await serve(setting, env)
  announce(setting, prepared, since)
  await new Promise((done) => server.once('exit', done))
  if (!stopping) throw new Stop('The server ended by itself.')
  return 0
})

function readSetting() {
  const port = Number(process.env.PORT || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Stop(`PORT is "${process.env.PORT}"; it should be a number from 1 to 65535.`)
  const embedded = !process.env.DATABASE_URL
  const date = process.env.DEMO_DATE
  if (date && (!/^\d{4}-\d\d-\d\d$/.test(date) || new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) !== date))
    throw new Stop(`DEMO_DATE is "${date}"; it should be a day like 2026-11-01.`)
  return {
    port,
    embedded,
    folder: resolve(root, process.env.DATA_DIR || '.data'),
    demo: embedded ? process.env.DEMO !== '0' : process.env.DEMO === '1',
    address: process.env.NEXTAUTH_URL || `http://localhost:${port}`,
    env: {
      PORT: String(port),
      DATA_DIR: resolve(root, process.env.DATA_DIR || '.data'),
      NEXTAUTH_URL: process.env.NEXTAUTH_URL || `http://localhost:${port}`,
      NEXT_TELEMETRY_DISABLED: '1',
      // A shell's or container's own name would become the address that Next binds.
      HOSTNAME: '',
    },
  }
}

/** What would only fail after minutes is refused at once: a held folder, a taken port, a missing secret. */
async function refuseEarly({ embedded, folder, port }) {
  const holder = embedded ? holderOf(folder) : null
  if (holder !== null)
    throw new Stop(`Hui is already running on this data folder (process ${holder}). Stop Hui first, or set DATA_DIR to another folder.`)
  if (!embedded && !process.env.NEXTAUTH_SECRET)
    throw new Stop(
      'NEXTAUTH_SECRET is missing. With DATABASE_URL set, Hui does not invent one: put a long random string there, the same for every process (for example: openssl rand -base64 32).',
    )
  if (!(await isPortFree(port))) throw new Stop(`Port ${port} is taken. Set PORT to another one.`)
}

/** As db/folder-lock.ts reads it, before anything can be compiled. */
function holderOf(folder) {
  const read = (path) => {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return ''
    }
  }
  try {
    const holder = JSON.parse(readFileSync(join(folder, 'hui.lock'), 'utf8'))
    if (holder.boot !== (read('/proc/sys/kernel/random/boot_id').trim() || 'unknown')) return null
    try {
      process.kill(holder.pid, 0)
    } catch (error) {
      if (error.code !== 'EPERM') return null
    }
    const stat = read(`/proc/${holder.pid}/stat`).split(') ').at(-1).split(' ')
    if (['Z', 'X'].includes(stat[0])) return null
    const startedAt = stat[19] ?? 'unknown'
    return holder.startedAt === 'unknown' || holder.startedAt === startedAt ? holder.pid : null
  } catch {
    return null
  }
}

/**
 * Migrates, fills an empty database with the demo city where demo applies, else makes the link to the set-up. An
 * embedded database that was prepared before is left to the server, which migrates it as it opens it.
 */
async function prepare(setting, env) {
  const mark = join(setting.folder, 'prepared.json')
  const before = setting.embedded && existsSync(join(setting.folder, 'db')) ? readMark(mark) : null
  if (before) return { network: before.network, link: null }
  const lastLine = async (script) =>
    (await mustRun(process.execPath, ['--import', 'tsx', join('scripts', script)], { env })).trim().split('\n').at(-1)
  let { network } = await stage('preparing the database', async () => JSON.parse(await lastLine('migrate.ts')))
  let link = null
  if (network === 'none' && setting.demo)
    network = await stage('filling the demo city', async () => void (await lastLine('seed.ts'))).then(() => 'demo')
  else if (network === 'none') link = await lastLine('set-up-link.ts')
  if (setting.embedded && network !== 'none') writeFileSync(mark, JSON.stringify({ network }))
  return { network, link }
}

function readMark(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

async function serve({ port }, env) {
  const args = dev ? [next, 'dev', '-p', String(port)] : [next, 'start', '-p', String(port)]
  const child = start(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...env, NODE_ENV: dev ? 'development' : 'production', ...(dev ? {} : { NEXT_MANUAL_SIG_HANDLE: '1' }) },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.prependListener(signal, () => (stopping = true))
  let said = ''
  child.stdout.on('data', (chunk) => {
    if (dev) process.stdout.write(chunk)
    else said += chunk
  })
  await stage('starting', async () => {
    if (!(await answers(`http://localhost:${port}/api/readyz`, { child, timeout: 120_000 }))) {
      child.kill('SIGKILL')
      throw new Stop(`The server did not start.\n${said.trimEnd().split('\n').slice(-20).join('\n')}`)
    }
  })
  return child
}

/** When npm is killed without a chance to pass it on, Hui does not outlive it. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  setInterval(() => {
    if (process.ppid === parent) return
    stopping = true
    end(143)
  }, 250).unref()
}

function announce({ address }, { network, link }, since) {
  console.log(`\nHui answers at ${address} (${seconds(since)})`)
  if (link) console.log(`Set up your network, once, at ${address}/zh-CN/set-up/${link} (or /en/…)`)
  else if (network === 'demo')
    console.log(`Sign in at ${address}/zh-CN/sign-in with one click as a person of the demo city (English: ${address}/en/sign-in).`)
  else console.log(`Sign in at ${address}/zh-CN/sign-in with your e-mail (English: ${address}/en/sign-in).`)
  console.log('Ctrl-C stops it.')
}
