import { spawn } from 'node:child_process'
import { expect } from './fixtures'

/** A server of its own on nothing at all; `link` is the path of its one-time set-up. */
export async function startEmptyServer(port: number) {
  const child = spawn(process.execPath, ['scripts/serve-demo.mjs', String(port), '--empty'], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (piece) => (said += piece))
  const address = `http://localhost:${port}`
  const link = () => /^set-up (\S+)$/m.exec(said)?.[1] ?? ''
  const stop = async () => {
    if (child.exitCode !== null) return
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGTERM')
    await ended
  }
  try {
    await expect
      .poll(
        () =>
          fetch(`${address}/api/readyz`).then(
            // Until it has said its link, whatever answers here is not it.
            ({ status }) => (link() ? status : 0),
            () => child.exitCode ?? 0,
          ),
        { timeout: 120_000 },
      )
      .toBe(200)
  } catch (error) {
    await stop()
    throw error
  }
  return { address, link: link(), stop }
}
