import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { MyData } from '@/components/contributions/my-data'
import { OpenInBrowser } from '@/components/shell/open-in-browser'
import type { Locale } from '@/db/vocabulary'
import { listMyConsents } from '@/lib/accounts/queries'
import { currentCtx } from '@/lib/auth/actor'
import { countMine } from '@/lib/contributions/queries/mine'
import { getReference } from '@/lib/network/queries'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'contributions.data' })
  return { title: t('title'), robots: { index: false } }
}

export default async function DataPage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  if (ctx.actor.kind !== 'person') redirect(`/${locale}/sign-in?returnTo=${encodeURIComponent(`/${locale}/me/data`)}`)
  const { network } = await getReference(ctx)
  const t = await getTranslations('contributions.data')
  return (
    <div className="wrap page flex flex-col gap-6">
      <header>
        <h1>{t('title')}</h1>
        <p className="muted measure mt-1">{t('lead')}</p>
      </header>
      <MyData
        kept={await countMine(ctx)}
        consents={await listMyConsents(ctx)}
        zone={network?.zone ?? 'UTC'}
        locale={locale}
        inApp={<OpenInBrowser />}
      />
    </div>
  )
}
