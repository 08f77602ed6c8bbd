import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isUnavailable } from './action'

/** How long after a page has failed for want of the database a 500 is told as a 503. */
const RECENT_MS = 5000
let failedAt = Number.NEGATIVE_INFINITY
let misreadAt = Number.NEGATIVE_INFINITY

/** A page or an action failed: because the database could not be reached, or before anything of ours ran? Next tells before it answers. */
export function noteFailure(error: unknown): void {
  if (isUnavailable(error)) failedAt = performance.now()
  else if (error instanceof Error && !/[\\/]\.next[\w-]*[\\/](dev[\\/])?server[\\/]/.test(error.stack ?? '')) misreadAt = performance.now()
}

/**
 * Pages that fail while the database cannot be reached answer 503 with Retry-After, as the API does: Next knows 500 only.
 * So it does where an address or an action's body cannot be decoded, which is the asker's mistake.
 */
export function tellUnavailable(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const writeHead = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse
    response.writeHead = ((status: number, ...rest: unknown[]) => {
      const isMisread = request.headers['next-action'] !== undefined && performance.now() - misreadAt < RECENT_MS
      if (status === 500 && (isMisread || !isDecodable(request.url ?? ''))) return writeHead(400, ...rest)
      if (status !== 500 || performance.now() - failedAt > RECENT_MS) return writeHead(status, ...rest)
      response.setHeader('retry-after', '2')
      return writeHead(503, ...rest)
    }) as ServerResponse['writeHead']
  })
}

function isDecodable(address: string): boolean {
  try {
    decodeURIComponent(address.replace(/\?.*/, ''))
    return true
  } catch {
    return false
  }
}
