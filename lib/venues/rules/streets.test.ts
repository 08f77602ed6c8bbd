import { describe, expect, it } from 'vitest'
import { type MapTiles, SHEET, sheetOf } from './streets'

const tiles: MapTiles = { template: 'https://t.example/{z}/{x}/{y}.png', credit: '', datum: 'WGS84' }
const spotOf = (sheet: ReturnType<typeof sheetOf>, i: number) => sheet.spots[i] ?? { x: Number.NaN, y: Number.NaN }
const at = (lng: number, lat: number, datum: 'WGS84' | 'GCJ02' | null = 'WGS84') => ({ lng, lat, datum })
const covers = ({ tiles }: ReturnType<typeof sheetOf>) =>
  [
    [0, 0],
    [SHEET.width - 1, SHEET.height - 1],
    [SHEET.width / 2, SHEET.height / 2],
  ].every(([x = 0, y = 0]) => tiles.some(({ at }) => at.x <= x && x < at.x + SHEET.tile && at.y <= y && y < at.y + SHEET.tile))

describe('a sheet of streets', () => {
  it('has one place in its middle, on the tile that the map’s own numbers give', () => {
    const sheet = sheetOf([at(120.1551, 30.2741)], tiles)
    expect(sheet.spots.map(({ x, y }) => [Math.round(x), Math.round(y)])).toEqual([[SHEET.width / 2, SHEET.height / 2]])
    const spot = spotOf(sheet, 0)
    const under = sheet.tiles.find(({ at }) => at.x <= spot.x && spot.x < at.x + SHEET.tile && at.y <= spot.y && spot.y < at.y + SHEET.tile)
    // The numbers of Web Mercator at zoom 16: x = (lng + 180) / 360 · 2^16; y by the usual formula.
    expect(under?.src).toBe('https://t.example/16/54641/26980.png')
    expect(covers(sheet)).toBe(true)
  })

  it('holds all its places with room around them, as close as that allows', () => {
    const places = [at(119.7, 29.9), at(120.7, 30.5), at(120.15, 30.27)]
    const sheet = sheetOf(places, tiles)
    for (const { x, y } of sheet.spots) {
      expect(Math.min(x, SHEET.width - x)).toBeGreaterThan(40)
      expect(Math.min(y, SHEET.height - y)).toBeGreaterThan(40)
    }
    const across = (values: number[]) => Math.max(...values) - Math.min(...values)
    const twiceAsClose = [2 * across(sheet.spots.map((s) => s.x)), 2 * across(sheet.spots.map((s) => s.y))]
    expect(twiceAsClose.some((length, i) => length > (i === 0 ? SHEET.width : SHEET.height) - 96)).toBe(true)
    expect(covers(sheet)).toBe(true)
  })

  it('asks for no tile that there is not, at the date line and at the poles', () => {
    for (const places of [[at(179.99, 0), at(-179.99, 10)], [at(10, 84.9)]])
      for (const { src } of sheetOf(places, tiles).tiles) {
        const [, z = 0, x = 0, y = 0] = (/(\d+)\/(\d+)\/(\d+)\.png$/.exec(src) ?? []).map(Number)
        expect(Math.max(x, y)).toBeLessThan(2 ** z)
      }
  })

  it('puts a place where the map’s datum has it', () => {
    const stored = at(120.1551, 30.2741, 'GCJ02')
    const same = sheetOf([stored, at(120.2, 30.3, 'GCJ02')], { ...tiles, datum: 'GCJ02' })
    const moved = sheetOf([stored, at(120.2, 30.3, 'WGS84')], { ...tiles, datum: 'GCJ02' })
    expect(same.spots).not.toEqual(moved.spots)
    // Some 500 m between the datums at this place.
    const plain = sheetOf([stored, at(120.1551, 30.2741, 'WGS84')], tiles)
    const [one, other] = [spotOf(plain, 0), spotOf(plain, 1)]
    expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(100)
  })
})
