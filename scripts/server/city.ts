import { rmSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { ownCluster } from '../postgres.mjs'
import { startProduction } from '../production'
import { freePort, mustRun } from '../work.mjs'

/** Where the production server with the demo city answers, and where its PostgreSQL logs each statement. */
export type City = { address: string; log: string }
declare module 'vitest' {
  interface ProvidedContext {
    city: City
  }
}

/** One city for all files of this project: a PostgreSQL of its own, the demo city in it, the production server on it. */
export default async function setup(project: TestProject) {
  const cluster = await ownCluster()
  try {
    const folder = join(cluster.log, '..', 'files')
    const url = cluster.url.replace(/\/postgres$/, '/city')
    const admin = postgres(cluster.url, { max: 1 })
    await admin`create database city`
    await mustRun(process.execPath, ['--import', 'tsx', 'scripts/seed.ts'], { env: { DATABASE_URL: url, DATA_DIR: folder } })
    await admin`alter database city set log_statement = 'all'`
    await admin`alter database city set log_parameter_max_length = 0`
    await admin.end()
    const port = await freePort()
    const server = await startProduction(port, { DATABASE_URL: url, DATA_DIR: folder })
    project.provide('city', { address: `http://localhost:${port}`, log: cluster.log })
    return async () => {
      const ended = new Promise((done) => server.once('exit', done))
      server.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
      await cluster.close()
    }
  } catch (error) {
    await cluster.close()
    throw error
  }
}
