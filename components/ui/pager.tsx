import { getTranslations } from 'next-intl/server'
import { ButtonLink } from './button'

/** The way on through a list paged by key; nothing when there is no `next`. `first` leads back to the start. */
export async function Pager({ next, first }: { next?: string | null; first?: string | null }) {
  if (!next && !first) return null
  const t = await getTranslations('common.pager')
  return (
    <nav className="mt-6 flex flex-wrap gap-3" aria-label={t('label')}>
      {first && <ButtonLink href={first}>{t('first')}</ButtonLink>}
      {next && (
        <ButtonLink href={next} rel="next">
          {t('next')}
        </ButtonLink>
      )}
    </nav>
  )
}
