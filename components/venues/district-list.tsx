import { useTranslations } from 'next-intl'
import { Text } from '@/components/ui/text'
import type { Locale, LocalText } from '@/db/vocabulary'
import { formatNumber } from '@/lib/time/format'
import { type VenueFilter, venueFilterHref } from '@/lib/venues/schema'
import styles from './venues.module.css'

type Props = {
  districts: { code: string; names: LocalText }[]
  counts: Map<string | null, number>
  filter: VenueFilter
  locale: Locale
}

/** The address that narrows the directory to a district; of the one it is narrowed to, the address that opens it again. */
export const districtHref = (filter: VenueFilter, code: string, locale: Locale) =>
  `/${locale}/venues${venueFilterHref({ ...filter, district: filter.district === code ? undefined : code, cursor: undefined })}`

/** What the map shows, in words: each district with its number of venues, and those in none. */
export function DistrictList({ districts, counts, filter, locale }: Props) {
  const t = useTranslations('venues.list')
  const elsewhere = counts.get(null) ?? 0
  return (
    <ul className={styles.districts} aria-label={t('by_district')}>
      {districts.map(({ code, names }) => {
        const count = counts.get(code) ?? 0
        const isChosen = filter.district === code
        const inside = (
          <>
            <Text value={names} locale={locale} />
            <b>{formatNumber(count, locale)}</b>
          </>
        )
        return (
          <li key={code}>
            {count === 0 && !isChosen ? (
              <span className="muted">{inside}</span>
            ) : (
              <a href={districtHref(filter, code, locale)} aria-current={isChosen ? 'true' : undefined}>
                {inside}
              </a>
            )}
          </li>
        )
      })}
      {elsewhere > 0 && (
        <li>
          <span className="muted">
            {t('elsewhere')} <b>{formatNumber(elsewhere, locale)}</b>
          </span>
        </li>
      )}
    </ul>
  )
}
