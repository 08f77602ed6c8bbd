import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { Text } from '@/components/ui/text'
import type { Locale, LocalText } from '@/db/vocabulary'
import type { VenueDetail } from '@/lib/venues/queries'
import { isOpenAt } from '@/lib/venues/rules'
import styles from './venues.module.css'

type Props = { venue: VenueDetail; category: { names: LocalText } | undefined; locale: Locale; now: Date; zone: string }

/** A venue's name in both scripts, what it is, and the marks one needs before coming. */
export function VenueHead({ venue, category, locale, now, zone }: Props) {
  const t = useTranslations('venues')
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
        {venue.level !== 'NONE' && <Chip tone="ok">{t(`levels.${venue.level}`)}</Chip>}
        {venue.facilities.includes('step_free') && <Chip>{t('facilities.step_free')}</Chip>}
        {venue.facilities.includes('hearing_loop') && <Chip>{t('facilities.hearing_loop')}</Chip>}
      </p>
      {venue.summary && <Text as="p" className="measure mt-4 block" value={venue.summary} locale={locale} />}
    </header>
  )
}
