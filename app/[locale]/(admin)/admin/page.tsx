import { notFound, redirect } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { TestMail } from '@/components/accounts/test-mail'
import { ClientMessages } from '@/components/shell/client-messages'
import { Administration } from '@/components/statistics/administration'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { getAdministration } from '@/lib/statistics/queries/administration'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'network.admin' })
  return { title: t('title'), robots: { index: false } }
}

/** Where administrators begin, and where a new network's set-up ends. */
export default async function AdministrationPage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  if (ctx.actor.kind !== 'person') redirect(`/${locale}/sign-in?returnTo=${encodeURIComponent(`/${locale}/admin`)}`)
  const shown = await getAdministration(ctx).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  })
  const t = await getTranslations('network.admin')
  return (
    <div className="wrap page flex flex-col gap-6">
      <h1>{t('title')}</h1>
      <Administration
        shown={shown}
        testMail={
          shown.doors.some(({ key }) => key === 'settings') && (
            <ClientMessages of={['network.testMail']}>
              <TestMail leaves={shown.mail?.leaves ?? false} />
            </ClientMessages>
          )
        }
      />
    </div>
  )
}
