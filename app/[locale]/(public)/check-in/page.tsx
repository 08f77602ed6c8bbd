import { getTranslations, setRequestLocale } from 'next-intl/server'
import { CheckInForm } from '@/components/attendance/check-in-form'
import { ClientMessages } from '@/components/shell/client-messages'
import { ButtonLink } from '@/components/ui/button'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getNetwork } from '@/lib/network/queries'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'attendance.check_in' })
  return { title: t('title') }
}

export default async function CheckInPage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const t = await getTranslations('attendance.check_in')
  return (
    <div className="wrap page flex max-w-xl flex-col gap-5">
      <h1>{t('title')}</h1>
      {ctx.actor.kind === 'person' ? (
        <>
          <p>{t('lead')}</p>
          <ClientMessages of={['attendance.check_in', 'attendance.source']}>
            <CheckInForm zone={(await getNetwork(ctx)).zone} />
          </ClientMessages>
        </>
      ) : (
        <>
          <p>{t('sign_in_lead')}</p>
          <ButtonLink href={`/sign-in?returnTo=${encodeURIComponent(`/${locale}/check-in`)}`} variant="primary" className="self-start">
            {t('sign_in')}
          </ButtonLink>
        </>
      )}
      <p className="small muted">
        {t('scan_hint')} {t('help')}
      </p>
    </div>
  )
}
