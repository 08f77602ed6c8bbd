import { useLocale, useTranslations } from 'next-intl'

/** What signing in for the first time agrees to. */
export function Agreement() {
  const t = useTranslations('accounts')
  const locale = useLocale()
  return (
    <p className="small muted">
      {t('signIn.privacy')} {t('signIn.agree')}{' '}
      <a className="link" href={`/${locale}/privacy`}>
        {t('privacy.title')}
      </a>
    </p>
  )
}
