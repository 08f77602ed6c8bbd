import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { venueFilterHref } from '@/lib/venues/schema'

/** Nothing in the directory: because of the filter, or at all. */
export function NoVenues({ filtered, view }: { filtered: boolean; view?: 'map' }) {
  const t = useTranslations('venues')
  if (!filtered)
    return (
      <Empty title={t('empty.none')}>
        <p>{t('empty.none_hint')}</p>
      </Empty>
    )
  return (
    <Empty title={t('empty.title')}>
      <p>{t('empty.hint')}</p>
      <ButtonLink href={`/venues${venueFilterHref({ view })}`} size="s">
        {t('filters.clear')}
      </ButtonLink>
    </Empty>
  )
}
