import { createHash } from 'node:crypto'
import type { WaitingParty } from '../rules'

/**
 * The parties in the order that a seed draws (by the hash of seed and RSVP, so that who asked when plays no part), and
 * which of them fit into the free seats (null: all do). A party that does not fit is passed over and waits.
 */
export function drawLots<P extends WaitingParty>(seed: string, parties: readonly P[], free: number | null): { going: P[]; waiting: P[] } {
  const lot = (party: P) => createHash('sha256').update(`${seed}:${party.id}`).digest('hex')
  const drawn = parties.map((party) => ({ party, lot: lot(party) })).toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
  const going: P[] = []
  const waiting: P[] = []
  let left = free === null ? Number.POSITIVE_INFINITY : Math.max(0, free)
  for (const { party } of drawn) {
    if (party.seats <= left) {
      going.push(party)
      left -= party.seats
    } else waiting.push(party)
  }
  return { going, waiting }
}
