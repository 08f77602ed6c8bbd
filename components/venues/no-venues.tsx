import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'

/** Nothing in the directory: because of the filter, or at all. */
export function NoVenues({ filtered }: { filtered: boolean }) {
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
      <ButtonLink href="/venues" size="s">
        {t('filters.clear')}
      </ButtonLink>
    </Empty>
  )
}
