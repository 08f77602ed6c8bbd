import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { EraseForm } from '@/components/contributions/erase-form'
import { ClientMessages } from '@/components/shell/client-messages'
import { Card } from '@/components/ui/card'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { Link } from '@/lib/i18n/navigation'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'contributions.erase' })
  return { title: t('title'), robots: { index: false } }
}

export default async function ErasePage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const { actor } = await currentCtx()
  if (actor.kind !== 'person') redirect(`/${locale}/sign-in?returnTo=${encodeURIComponent(`/${locale}/me/data/erase`)}`)
  const t = await getTranslations('contributions.erase')
  return (
    <div className="wrap page">
      <div className="flex max-w-2xl flex-col gap-6">
        <header>
          <h1>{t('title')}</h1>
          <p className="mt-2">{t('lead')}</p>
        </header>
        <ul className="flex list-disc flex-col gap-2 pl-5">
          {(['gone', 'places', 'roles', 'facts', 'signedOut', 'again'] as const).map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
        <p>
          {t('exportFirst')}{' '}
          <Link href="/me/data" className="link">
            {t('exportLink')}
          </Link>
        </p>
        <Card className="p-5 sm:p-6">
          <ClientMessages of={['contributions.erase']}>
            <EraseForm />
          </ClientMessages>
        </Card>
      </div>
    </div>
  )
}
