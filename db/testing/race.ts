import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { RaceJob, RacePlan, RaceResult } from './race-child'

const PROCESSES = 4

/**
 * Runs the jobs at once from four processes against the database at `url`, dealt round, each process with its own
 * connections; they start together once all are connected. The results stand in the order of the jobs.
 */
export async function race(url: string, jobs: RaceJob[], { withoutLocks = false, connections = 5 } = {}): Promise<RaceResult[]> {
  const children = Array.from({ length: PROCESSES }, (_, n) =>
    startChild({ url, jobs: jobs.filter((_, i) => i % PROCESSES === n), connections, withoutLocks }),
  )
  try {
    await Promise.all(children.map((c) => c.ready))
    for (const child of children) child.go()
    const results = await Promise.all(children.map((c) => c.results))
    return jobs.map((_, i) => results[i % PROCESSES]?.[Math.floor(i / PROCESSES)] as RaceResult)
  } finally {
    for (const child of children) child.kill()
  }
}

function startChild(plan: RacePlan) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'db/testing/race-child.ts', JSON.stringify(plan)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (data) => {
    said += data
  })
  const lines: string[] = []
  const waiting: ((line: string) => void)[] = []
  createInterface({ input: child.stdout }).on('line', (line) => (waiting.length ? waiting.shift()?.(line) : lines.push(line)))
  const line = () =>
    new Promise<string>((resolve, reject) => {
      const held = lines.shift()
      if (held !== undefined) return resolve(held)
      waiting.push(resolve)
      child.once('exit', () => reject(new Error(`a racing process ended early: ${said}`)))
    })
  const ready = line()
  return {
    ready,
    results: ready.then(line).then((text) => JSON.parse(text) as RaceResult[]),
    go: () => child.stdin.write('go\n'),
    kill: () => child.kill(),
  }
}
