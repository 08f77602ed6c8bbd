import type { MapTiles } from '../rules/streets'

/** The server of map tiles that the network's host has configured (`MAP_TILES`, see .env.example), or null: then no map asks anybody. */
export function getMapTiles(): MapTiles | null {
  const { MAP_TILES: template, MAP_TILES_CREDIT: credit = '', MAP_TILES_DATUM: datum } = process.env
  if (!template || !URL.canParse(template)) return null
  return { template, credit, datum: datum === 'GCJ02' ? 'GCJ02' : 'WGS84' }
}
