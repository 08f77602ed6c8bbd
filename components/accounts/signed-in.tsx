import { useLocale, useTranslations } from 'next-intl'
import { Card } from '../ui/card'
import { SignOut } from './sign-out'

/** For who opens the sign-in page while signed in: go on, or sign out. */
export function SignedInAlready({ name, returnTo }: { name: string; returnTo: string | null }) {
  const t = useTranslations('accounts')
  const locale = useLocale()
  return (
    <Card className="flex flex-wrap items-center gap-3 p-5">
      <p className="min-w-40 flex-1">{t('signIn.already', { name })}</p>
      <a className="btn btn-primary" href={returnTo ?? `/${locale}`}>
        {t('signIn.goOn')}
      </a>
      <SignOut label={t('signOut.button')} pendingLabel={t('signOut.doing')} locale={locale} />
    </Card>
  )
}
