import { type Dot, type Position, positionIn, type Stored } from './map'

/** A server of map tiles: an address with `{z}`, `{x}`, `{y}` (Web Mercator, 256 px), whom to credit, and the datum that it draws. */
export type MapTiles = { template: string; credit: string; datum: 'WGS84' | 'GCJ02' }

/** A sheet of streets, in pixels: the tiles that cover it with where each stands, and where the places stand on it. */
export type Sheet = { tiles: { key: string; src: string; at: Dot }[]; spots: Dot[] }

export const SHEET = { width: 960, height: 600, tile: 256 }
const CLOSEST = 16
const MARGIN = 48

/** The sheet around all of `places` (one or more), as close as they allow, at most at the scale of streets (zoom 16). */
export function sheetOf(places: Stored[], { template, datum }: MapTiles): Sheet {
  const positions = places.map((place) => positionIn(place, datum))
  let zoom = CLOSEST
  while (zoom > 0 && !fits(positions.map((p) => pixelOf(p, zoom)))) zoom--
  const pixels = positions.map((p) => pixelOf(p, zoom))
  const [x, y] = [spanOf(pixels.map((p) => p.x)), spanOf(pixels.map((p) => p.y))]
  const corner = { x: Math.round(x.middle - SHEET.width / 2), y: Math.round(y.middle - SHEET.height / 2) }
  return { tiles: tilesAt(corner, zoom, template), spots: pixels.map((p) => ({ x: p.x - corner.x, y: p.y - corner.y })) }
}

function tilesAt(corner: Dot, zoom: number, template: string): Sheet['tiles'] {
  const around = 2 ** zoom
  const reach = (from: number, size: number) => {
    const first = Math.floor(from / SHEET.tile)
    return Array.from({ length: Math.ceil((from + size) / SHEET.tile) - first }, (_, i) => first + i)
  }
  return reach(corner.y, SHEET.height)
    .filter((row) => row >= 0 && row < around)
    .flatMap((row) =>
      reach(corner.x, SHEET.width).map((column) => {
        const named = { z: zoom, x: ((column % around) + around) % around, y: row }
        const src = template.replace(/\{([zxy])\}/g, (_, name: 'z' | 'x' | 'y') => String(named[name]))
        return { key: `${column}/${row}`, src, at: { x: column * SHEET.tile - corner.x, y: row * SHEET.tile - corner.y } }
      }),
    )
}

/** Web Mercator, in pixels from the north-west corner of the world. */
function pixelOf({ lng, lat }: Position, zoom: number): Dot {
  const size = SHEET.tile * 2 ** zoom
  return { x: ((lng + 180) / 360) * size, y: ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * size }
}

function spanOf(values: number[]): { length: number; middle: number } {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return { length: high - low, middle: (low + high) / 2 }
}

const fits = (pixels: Dot[]): boolean =>
  spanOf(pixels.map((p) => p.x)).length <= SHEET.width - 2 * MARGIN && spanOf(pixels.map((p) => p.y)).length <= SHEET.height - 2 * MARGIN
