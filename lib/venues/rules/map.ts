import type { datums } from '@/db/vocabulary'

/** A point of the schematic, in units of its plane. */
export type Dot = { x: number; y: number }
export type Position = { lng: number; lat: number }
export type Stored = Position & { datum: (typeof datums)[number] | null }

/** The plane of the schematic: x grows to the east, y to the south. */
export const PLANE = { width: 120, height: 100 }

const AXIS = 6_378_245
const FLATNESS = 0.006_693_421_622_965_943
const { sin, cos, sqrt, abs, PI, hypot } = Math

/** How far GCJ-02 moves a place of China, in degrees. */
function shiftOf({ lng, lat }: Position): Position {
  const [x, y] = [lng - 105, lat - 35]
  const waves = (value: number, ...pairs: [height: number, length: number][]) =>
    pairs.reduce((sum, [height, length]) => sum + (height * 2 * sin((value / length) * PI)) / 3, 0)
  const short = waves(x, [20, 1 / 6], [20, 1 / 2])
  const north =
    -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + short + waves(y, [20, 1], [40, 3], [160, 12], [320, 30])
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + short + waves(x, [20, 1], [40, 3], [150, 12], [300, 30])
  const radians = (lat / 180) * PI
  const bend = 1 - FLATNESS * sin(radians) ** 2
  return {
    lat: (north * 180) / (((AXIS * (1 - FLATNESS)) / (bend * sqrt(bend))) * PI),
    lng: (east * 180) / ((AXIS / sqrt(bend)) * cos(radians) * PI),
  }
}

/** A stored position in WGS-84, exact to a few metres; one without a datum is taken as WGS-84. */
export function wgs84Of({ lng, lat, datum }: Stored): Position {
  if (datum === 'BD09') {
    const [x, y] = [lng - 0.0065, lat - 0.006]
    const wave = (PI * 3000) / 180
    const [far, turn] = [hypot(x, y) - 0.00002 * sin(y * wave), Math.atan2(y, x) - 0.000003 * cos(x * wave)]
    return wgs84Of({ lng: far * cos(turn), lat: far * sin(turn), datum: 'GCJ02' })
  }
  if (datum !== 'GCJ02') return { lng, lat }
  const shift = shiftOf({ lng, lat })
  return { lng: lng - shift.lng, lat: lat - shift.lat }
}

