import { useTranslations } from 'next-intl'
import type { CSSProperties } from 'react'
import type { datums, Locale, LocalText } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'
import { formatNumber } from '@/lib/time/format'
import { type Dot, PLANE, schematic, tilesOf, wgs84Of } from '@/lib/venues/rules/map'
import type { VenueFilter } from '@/lib/venues/schema'
import { districtHref } from './district-list'
import styles from './venues.module.css'

type Datum = (typeof datums)[number] | null
type District = { code: string; names: LocalText; seatLng: number | null; seatLat: number | null; seatDatum: Datum }
type Props = {
  dots: { slug: string; districtCode: string | null; lng: number; lat: number; datum: Datum }[]
  districts: District[]
  counts: Map<string | null, number>
  filter: VenueFilter
  locale: Locale
}

/**
 * A schematic of the districts, drawn without a network: to each a field with its number of venues, which opens them, and
 * a dot for each venue. Where no seats are known the dots stand alone. `DistrictList` says the same in words.
 */
export function VenueMap({ dots, districts, counts, filter, locale }: Props) {
  const t = useTranslations('venues.list')
  const seats = districts.flatMap(({ seatLng, seatLat, seatDatum, ...district }) =>
    seatLng === null || seatLat === null ? [] : [{ ...district, ...wgs84Of({ lng: seatLng, lat: seatLat, datum: seatDatum }) }],
  )
  const tiles = seats.length > 1 ? tilesOf(seats) : []
  const most = Math.max(1, ...counts.values())
  const field = new Map(tiles.map((tile) => [tile.district.code, tile]))
  const places = dots.map(({ slug, districtCode, ...stored }) => ({ slug, districtCode, at: wgs84Of(stored) }))
  const alone = schematic(tiles.length > 0 ? seats : places.map((place) => place.at))
  const standing = places.map(({ slug, districtCode, at }) => ({ slug, ...(field.get(districtCode ?? '')?.place(at) ?? alone(at)) }))
  return (
    <div className={styles.plane}>
      <svg viewBox={`0 0 ${PLANE.width} ${PLANE.height}`} preserveAspectRatio="none">
        <title>{t('map')}</title>
        {tiles.map(({ district, corners }) => {
          const count = counts.get(district.code) ?? 0
          const points = corners.map(({ x, y }) => `${x},${y}`).join(' ')
          const share = { '--share': `${Math.round((count / most) * 30)}%` } as CSSProperties
          return count === 0 && filter.district !== district.code ? (
            <polygon key={district.code} points={points} style={share} />
          ) : (
            <a
              key={district.code}
              href={districtHref(filter, district.code, locale)}
              aria-label={t('district_venues', { district: textIn(district.names, locale), n: formatNumber(count, locale), count })}
              aria-current={filter.district === district.code ? 'true' : undefined}
            >
              <polygon points={points} style={share} />
            </a>
          )
        })}
      </svg>
      <div aria-hidden="true">
        {standing.map(({ slug, ...dot }) => (
          <i key={slug} style={spot(dot)} />
        ))}
        {tiles.map(({ district, middle }) => (
          <span key={district.code} style={spot({ ...middle, x: clear(middle.x) })}>
            {textIn(district.names, locale)}
            <b>{formatNumber(counts.get(district.code) ?? 0, locale)}</b>
          </span>
        ))}
      </div>
    </div>
  )
}

/** A label keeps off the edges. */
const clear = (x: number) => Math.min(Math.max(x, PLANE.width * 0.11), PLANE.width * 0.89)
const spot = ({ x, y }: Dot): CSSProperties => ({ left: `${(x / PLANE.width) * 100}%`, top: `${(y / PLANE.height) * 100}%` })
