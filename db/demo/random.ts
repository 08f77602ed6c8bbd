/** The demo city's own chance: the same seed gives the same city on every machine. */

export type Random = {
  /** In [0, 1). */
  next: () => number
  /** A whole number from `low` to `high`, both included. */
  int: (low: number, high: number) => number
  chance: (p: number) => boolean
  pick: <T>(items: readonly T[]) => T
  /** A new array in random order. */
  shuffled: <T>(items: readonly T[]) => T[]
  /** One of the items, in proportion to its weight. */
  weighted: <T>(items: readonly T[], weight: (item: T) => number) => T
  /** Around 0 with deviation 1. */
  normal: () => number
  /** 32 random bits. */
  bits: () => number
}

function hashOf(text: string): number {
  let h = 2_166_136_261
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16_777_619)
  return h >>> 0
}

/** A stream of chance of its own (sfc32), so that a change in one part of the city leaves the others alone. */
export function randomOf(seed: string): Random {
  let a = hashOf(`a${seed}`)
  let b = hashOf(`b${seed}`)
  let c = hashOf(`c${seed}`)
  let d = 1
  const bits = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 16; i++) bits()
  const next = () => bits() / 4_294_967_296
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new Error('nothing to pick from')
    return items[Math.floor(next() * items.length)] as T
  }
  const shuffled = <T>(items: readonly T[]): T[] => {
    const copy = [...items]
    for (let i = copy.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1))
      ;[copy[i], copy[j]] = [copy[j] as T, copy[i] as T]
    }
    return copy
  }
  const weighted = <T>(items: readonly T[], weight: (item: T) => number): T => {
    let total = 0
    for (const item of items) total += weight(item)
    let left = next() * total
    for (const item of items) {
      left -= weight(item)
      if (left < 0) return item
    }
    return items.at(-1) as T
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return { next, int, chance: (p) => next() < p, pick, shuffled, weighted, normal, bits }
}

const hex = Array.from({ length: 65_536 }, (_, i) => i.toString(16).padStart(4, '0'))

/** Makes UUIDv7-shaped ids from chance: they sort by the time of making, as real ones do. */
export function idMaker(seed: string): (at: Date) => string {
  const { bits } = randomOf(`id/${seed}`)
  return (at) => {
    const ms = at.getTime()
    const high = Math.floor(ms / 4_294_967_296)
    const low = ms % 4_294_967_296
    const [r, s, t] = [bits(), bits(), bits()]
    return `${hex[high & 0xffff]}${hex[Math.floor(low / 65_536)]}-${hex[low & 0xffff]}-${hex[0x7000 | (r & 0x0fff)]}-${hex[0x8000 | ((r >>> 16) & 0x3fff)]}-${hex[s >>> 16]}${hex[s & 0xffff]}${hex[t >>> 16]}`
  }
}
