import { useLocale, useTranslations } from 'next-intl'
import { AuthPost } from './auth-post'

/** Buttons of the identities that this deployment configured. */
export function OutsideIdentities({ providers, returnTo }: { providers: { id: string; name: string }[]; returnTo: string | null }) {
  const t = useTranslations('accounts.signIn')
  const locale = useLocale()
  if (providers.length === 0) return null
  return (
    <div className="grid gap-3">
      <p className="small muted text-center">{t('or')}</p>
      {providers.map(({ id, name }) => (
        <AuthPost key={id} action={`/api/auth/signin/${encodeURIComponent(id)}`} callbackUrl={returnTo ?? `/${locale}`}>
          {t('outside', { name })}
        </AuthPost>
      ))}
    </div>
  )
}
