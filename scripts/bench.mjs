#!/usr/bin/env node
// npm run bench: Hui beside its references, on PostgreSQL with the demo city. Prints a table of ratios.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram, testPostgres } from './postgres.mjs'
import {
  answers,
  atEnd,
  freePort,
  installPackages,
  isInstallStale,
  main,
  mustRun,
  next,
  readEnvFile,
  root,
  Stop,
  stage,
  start,
  stopChild,
} from './work.mjs'

process.env.HUI_BENCH = '1'
const SECONDS = Number(process.env.BENCH_SECONDS || 8)
const CONNECTIONS = 16
const STATISTICS_P95_MS = 150
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

await main(async () => {
  readEnvFile()
  if (isInstallStale()) await stage('installing the packages', installPackages)
  const { isBuildStale, build } = await import('./work.mjs')
  const { url, why } = await testPostgres({ mayInstall: true, say: (text) => console.log(`  · ${text}`) })
  if (!url) throw new Stop(why)
  const database = await stage('making a demo city', () => demoCity(url))
  // Next writes the folder of this build into it.
  const tsconfig = readFileSync(join(root, 'tsconfig.json'))
  atEnd(() => writeFileSync(join(root, 'tsconfig.json'), tsconfig))
  if (isBuildStale()) await stage('building, with the references', async () => void (await build()))
  const rows = []
  const server = await serve(database.url)
  for (const [name, path, reference] of await pairs(server.address))
    rows.push(await compare(name, server.address + path, server.address + reference))
  const statistics = await timeStatistics(server.address)
  await stopChild(server.child)
  rows.push(...(await compareRsvps(database.url)))
  print(rows)
  console.log(`\nStatistics of a year, signed in, one after the other: p95 ${statistics.toFixed(0)} ms (at most ${STATISTICS_P95_MS}).`)
  return rows.every((row) => row.ratio >= 0.5) && statistics <= STATISTICS_P95_MS ? 0 : 1
})

/** A database of its own on the server at `url` (or BENCH_DATABASE_URL, which holds a demo city), dropped at the end. */
async function demoCity(url) {
  if (process.env.BENCH_DATABASE_URL) return { url: process.env.BENCH_DATABASE_URL, toString: () => 'found' }
  const { default: postgres } = await import('postgres')
  const name = `hui_bench_${randomBytes(4).toString('hex')}`
  const admin = postgres(url, { max: 1, onnotice: () => {} })
  await admin`create database ${admin(name)}`
  await admin.end()
  const own = Object.assign(new URL(url), { pathname: `/${name}` }).toString()
  atEnd(() => dropping(url, name))
  await mustRun(process.execPath, ['--import', 'tsx', 'scripts/seed.ts'], { env: { DATABASE_URL: own, DEMO_DATE: today } })
  const made = postgres(own, { max: 1 })
  await made`analyze`
  await made.end()
  return { url: own }
}

function dropping(url, name) {
  const psql = findProgram('psql')
  if (psql && process.env.TEST_DATABASE_URL)
    start(psql, [url, '-qc', `drop database if exists "${name}" with (force)`], { stdio: 'ignore' }).unref()
}

async function serve(database) {
  const port = await freePort()
  const address = `http://localhost:${port}`
  const child = start(process.execPath, [next, 'start', '-p', String(port)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: database,
      HOSTNAME: '',
      NEXTAUTH_URL: address,
      NEXTAUTH_SECRET: 'bench',
      NEXT_MANUAL_SIG_HANDLE: '1',
      LOG_LEVEL: 'error',
    },
  })
  if (!(await answers(`${address}/api/readyz`, { child }))) throw new Stop('The server did not start.')
  return { child, address }
}

