import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { headers } from 'next/headers'
import { clientAddress, isLoopback, type Origin } from './origin'

const PEER = 'x-hui-peer'
const shared = globalThis as unknown as { huiPeerStamped?: boolean }

/** From now on every request of this process carries its socket's address, whatever headers its client sent. */
export function stampPeer(): void {
  if (shared.huiPeerStamped) return
  shared.huiPeerStamped = true
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[PEER] = request.socket.remoteAddress ?? 'unknown'
  })
}

/** Where the current request came from: its client's address, and whether it was made on this machine. */
export async function requestFrom(): Promise<{ address: string; loopback: boolean }> {
  const h = await headers()
  const origin: Origin = {
    host: h.get('host'),
    peer: shared.huiPeerStamped ? (h.get(PEER) ?? 'unknown') : null,
    forwardedFor: h.get('x-forwarded-for'),
  }
  return { address: clientAddress(origin), loopback: isLoopback(origin) }
}

/** Whether a form came from our own pages: browsers always say where a POST comes from; what says nothing is no browser. */
export async function isSameOrigin(): Promise<boolean> {
  const h = await headers()
  const origin = h.get('origin')
  if (h.get('sec-fetch-site') === 'cross-site') return false
  if (!origin) return true
  const host = h.get('x-forwarded-host') ?? h.get('host')
  return URL.canParse(origin) && new URL(origin).host === host
}
