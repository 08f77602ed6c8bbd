import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'

export default async function NotFound() {
  const t = await getTranslations('common')
  return (
    <div className="wrap page">
      <p className="font-serif text-4xl font-semibold text-lake" aria-hidden="true">
        404
      </p>
      <h1 className="mt-2">{t('not_found.title')}</h1>
      <p className="measure mt-3 text-ink-2">{t('not_found.body')}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <ButtonLink href="/" variant="primary">
          {t('not_found.home')}
        </ButtonLink>
        <ButtonLink href="/activities">{t('nav.activities')}</ButtonLink>
        <ButtonLink href="/groups">{t('nav.groups')}</ButtonLink>
        <ButtonLink href="/venues">{t('nav.venues')}</ButtonLink>
      </div>
    </div>
  )
}
