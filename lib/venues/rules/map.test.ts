import { describe, expect, it } from 'vitest'
import { PLANE, schematic, tilesOf, wgs84Of } from './map'

describe('wgs84Of', () => {
  const metres = (a: { lng: number; lat: number }, b: { lng: number; lat: number }) =>
    Math.hypot((a.lng - b.lng) * Math.cos((a.lat * Math.PI) / 180), a.lat - b.lat) * 111_320

  it('leaves WGS-84 as it is, and takes back the shift of the other two', () => {
    const gate = { lng: 116.3913, lat: 39.9075 }
    expect(wgs84Of({ ...gate, datum: 'WGS84' })).toEqual(gate)
    expect(metres(wgs84Of({ lng: 116.397_54, lat: 39.908_9, datum: 'GCJ02' }), gate)).toBeLessThan(15)
    expect(metres(wgs84Of({ lng: 116.403_92, lat: 39.915_25, datum: 'BD09' }), gate)).toBeLessThan(30)
  })
})

describe('schematic', () => {
  const frame = [
    { lng: 119, lat: 29 },
    { lng: 120, lat: 30 },
    { lng: 121, lat: 31 },
  ]

  it('sets the north up, the east right, the middle one between, a tenth free around', () =>
    expect(frame.map(schematic(frame))).toEqual([
      { x: 12, y: 90 },
      { x: 60, y: 50 },
      { x: 108, y: 10 },
    ]))

  it('opens up what is near the middle', () => {
    const { x } = schematic(frame)({ lng: 120.04, lat: 30.04 })
    expect(x).toBeGreaterThan(64)
    expect(x).toBeLessThan(75)
  })

  it('stands one place in the middle, and none anywhere', () => {
    expect(schematic([{ lng: 120, lat: 30 }])({ lng: 120, lat: 30 })).toEqual({ x: 60, y: 50 })
    expect(schematic([])({ lng: 120, lat: 30 })).toEqual({ x: 60, y: 50 })
  })
})

describe('tilesOf', () => {
  const seats = [
    { code: 'west', lng: 119, lat: 30 },
    { code: 'centre', lng: 120.15, lat: 30.25 },
    { code: 'inner', lng: 120.2, lat: 30.22 },
    { code: 'north', lng: 120.2, lat: 31 },
    { code: 'east', lng: 121, lat: 30.2 },
  ]
  const areaOf = (corners: { x: number; y: number }[]) =>
    Math.abs(
      corners.reduce((sum, a, i) => {
        const b = corners[(i + 1) % corners.length] as { x: number; y: number }
        return sum + a.x * b.y - b.x * a.y
      }, 0),
    ) / 2

  it('shares the whole plane out, no field too small to press', () => {
    const areas = tilesOf(seats).map((tile) => areaOf(tile.corners))
    expect(areas.reduce((a, b) => a + b)).toBeCloseTo(PLANE.width * PLANE.height, -2)
    for (const area of areas) expect(area).toBeGreaterThan((PLANE.width * PLANE.height) / seats.length / 3)
  })

  it('keeps east and west, north and south apart', () => {
    const middle = Object.fromEntries(tilesOf(seats).map((tile) => [tile.district.code, tile.middle]))
    expect(middle.west?.x).toBeLessThan(middle.centre?.x ?? 0)
    expect(middle.east?.x).toBeGreaterThan(middle.inner?.x ?? PLANE.width)
    expect(middle.north?.y).toBeLessThan(middle.inner?.y ?? 0)
  })

  it('stands a place in its own district’s field, however far away, on its side of the seat', () => {
    const [west] = tilesOf(seats)
    if (!west) throw new Error('no tile')
    const crosses = (point: { x: number; y: number }) =>
      west.corners.every((a, i) => {
        const b = west.corners[(i + 1) % west.corners.length] as { x: number; y: number }
        return (point.x - a.x) * (b.y - a.y) - (point.y - a.y) * (b.x - a.x) <= 0.1
      })
    for (const [lng, lat] of [
      [119, 30],
      [119.01, 30],
      [118.9, 30.02],
      [125, 30],
      [119, 40],
    ] as const)
      expect(crosses(west.place({ lng, lat }))).toBe(true)
    expect(west.place({ lng: 119.05, lat: 30 }).x).toBeGreaterThan(west.middle.x)
    expect(west.place({ lng: 119, lat: 30.05 }).y).toBeLessThan(west.middle.y)
  })

  it('takes two seats at one place, one seat, and none', () => {
    const twin = { lng: 120, lat: 30 }
    for (const tile of tilesOf([twin, { ...twin }])) expect(areaOf(tile.corners)).toBeGreaterThan(1000)
    expect(tilesOf([twin]).map((tile) => areaOf(tile.corners))).toEqual([PLANE.width * PLANE.height])
    expect(tilesOf([])).toEqual([])
  })
})
