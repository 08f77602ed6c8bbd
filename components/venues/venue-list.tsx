import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { Text } from '@/components/ui/text'
import type { Locale, LocalText } from '@/db/vocabulary'
import { shownText, textIn } from '@/lib/i18n/text'
import { formatNumber } from '@/lib/time/format'
import type { ListedVenue } from '@/lib/venues/queries/directory'
import styles from './venues.module.css'

type Choice = { code: string; names: LocalText }
type Props = { venues: ListedVenue[]; districts: Choice[]; categories: Choice[]; locale: Locale }

/** Venues of the directory: name, address, what it is, and the marks one needs before coming. */
export function VenueList({ venues, districts, categories, locale }: Props) {
  const t = useTranslations('venues')
  const district = new Map(districts.map((d) => [d.code, d.names]))
  const category = new Map(categories.map((c) => [c.code, c.names]))
  if (venues.length === 0) return null
  return (
    <ul className={styles.list} aria-label={t('list.results')}>
      {venues.map((venue) => {
        const name = shownText(venue.names, locale)
        return (
          <li key={venue.id} className={venue.face ? styles.faced : undefined}>
            {venue.face && (
              // biome-ignore lint/performance/noImgElement: it is sent in this width, and may be cached by everybody
              <img src={`/api/files/${venue.face.fileId}?w=480`} alt={textIn(venue.face.alts, locale)} loading="lazy" />
            )}
            <h2>
              <a href={`/${locale}/venues/${venue.slug}`} lang={name.lang}>
                {name.text}
              </a>
            </h2>
            <p className="muted">
              {venue.districtCode && <Text value={district.get(venue.districtCode)} locale={locale} />}
              {venue.districtCode && venue.addresses && ' · '}
              <Text value={venue.addresses} locale={locale} />
            </p>
            <p className={styles.chips}>
              {venue.categoryCode && (
                <Chip>
                  <Text value={category.get(venue.categoryCode)} locale={locale} />
                </Chip>
              )}
              {venue.level !== 'NONE' && <Chip tone="ok">{t(`levels.${venue.level}`)}</Chip>}
              {venue.facilities.includes('step_free') && <Chip>{t('facilities.step_free')}</Chip>}
              {venue.facilities.includes('hearing_loop') && <Chip>{t('facilities.hearing_loop')}</Chip>}
              {venue.capacity && <Chip>{t('list.capacity', { n: formatNumber(venue.capacity, locale) })}</Chip>}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
