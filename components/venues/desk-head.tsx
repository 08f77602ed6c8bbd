import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { Tabs } from '@/components/ui/tabs'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import type { VenueDesk } from '@/lib/venues/queries/desk'

const tabs = ['requests', 'week', 'spaces', 'photos', 'details'] as const
type Props = { venue: VenueDesk['venue']; current: (typeof tabs)[number]; locale: Locale }

/** What every page of a keeper begins with: the venue's name, its state, and the tabs requests · week · spaces · photos · details. */
export function VenueDeskHead({ venue, current, locale }: Props) {
  const t = useTranslations('venues.desk')
  return (
    <header className="mb-6 flex flex-col gap-3 print:hidden">
      <Link href="/organize" className="back">
        {t('back')}
      </Link>
      <div className="flex flex-wrap items-center gap-4">
        <Text value={venue.names} locale={locale} as="h1" />
        {venue.status === 'listed' ? (
          <Link href={`/venues/${venue.slug}`} className="link">
            {t('public_page')}
          </Link>
        ) : (
          <Chip tone="stop">{t(`status.${venue.status}`)}</Chip>
        )}
      </div>
      <Tabs
        label={t('tabs')}
        items={tabs.map((tab) => ({
          href: `/organize/venues/${venue.slug}${tab === 'requests' ? '' : `/${tab}`}`,
          label: t(`tab.${tab}`),
          current: tab === current,
        }))}
      />
    </header>
  )
}
