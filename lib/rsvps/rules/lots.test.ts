import { describe, expect, it } from 'vitest'
import { drawLots } from './lots'

const parties = Array.from({ length: 40 }, (_, i) => ({ id: `r${i}`, personId: `p${i}`, seats: i % 7 === 0 ? 3 : 1 }))
const ids = (list: { id: string }[]) => list.map(({ id }) => id)

describe('drawing lots', () => {
  it('gives the same for the same seed, whatever the order of asking, and something else for another', () => {
    const first = drawLots('a', parties, 10)
    expect(drawLots('a', parties.toReversed(), 10)).toEqual(first)
    expect(ids(drawLots('b', parties, 10).going)).not.toEqual(ids(first.going))
  })
  it('fills the seats exactly where single parties wait, and loses nobody', () => {
    for (const seed of ['a', 'b', 'c', 'd', 'e']) {
      const { going, waiting } = drawLots(seed, parties, 10)
      expect(going.reduce((sum, party) => sum + party.seats, 0)).toBe(10)
      expect([...ids(going), ...ids(waiting)].toSorted()).toEqual(ids(parties).toSorted())
    }
  })
  it('takes everybody without a limit, and nobody when it is over', () => {
    expect(drawLots('a', parties, null).waiting).toEqual([])
    expect(drawLots('a', parties, -2).going).toEqual([])
  })
  it('prefers nobody: each of two is drawn about half the time', () => {
    const two = parties.slice(1, 3)
    const wins = Array.from({ length: 400 }, (_, i) => drawLots(`seed ${i}`, two, 1).going[0]?.id).filter((id) => id === 'r1').length
    expect(wins).toBeGreaterThan(150)
    expect(wins).toBeLessThan(250)
  })
})
