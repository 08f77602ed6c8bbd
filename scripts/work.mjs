// Node built-ins only: start.mjs and test.mjs use this before anything is installed.
import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
export const bin = (name) => join(root, 'node_modules', '.bin', name)
export const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')

/** Stops a script with a sentence instead of a stack. */
export class Stop extends Error {}

/** Refuses to go on under an older Node than package.json's `engines`. */
export function needNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) throw new Stop(`Hui needs Node 20.19 or newer; this is ${process.versions.node}.`)
}

/** Reads `.env` where there is one; what is set already wins. */
export function readEnvFile() {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'))
}

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Runs one stage of a start and says on one line what it is and how long it took. */
export async function stage(title, work) {
  const since = performance.now()
  process.stdout.write(`  ${title} … `)
  try {
    const said = await work()
    process.stdout.write(`${typeof said === 'string' ? `${said}, ` : ''}${seconds(since)}\n`)
    return said
  } catch (error) {
    process.stdout.write(`failed after ${seconds(since)}\n`)
    throw error
  }
}

const children = new Set()
const cleanups = new Set()

/** Runs `work` when the script ends, however it ends (but by kill -9). Synchronous. Returns what takes it back. */
export function atEnd(work) {
  cleanups.add(work)
  return () => cleanups.delete(work)
}

/** Starts a child in a process group of its own, so that all of it can be stopped. */
export function start(command, args, { env = {}, cwd = root, stdio = ['ignore', 'pipe', 'pipe'], ...rest } = {}) {
  const child = spawn(command, args, { cwd, stdio, detached: true, env: { ...process.env, ...env }, ...rest })
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

/** Runs a child to its end. Resolves with its exit code and everything it printed; `onText` hears it on the way. */
export function run(command, args, { onText, ...options } = {}) {
  return new Promise((done, fail) => {
    const child = start(command, args, options)
    let output = ''
    let stdout = ''
    const hear = (chunk) => {
      output += chunk
      onText?.(String(chunk))
    }
    child.stdout?.on('data', hear)
    child.stdout?.on('data', (chunk) => (stdout += chunk))
    child.stderr?.on('data', hear)
    child.once('error', fail)
    child.once('close', (code, signal) => done({ code: code ?? 128, signal, output, stdout }))
  })
}

/** As `run`, but a failure stops the script with the end of what was printed; else what it said, without its warnings. */
export async function mustRun(command, args, options) {
  const { code, output, stdout } = await run(command, args, options)
  if (code !== 0)
    throw new Stop(`${output.trimEnd().split('\n').slice(-40).join('\n')}\n${[command, ...args].join(' ')} ended with ${code}.`)
  return stdout
}

export function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {}
}

/** Asks a child to end, and after `grace` ms makes it. */
export function stopChild(child, grace = 10_000) {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done()
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), grace)
    child.once('exit', () => {
      clearTimeout(timer)
      signalGroup(child, 'SIGKILL')
      done()
    })
    signalGroup(child, 'SIGTERM')
  })
}

let ending = false
/** Stops every child, cleans up, exits. */
export async function end(code) {
  if (ending) return
  ending = true
  await Promise.all([...children].map((child) => stopChild(child)))
  for (const work of cleanups) {
    try {
      work()
    } catch {}
  }
  process.exit(code)
}

/** Runs a script's main function; a signal ends it with its children, a `Stop` with its sentence. */
export async function main(work) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal === 'SIGINT' ? 130 : 143))
  try {
    needNode()
    await end((await work()) ?? 0)
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error)
    await end(1)
  }
}

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesUnder(path)
    else yield path
  }
}

/** One hash of everything that a build is made of. */
export function sourceHash() {
  const hash = createHash('sha256').update(process.versions.node)
  const single = [
    'package.json',
    'package-lock.json',
    'next.config.ts',
    'tsconfig.json',
    'postcss.config.mjs',
    'proxy.ts',
    'instrumentation.ts',
  ]
  const paths = single.map((name) => join(root, name)).filter(existsSync)
  for (const folder of ['app', 'components', 'db', 'lib', 'public'])
    if (existsSync(join(root, folder)))
      paths.push(...[...filesUnder(join(root, folder))].filter((path) => !/\.test\.tsx?$|\.snap$/.test(path)))
  for (const path of paths) hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}

/** Whether what is installed differs from the lockfile: npm writes down what it installed, at its very end. */
export function isInstallStale() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
    const installed = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages
    return Object.entries(wanted).some(
      ([path, entry]) => path !== '' && !(entry.optional || entry.peer || entry.devOptional) && installed[path]?.version !== entry.version,
    )
  } catch {
    return true
  }
}

/** `npm ci --include=dev` when the lockfile says otherwise than node_modules. */
export async function installPackages() {
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund']
  if (npm && /\.c?js$/.test(npm)) await mustRun(process.execPath, [npm, ...args], { env: { NODE_ENV: '' } })
  else await mustRun('npm', args, { env: { NODE_ENV: '' } })
}

const buildFolder = () => join(root, process.env.HUI_BENCH === '1' ? '.next-bench' : '.next')
const stamp = () => join(buildFolder(), 'hui-sources')

export function isBuildStale() {
  try {
    return !existsSync(join(buildFolder(), 'BUILD_ID')) || readFileSync(stamp(), 'utf8') !== sourceHash()
  } catch {
    return true
  }
}

/** `next build`; what it was made of is written beside it, last. */
export async function build() {
  const hash = sourceHash()
  rmSync(stamp(), { force: true })
  const output = await mustRun(process.execPath, [next, 'build'], { env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } })
  writeFileSync(stamp(), hash)
  return output
}

/** A loopback port that is free now. */
export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
}

/** Whether nothing listens on `port`, of any address. */
export function isPortFree(port) {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, () => server.close(() => done(true)))
  })
}

/**
 * Waits until `url` answers 200, at most `timeout` ms; false when it did not, or `child` ended first.
 * @param {string} url
 * @param {{ timeout?: number, child?: import('node:child_process').ChildProcess }} [options]
 */
export async function answers(url, { timeout = 60_000, child } = {}) {
  const until = performance.now() + timeout
  while (performance.now() < until) {
    if (child && (child.exitCode !== null || child.signalCode !== null)) return false
    try {
      if ((await fetch(url, { signal: AbortSignal.timeout(5000) })).ok) return true
    } catch {}
    await new Promise((done) => setTimeout(done, 100))
  }
  return false
}

/** The embedded database's secret: made once and kept beside it, readable by its owner alone. */
export function secretIn(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'secret')
  try {
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8').trim()
}
