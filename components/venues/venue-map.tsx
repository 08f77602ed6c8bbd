import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import type { Locale, LocalText, venueLevels } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'
import { fitting, schematic } from '@/lib/venues/rules'
import styles from './venues.module.css'

type Place = { lng: number; lat: number }
type Props = {
  dots: (Place & { slug: string; names: LocalText; level: (typeof venueLevels)[number] })[]
  districts: { code: string; names: LocalText; seatLng: number | null; seatLat: number | null }[]
  locale: Locale
}

/** A sketch of where the venues lie, drawn without a network; the list beside it says the same in words. */
export function VenueMap({ dots, districts, locale }: Props) {
  const t = useTranslations('venues.list')
  if (dots.length === 0) return null
  const seats = districts.flatMap((d) => (d.seatLng !== null && d.seatLat !== null ? [{ ...d, lng: d.seatLng, lat: d.seatLat }] : []))
  const at = schematic(seats.length > 1 ? seats : dots)
  const labels = fitting(
    seats.map((seat) => ({ code: seat.code, label: textIn(seat.names, locale), ...at(seat) })),
    locale === 'en' ? 22 : 16,
    6,
  )
  return (
    <aside>
      <Card className={styles.map}>
        <h2>{t('map')}</h2>
        <div className={styles.plane} aria-hidden="true">
          {labels.map(({ code, label, x, y }) => (
            <span key={code} style={{ left: `${x}%`, top: `${y}%` }}>
              {label}
            </span>
          ))}
          {dots.map((dot) => {
            const { x, y } = at(dot)
            return <i key={dot.slug} title={textIn(dot.names, locale)} data-level={dot.level} style={{ left: `${x}%`, top: `${y}%` }} />
          })}
        </div>
        <p className="small muted mt-2">{t('map_note')}</p>
      </Card>
    </aside>
  )
}