/** What is measured beside what; the activity and the group are the first that the pages themselves show. */
async function pairs(address) {
  const first = async (path, pattern) => pattern.exec(await (await fetch(address + path)).text())?.[1]
  const activity = await first('/en/activities', /\/en\/activities\/([\w-]+)"/)
  const group = await first('/en/activities', /\/en\/groups\/([\w-]+)"/).then(
    (slug) => slug ?? first('/en/groups', /\/en\/groups\/([\w-]+)"/),
  )
  return [
    ['home', '/en', '/api/bench/home'],
    ['activity list', '/en/activities', '/api/bench/activities'],
    ['activity', `/en/activities/${activity}`, `/api/bench/activity?slug=${activity}`],
    ['group', `/en/groups/${group}`, `/api/bench/group?slug=${group}`],
    ['groups API', '/api/v1/groups?limit=30', '/api/bench/groups?limit=30'],
  ]
}

/** Requests per second of both, in turns, so that both see the same machine. */
async function compare(name, url, reference) {
  const { default: autocannon } = await import('autocannon')
  const shoot = async (target, seconds) => {
    const { requests, latency, non2xx, errors } = await autocannon({ url: target, connections: CONNECTIONS, duration: seconds })
    if (non2xx || errors) throw new Stop(`${target}: ${non2xx} answers were not 2xx, ${errors} errors`)
    return { rate: requests.average, p95: latency.p97_5 }
  }
  for (const target of [url, reference]) await shoot(target, 3)
  const ours = []
  const theirs = []
  for (let turn = 0; turn < 2; turn++) {
    ours.push(await shoot(url, SECONDS / 2))
    theirs.push(await shoot(reference, SECONDS / 2))
  }
  const mean = (list, key) => list.reduce((sum, one) => sum + one[key], 0) / list.length
  const row = { name, ours: mean(ours, 'rate'), theirs: mean(theirs, 'rate'), p95: mean(ours, 'p95') }
  row.ratio = row.ours / row.theirs
  console.log(`  ${name}: ${row.ours.toFixed(0)}/s beside ${row.theirs.toFixed(0)}/s`)
  return row
}

/** The 95th percentile, in ms, of 100 answers of the statistics page to the network administrator. */
async function timeStatistics(address) {
  const entered = await fetch(`${address}/api/auth/persona`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: address, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'key=tang-yue&locale=en',
  })
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const took = []
  for (let i = 0; i < 110; i++) {
    const since = performance.now()
    const answer = await fetch(`${address}/en/admin/statistics`, { headers: { cookie } })
    const page = await answer.text()
    if (answer.status !== 200 || !page.includes('</html>')) throw new Stop(`The statistics page answered ${answer.status}.`)
    took.push(performance.now() - since)
  }
  return took.slice(10).sort((a, b) => a - b)[94]
}

/** The command layer beside the same SQL by pgbench, 16 at a time. */
async function compareRsvps(database) {
  const pgbench = findProgram('pgbench')
  if (!pgbench) {
    console.log('  RSVPs: not measured, no pgbench was found')
    return []
  }
  const folder = mkdtempSync(join(tmpdir(), 'hui-bench-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  const said = await mustRun(process.execPath, ['--import', 'tsx', 'scripts/bench-rsvps.ts', database, folder, String(SECONDS)])
  const ours = JSON.parse(said.trim().split('\n').at(-1))
  const rows = []
  for (const kind of ['hot', 'spread']) {
    const args = [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(CONNECTIONS),
      '-j',
      '2',
      '-T',
      String(SECONDS),
      '-D',
      'i=0',
      '-f',
      join(folder, `${kind}.sql`),
      database,
    ]
    const theirs = Number(/tps = ([\d.]+)/.exec(await mustRun(pgbench, args))?.[1])
    rows.push({ name: `RSVP, ${kind}`, ours: ours[kind], theirs, ratio: ours[kind] / theirs })
    console.log(`  RSVP, ${kind}: ${ours[kind].toFixed(0)}/s beside ${theirs.toFixed(0)}/s`)
  }
  return rows
}

function print(rows) {
  const n = (value) => (value === undefined ? '' : value.toFixed(0))
  console.log('\n| | Hui, per second | its reference | ratio | p97.5, ms |\n|---|---:|---:|---:|---:|')
  for (const { name, ours, theirs, ratio, p95 } of rows)
    console.log(`| ${name} | ${n(ours)} | ${n(theirs)} | ${ratio.toFixed(2)} | ${n(p95)} |`)
  writeFileSync(join(root, 'docs', 'bench.json'), `${JSON.stringify(rows, null, 2)}\n`)
}