/** A stored position in a datum; the difference between the two is some hundred metres in China. */
export function positionIn(stored: Stored, datum: 'WGS84' | 'GCJ02'): Position {
  if (stored.datum === datum) return { lng: stored.lng, lat: stored.lat }
  const plain = wgs84Of(stored)
  if (datum === 'WGS84') return plain
  const shift = shiftOf(plain)
  return { lng: plain.lng + shift.lng, lat: plain.lat + shift.lat }
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/**
 * A schematic, north up: places keep their direction from the middle one, distances shrink with their square root, so
 * that a crowded centre opens up. A tenth of the plane stays free around the outermost of `frame`.
 */
export function schematic(frame: Position[]): (place: Position) => Dot {
  const centre = { lng: median(frame.map((p) => p.lng)), lat: median(frame.map((p) => p.lat)) }
  const shrink = cos((centre.lat * PI) / 180)
  const lens = (place: Position): Dot => {
    const [east, south] = [(place.lng - centre.lng) * shrink, centre.lat - place.lat]
    const near = sqrt(hypot(east, south)) || 1
    return { x: east / near, y: south / near }
  }
  const seen = frame.map(lens)
  const stretch = (all: number[], size: number): ((value: number) => number) => {
    const [low, high] = [Math.min(...all, 0), Math.max(...all, 0)]
    return (value) => tenth(size * (high === low ? 0.5 : 0.1 + ((value - low) / (high - low)) * 0.8))
  }
  const [across, down] = [
    stretch(
      seen.map((d) => d.x),
      PLANE.width,
    ),
    stretch(
      seen.map((d) => d.y),
      PLANE.height,
    ),
  ]
  return (place) => {
    const { x, y } = lens(place)
    return { x: across(x), y: down(y) }
  }
}

const tenth = (value: number) => Math.round(value * 10) / 10

/** A district's field of the schematic: its corners, its middle, and where a place of it stands inside. */
export type Tile<T> = { district: T; corners: Dot[]; middle: Dot; place: (position: Position) => Dot }

const ROUNDS = 4
/** How much further apart the places of a district stand in its field than on the plane as a whole. */
const SPREAD = 2

/**
 * The plane shared out among districts: to each what lies nearest to its seat, evened out so that small ones can be read
 * and pressed. Neighbours stay neighbours; sizes mean nothing.
 */
export function tilesOf<T extends Position>(districts: T[]): Tile<T>[] {
  const at = schematic(districts)
  const seats = districts.map((district, i) => nudged(at(district), i))
  let middles = seats
  for (let round = 0; round < ROUNDS; round++) middles = cellsOf(middles).map(centreOf)
  const cells = cellsOf(middles)
  return districts.map((district, i) => {
    const [corners, seat] = [cells[i] as Dot[], seats[i] as Dot]
    const middle = centreOf(corners)
    const place = (position: Position): Dot => {
      const seen = at(position)
      return inside(corners, middle, { x: middle.x + SPREAD * (seen.x - seat.x), y: middle.y + SPREAD * (seen.y - seat.y) })
    }
    return { district, corners: corners.map(rounded), middle: rounded(middle), place: (position) => rounded(place(position)) }
  })
}

const rounded = ({ x, y }: Dot): Dot => ({ x: tenth(x), y: tenth(y) })
/** Two seats at one place would have no border. */
const nudged = ({ x, y }: Dot, i: number): Dot => ({ x: x + i / 1000, y: y - i / 1000 })

/** For each point what lies nearer to it than to any other: the plane, cut along the line midway to each of them. */
const cellsOf = (points: Dot[]): Dot[][] =>
  points.map((own) =>
    points.reduce(
      (cell, other) =>
        other === own
          ? cell
          : cut(cell, { x: (own.x + other.x) / 2, y: (own.y + other.y) / 2 }, { x: other.x - own.x, y: other.y - own.y }),
      [
        { x: 0, y: 0 },
        { x: PLANE.width, y: 0 },
        { x: PLANE.width, y: PLANE.height },
        { x: 0, y: PLANE.height },
      ],
    ),
  )

/** What of a convex shape lies behind the line through `on` that faces `away`. */
function cut(shape: Dot[], on: Dot, away: Dot): Dot[] {
  const beyond = ({ x, y }: Dot) => (x - on.x) * away.x + (y - on.y) * away.y
  return shape.flatMap((from, i) => {
    const to = shape[(i + 1) % shape.length] as Dot
    const [a, b] = [beyond(from), beyond(to)]
    const kept = a <= 0 ? [from] : []
    if (a > 0 === b > 0) return kept
    const share = a / (a - b)
    return [...kept, { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }]
  })
}

/** The middle of a shape by its area. */
function centreOf(shape: Dot[]): Dot {
  let [area, x, y] = [0, 0, 0]
  for (const [i, a] of shape.entries()) {
    const b = shape[(i + 1) % shape.length] as Dot
    const piece = a.x * b.y - b.x * a.y
    area += piece
    x += (a.x + b.x) * piece
    y += (a.y + b.y) * piece
  }
  return { x: x / (3 * area), y: y / (3 * area) }
}

/** The point, drawn towards the middle until it stands clear of the border of a convex shape. */
function inside(shape: Dot[], middle: Dot, point: Dot): Dot {
  const share = shape.reduce((least, from, i) => {
    const to = shape[(i + 1) % shape.length] as Dot
    const [nx, ny] = [to.y - from.y, from.x - to.x]
    const [room, reach] = [(from.x - middle.x) * nx + (from.y - middle.y) * ny, (point.x - middle.x) * nx + (point.y - middle.y) * ny]
    return reach > room * CLEAR ? Math.min(least, (room * CLEAR) / reach) : least
  }, 1)
  return { x: middle.x + (point.x - middle.x) * share, y: middle.y + (point.y - middle.y) * share }
}
const CLEAR = 0.85
