import type { CSSProperties } from 'react'
import type { Locale, LocalText } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'
import type { Stored } from '@/lib/venues/rules/map'
import { type MapTiles, SHEET, sheetOf } from '@/lib/venues/rules/streets'
import styles from './street-map.module.css'

type Venue = Stored & { slug: string; names: LocalText }
type Props = { venues: Venue[]; tiles: MapTiles; label: string; locale: Locale }

/** Venues on a sheet of streets, from the configured server of tiles: a pin for each, which leads to it. */
export function StreetMap({ venues, tiles, label, locale }: Props) {
  const sheet = sheetOf(venues, tiles)
  return (
    <figure className={styles.streets} aria-label={label}>
      <div>
        {sheet.tiles.map(({ key, src, at }) => (
          // biome-ignore lint/performance/noImgElement: a tile is a picture of another server, in its own size
          <img key={key} src={src} alt="" loading="lazy" decoding="async" style={spot(at)} />
        ))}
        {venues.map(({ slug, names }, i) => (
          <a key={slug} href={`/${locale}/venues/${slug}`} title={textIn(names, locale)} style={spot(sheet.spots[i] ?? { x: 0, y: 0 })}>
            <span className="sr-only">{textIn(names, locale)}</span>
          </a>
        ))}
      </div>
      {tiles.credit && <figcaption>{tiles.credit}</figcaption>}
    </figure>
  )
}

const spot = ({ x, y }: { x: number; y: number }): CSSProperties => ({
  left: `${(x / SHEET.width) * 100}%`,
  top: `${(y / SHEET.height) * 100}%`,
})
