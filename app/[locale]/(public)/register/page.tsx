import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { MyRegistrations } from '@/components/registrations/my-registrations'
import { StartCards } from '@/components/registrations/start-cards'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { listMyRegistrations } from '@/lib/registrations/queries'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'registrations.start' })
  return { title: t('title'), description: t('lead') }
}

export default async function RegisterPage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const signedIn = ctx.actor.kind === 'person'
  const mine = signedIn ? await listMyRegistrations(ctx) : []
  const t = await getTranslations('registrations.start')
  return (
    <div className="wrap page flex flex-col gap-8">
      <div>
        <h1>{t('title')}</h1>
        <p className="muted measure mt-2">{t('lead')}</p>
      </div>
      <MyRegistrations registrations={mine} locale={locale} now={ctx.now} />
      <StartCards signedIn={signedIn} locale={locale} />
    </div>
  )
}
