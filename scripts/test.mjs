#!/usr/bin/env node
// npm test: every check there is, with what it needs. Node built-ins only until the packages are installed.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testChromium } from './chromium.mjs'
import { testPostgres } from './postgres.mjs'
import { atEnd, bin, build, freePort, installPackages, isBuildStale, isInstallStale, main, next, run, seconds } from './work.mjs'

const flags = process.argv.slice(2)
const only = (name) => flags.includes(`--${name}`)
const mayInstall = !only('no-install')
const say = (text) => console.log(`  · ${text}`)

const temporary = mkdtempSync(join(tmpdir(), 'hui-test-run-'))
atEnd(() => rmSync(temporary, { recursive: true, force: true }))

let passed = 0
let failed = 0
const notRun = []

/** One stage: a line with its time and what it counted. `work` answers `{ passed, failed, what, output }`. */
async function stage(name, work) {
  const since = performance.now()
  let result
  try {
    result = await work()
  } catch (error) {
    result = { passed: 0, failed: 1, what: 'broke', output: String(error?.message ?? error) }
  }
  passed += result.passed
  failed += result.failed
  const mark = result.failed > 0 ? '✗' : '✓'
  console.log(`${mark} ${name.padEnd(10)} ${seconds(since).padStart(8)}  ${result.what}`)
  if (result.failed > 0) console.log(result.output.trimEnd().split('\n').slice(-200).join('\n'))
  return result.failed === 0
}

function cannotRun(name, why) {
  notRun.push(`${name}: ${why}`)
  console.log(`✗ ${name.padEnd(10)}  not run  ${why}`)
}

const quiet = { NO_COLOR: '1', FORCE_COLOR: '0', NEXT_TELEMETRY_DISABLED: '1' }

async function whole(command, args, count) {
  const { code, output } = await run(command, args, { env: quiet })
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, what: count(output), output }
}

const biome = (name, args) =>
  stage(name, () => whole(bin('biome'), args, (out) => `${/Checked (\d+) files?/.exec(out)?.[1] ?? 'no'} files`))

const types = () =>
  stage('types', async () => {
    const generated = await run(process.execPath, [next, 'typegen'], { env: quiet })
    if (generated.code !== 0) return { passed: 0, failed: 1, what: 'next typegen', output: generated.output }
    const files = await run(bin('tsc'), ['--noEmit', '--listFilesOnly'], { env: quiet })
    const own = files.output.split('\n').filter((path) => path && !/node_modules|\.next/.test(path)).length
    return whole(bin('tsc'), ['--noEmit'], () => `${own} files`)
  })

/** Tests that vitest ran, from its JSON report. None at all is a failure. */
const vitest = (name, args, env = {}) =>
  stage(name, async () => {
    const report = join(temporary, `${name}.json`)
    const { code, output } = await run(
      bin('vitest'),
      ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      {
        env: { ...quiet, ...env },
      },
    )
    return counted(code, output, existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null, (r) => ({
      passed: r.numPassedTests,
      failed: r.numFailedTests,
      skipped: r.numPendingTests + r.numTodoTests,
    }))
  })

function counted(code, output, report, read) {
  const n = report ? read(report) : { passed: 0, failed: 0, skipped: 0 }
  // A file that fails to load has no failed test; a skipped test has not been passed.
  if (n.failed === 0 && (code !== 0 || n.passed === 0)) n.failed = 1
  n.failed += n.skipped
  return { ...n, what: `${n.passed} tests${n.failed ? `, ${n.failed} failed` : ''}${n.skipped ? ` (${n.skipped} skipped)` : ''}`, output }
}

/** Both languages at once, each with a server and a demo city of its own. */
const playwright = (name, chromium, args) =>
  stage(name, async () => {
    const walk = async (locale) => {
      const report = join(temporary, `${locale}.json`)
      const { code, output } = await run(process.execPath, [bin('playwright'), 'test', '--reporter=list,json', ...args], {
        env: {
          ...quiet,
          HUI_CHROMIUM: chromium,
          E2E_LOCALE: locale,
          E2E_PORT: process.env.E2E_PORT || String(await freePort()),
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        },
      })
      return counted(code, output, existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null, ({ stats }) => ({
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky,
        skipped: stats.skipped,
      }))
    }
    const [zh, en] = await Promise.all(['zh-CN', 'en'].map(walk))
    return {
      passed: zh.passed + en.passed,
      failed: zh.failed + en.failed,
      what: `zh-CN: ${zh.what}; en: ${en.what}`,
      output: [zh, en].map((one) => (one.failed ? one.output : '')).join('\n'),
    }
  })

async function check() {
  await biome('format', ['format', '.'])
  await biome('lint', ['lint', '--error-on-warnings', '.'])
  await types()
  await vitest('structure', ['--project', 'unit', 'lib/structure.test.ts'])
}

async function journeys() {
  const { path, why } = await testChromium({ mayInstall, say })
  if (!path) return cannotRun('e2e', why)
  await playwright(
    'e2e',
    path,
    flags.filter((flag) => !['--e2e', '--no-install'].includes(flag)),
  )
}

const buildIfStale = () =>
  stage('build', async () => {
    if (!isBuildStale()) return { passed: 1, failed: 0, what: 'is fresh', output: '' }
    const output = await build()
    return { passed: 1, failed: 0, what: `${output.split('\n').filter((line) => /^\s*[├└┌]\s+\S/.test(line)).length} routes`, output }
  })

async function onPostgres({ url, why }, built) {
  if (!url) {
    for (const name of ['postgres', 'races', 'server']) cannotRun(name, why)
    return
  }
  const env = { TEST_DATABASE_URL: url }
  await vitest('postgres', ['--project', 'postgres'], env)
  await vitest('races', ['--project', 'races'], env)
  if (built) await vitest('server', ['--project', 'server'])
  else cannotRun('server', 'the build failed')
}

await main(async () => {
  const since = performance.now()
  if (isInstallStale()) {
    const installing = performance.now()
    say('installing the packages')
    await installPackages()
    say(`installed in ${seconds(installing)}`)
  }
  if (only('check')) await check()
  else if (only('e2e')) {
    if (process.env.E2E_BASE_URL || (await buildIfStale())) await journeys()
    else cannotRun('e2e', 'the build failed')
  } else {
    const postgres = await testPostgres({ mayInstall, say }).catch((error) => ({ url: null, why: error.message }))
    if (postgres.url) say(`PostgreSQL: ${postgres.from}`)
    await check()
    await vitest('unit', ['--project', 'unit', '--exclude', 'lib/structure.test.ts'])
    const built = await buildIfStale()
    // Side by side: the tests on PostgreSQL wait for other processes most of the time.
    await Promise.all([vitest('embedded', ['--project', 'embedded']), onPostgres(postgres, built)])
    if (built) await journeys()
    else cannotRun('e2e', 'the build failed')
  }
  console.log(`\n${seconds(since)}`)
  for (const line of notRun) console.log(`Not run: ${line}`)
  console.log(`${passed} passed, ${failed + notRun.length} failed`)
  return failed + notRun.length > 0 ? 1 : 0
})
