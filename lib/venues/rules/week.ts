import { instantOf, localParts, weekdayOf } from '../../time/zones'
import { type Spell, weekOf } from '../rules'

/** A spell in its row: minutes of the local day, and which of the row's lanes it stands in. */
export type Block<T> = { spell: T; from: number; to: number; lane: number }
export type GridRow<T> = { spaceId: string | null; blocks: Block<T>[]; lanes: number }
/** `open`: minutes of the local day; null where the venue has not said its hours. */
export type GridDay<T> = { date: string; open: [number, number][] | null; rows: GridRow<T>[] }
/** A week of spaces and hours; `from` and `to` are the whole hours that hold all of it. */
export type WeekGrid<T> = { from: number; to: number; days: GridDay<T>[] }

type Venue = { spaces: string[]; hours: Partial<Record<string, [string, string][]>> | null }
type Placed = Spell & { spaceId: string | null }

const DAY = 24 * 60
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/**
 * The seven days from `monday`, in each a row for every space, and one for what takes the whole venue in a week that has
 * such. What runs over midnight is cut there; what overlaps in one row stands in lanes.
 */
export function gridOf<T extends Placed>(monday: string, spells: T[], { spaces, hours }: Venue, zone: string): WeekGrid<T> {
  const rows: (string | null)[] = [...(spells.some((s) => !s.spaceId || !spaces.includes(s.spaceId)) ? [null] : []), ...spaces]
  const days = weekOf(monday, spells, zone).map(({ date, spells }): GridDay<T> => {
    const cutTo = (instant: Date) => clockOf(instant, date, zone)
    return {
      date,
      open: hours && (hours[String(weekdayOf(date))] ?? []).map(([opens, closes]) => [minutesOf(opens), minutesOf(closes)]),
      rows: rows.map((spaceId) => ({
        spaceId,
        ...lanesOf(
          spells
            .filter((s) => (spaceId === null ? !s.spaceId || !spaces.includes(s.spaceId) : s.spaceId === spaceId))
            .map((spell) => ({ spell, from: cutTo(spell.startsAt), to: cutTo(spell.endsAt) })),
        ),
      })),
    }
  })
  const edges = days.flatMap((day) => [...(day.open ?? []).flat(), ...day.rows.flatMap((row) => row.blocks.flatMap((b) => [b.from, b.to]))])
  const [first, last] = edges.length > 0 ? [Math.min(...edges), Math.max(...edges)] : [8 * 60, 22 * 60]
  return { from: Math.floor(first / 60), to: Math.ceil(last / 60), days }
}

/** What the wall clock shows, in minutes of that day; before it 0, after it 24 hours. */
function clockOf(instant: Date, date: string, zone: string): number {
  const at = localParts(instant, zone)
  if (at.date < date || instant <= instantOf(date, '00:00', zone)) return 0
  return at.date > date ? DAY : at.hour * 60 + at.minute
}

/** Each in the first lane that is free by then. */
function lanesOf<T>(blocks: Omit<Block<T>, 'lane'>[]): { blocks: Block<T>[]; lanes: number } {
  const ends: number[] = []
  const placed = blocks.map((block) => {
    const free = ends.findIndex((end) => end <= block.from)
    const lane = free < 0 ? ends.length : free
    ends[lane] = block.to
    return { ...block, lane }
  })
  return { blocks: placed, lanes: Math.max(1, ends.length) }
}
