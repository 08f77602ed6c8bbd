import { subscribe } from 'node:diagnostics_channel'
import type { Server } from 'node:http'
import { closeDatabase, openDatabase } from '@/db/client'
import { FolderTakenError } from '@/db/folder-lock'
import { stampPeer } from '../auth/peer'
import { log, quietConsole } from '../log'
import { cachePages } from '../page-cache'
import { tellUnavailable } from '../unavailable'
import { startWorker } from './worker'

export { noteFailure } from '../unavailable'

const DRAIN_MS = 5000

/**
 * Opens the database and starts the worker as the server starts, so that a refusal ends it with a sentence before it
 * listens to anyone; closes both, after the requests under way, when the process is asked to end or its parent is gone.
 */
export async function runServer(): Promise<void> {
  if (process.env.NODE_ENV === 'production') quietConsole()
  stampPeer()
  tellUnavailable()
  try {
    await openDatabase()
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`)
    process.exit(1)
  }
  const worker = await startWorker()
  const servers = new Set<Server>()
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server }
    servers.add(server)
    if (process.env.NODE_ENV === 'production') cachePages(server)
  })

  let closing = false
  const close = async (code: number) => {
    if (closing) return
    closing = true
    try {
      await Promise.all([worker.stop(), ...[...servers].map(drained)])
      await closeDatabase()
    } catch (error) {
      log.error({ err: error }, 'closing failed')
    }
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close(0))
  if (process.send) process.on('disconnect', () => void close(0))
}

/** Takes no new connection and waits for the requests under way; streams that stay open are cut after DRAIN_MS. */
function drained(server: Server): Promise<void> {
  return new Promise((done) => {
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
    server.close(() => {
      clearTimeout(cut)
      done()
    })
    server.closeIdleConnections()
  })
}

function sentenceOf(error: unknown): string {
  if (error instanceof FolderTakenError) return error.message
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ECONNREFUSED' || code === 'CONNECT_TIMEOUT' || code === 'ENOTFOUND')
    return `The database does not answer (${code}). Is DATABASE_URL right, and is it running?`
  return `The database cannot be opened: ${error instanceof Error ? (error.stack ?? error.message) : error}`
}
