import { getTranslations, setRequestLocale } from 'next-intl/server'
import { CheckInTyped } from '@/components/attendance/check-in-typed'
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
      <CheckInTyped isSignedIn={ctx.actor.kind === 'person'} path={`/${locale}/check-in`} zone={(await getNetwork(ctx)).zone} />
      <p className="small muted">
        {t('scan_hint')} {t('help')}
      </p>
    </div>
  )
}
