import { useTranslations } from 'next-intl'
import { ButtonLink } from './button'
import { Empty } from './empty'

/** Nothing in a directory: because of its filters, or at all. `all` is its address without them. */
export function NothingFound({ of, filtered, all = `/${of}` }: { of: 'groups' | 'venues'; filtered: boolean; all?: string }) {
  const t = useTranslations(of)
  return filtered ? (
    <Empty title={t('empty.title')}>
      <p>{t('empty.hint')}</p>
      <ButtonLink href={all} size="s">
        {t('filters.clear')}
      </ButtonLink>
    </Empty>
  ) : (
    <Empty title={t('empty.none')}>
      <p>{t('empty.none_hint')}</p>
    </Empty>
  )
}
