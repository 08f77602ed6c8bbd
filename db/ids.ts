import { randomUUID } from 'node:crypto'

/** A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then randomness, so that ids sort by time of making. */
export function newId(at: number = Date.now()): string {
  const time = at.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
