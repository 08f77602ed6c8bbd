import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { ClaimForm } from '@/components/contributions/claim-form'
import { ClientMessages } from '@/components/shell/client-messages'
import { Card } from '@/components/ui/card'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { claimParams } from '@/lib/contributions/schema'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'contributions.claim' })
  return { title: t('title'), robots: { index: false } }
}

export default async function ClaimPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const { code = '' } = claimParams.parse(await searchParams)
  const { actor } = await currentCtx()
  const here = `/${locale}/me/claim${code ? `?code=${encodeURIComponent(code)}` : ''}`
  if (actor.kind !== 'person') redirect(`/${locale}/sign-in?returnTo=${encodeURIComponent(here)}`)
  const t = await getTranslations('contributions.claim')
  return (
    <div className="wrap page">
      <div className="flex max-w-xl flex-col gap-6">
        <header>
          <h1>{t('title')}</h1>
          <p className="muted mt-2">{t('lead')}</p>
        </header>
        <Card className="p-5 sm:p-6">
          <ClientMessages of={['contributions.claim']}>
            <ClaimForm code={code} />
          </ClientMessages>
        </Card>
      </div>
    </div>
  )
}
