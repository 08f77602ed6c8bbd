import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { Text } from '@/components/ui/text'
import type { Locale, LocalText } from '@/db/vocabulary'
import { localDate } from '@/lib/time/zones'
import type { VenueDetail } from '@/lib/venues/queries'
import { isOpenAt, levelOn } from '@/lib/venues/rules'
import { VenuePhotos } from './venue-photos'
import styles from './venues.module.css'

type Props = { venue: VenueDetail; categories: { code: string; names: LocalText }[]; locale: Locale; now: Date; zone: string }

/** A venue's name in both scripts, what it is, and the marks one needs before coming. */
export function VenueHead({ venue, categories, locale, now, zone }: Props) {
  const t = useTranslations('venues')
  const category = categories.find((c) => c.code === venue.categoryCode)
  const level = levelOn(venue, localDate(now, zone))
  const isOpen = isOpenAt(venue.openingHours, now, zone)
  const other = locale === 'en' ? venue.names.zh : venue.names.en
  return (
    <header>
      <Text as="h1" value={venue.names} locale={locale} />
      {other && (
        <p className="muted mt-1" lang={locale === 'en' ? 'zh-CN' : 'en'}>
          {other}
        </p>
      )}
      <p className={styles.chips}>
        {category && (
          <Chip>
            <Text value={category.names} locale={locale} />
          </Chip>
        )}
        {isOpen !== null && <Chip tone={isOpen ? 'ok' : 'plain'}>{t(isOpen ? 'page.open_now' : 'page.closed_now')}</Chip>}
        {level !== 'NONE' && <Chip tone="ok">{t(`levels.${level}`)}</Chip>}
        {venue.facilities.includes('step_free') && <Chip>{t('facilities.step_free')}</Chip>}
        {venue.facilities.includes('hearing_loop') && <Chip>{t('facilities.hearing_loop')}</Chip>}
      </p>
      {venue.summary && <Text as="p" className="measure mt-4 block print:hidden" value={venue.summary} locale={locale} />}
      <VenuePhotos photos={venue.photos} locale={locale} />
    </header>
  )
}
