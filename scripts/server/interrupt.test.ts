import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { freePort, isPortFree, root } from '../work.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hui-interrupt-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it.each([['start'], ['dev']])('Ctrl-C ends npm run %s: nothing holds the folder or the port, and the shell learns why', async (script) => {
  const port = await freePort()
  const child = spawn('npm', ['run', script], {
    cwd: root,
    // A terminal's Ctrl-C goes to everybody in the foreground.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: '',
      NEXTAUTH_SECRET: '',
      NEXTAUTH_URL: '',
      DEMO: '0',
      DATA_DIR: folder,
      PORT: String(port),
    },
  })
  let said = ''
  const ended = new Promise<number>((done) =>
    // As a shell tells it: a program that a signal ended has 128 and the signal's number.
    child.once('close', (code, signal) => done(code ?? 128 + (signal ? constants.signals[signal] : 0))),
  )
  const announced = new Promise<void>((done) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk
        if (said.includes('Ctrl-C stops it.')) done()
      })
  })
  await Promise.race([announced, ended])
  expect(said).toContain('Ctrl-C stops it.')
  expect((await fetch(`http://localhost:${port}/api/readyz`)).status).toBe(200)
  expect(existsSync(join(folder, 'hui.lock'))).toBe(true)

  process.kill(-(child.pid as number), 'SIGINT')
  expect(await ended).toBe(130)
  expect(existsSync(join(folder, 'hui.lock'))).toBe(false)
  expect(await isPortFree(port)).toBe(true)
  expect(said).not.toMatch(/\n\s+at |did not start|ended by itself/)
})
