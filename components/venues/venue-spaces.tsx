import { useTranslations } from 'next-intl'
import { Table, Td, Th } from '@/components/ui/table'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { formatNumber } from '@/lib/time/format'
import type { VenueDetail } from '@/lib/venues/queries'
import styles from './venues.module.css'

/** The rooms of a venue. */
export function VenueSpaces({ venue, locale }: { venue: VenueDetail; locale: Locale }) {
  const t = useTranslations('venues.page')
  if (venue.spaces.length === 0) return null
  return (
    <section className={`${styles.section} print:hidden`}>
      <h2>{t('spaces')}</h2>
      <Table caption={t('spaces')} captionHidden className="mt-3">
        <thead>
          <tr>
            <Th>{t('space')}</Th>
            <Th numeric>{t('capacity')}</Th>
            <Th>{t('bookable')}</Th>
          </tr>
        </thead>
        <tbody>
          {venue.spaces.map((space) => (
            <tr key={space.id}>
              <Th scope="row">
                <Text value={space.names} locale={locale} />
              </Th>
              <Td numeric>{space.capacity ? formatNumber(space.capacity, locale) : '–'}</Td>
              <Td>
                {space.bookable ? t('bookable') : t('not_bookable')}
                {space.bookable && space.bufferMinutes > 0 && <span className="muted"> · {t('buffer', { n: space.bufferMinutes })}</span>}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}
