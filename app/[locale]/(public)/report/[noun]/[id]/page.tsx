import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { ReportForm } from '@/components/reports/report-form'
import { ClientMessages } from '@/components/shell/client-messages'
import { Card } from '@/components/ui/card'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { getReported } from '@/lib/reports/queries'
import { reportedParams } from '@/lib/reports/schema'

type Props = { params: Promise<{ locale: Locale; noun: string; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'reports.file' })
  return { title: t('title'), robots: { index: false } }
}

export default async function ReportPage({ params }: Props) {
  const { locale, ...asked } = await params
  setRequestLocale(locale)
  const parsed = reportedParams.safeParse(asked)
  if (!parsed.success) notFound()
  const ctx = await currentCtx()
  const about = await getReported(ctx, parsed.data.noun, parsed.data.id).catch((error): never => {
    if (error instanceof AppError) notFound()
    throw error
  })
  const t = await getTranslations('reports')
  return (
    <div className="wrap page flex max-w-2xl flex-col gap-6">
      <header>
        <h1>{t('file.title')}</h1>
        <p className="mt-2">{t('file.lead')}</p>
      </header>
      <p>
        <span className="muted">
          {t('file.about')} · {t(`nouns.${about.noun}`)}
        </span>
        <br />
        <b className="font-serif text-lg">
          <Text value={about.name} locale={locale} />
        </b>
      </p>
      <Card className="p-5 sm:p-6">
        <ClientMessages of={['reports.file', 'reports.reasons']}>
          <ReportForm noun={about.noun} id={about.id} path={about.path} signedIn={ctx.actor.kind === 'person'} />
        </ClientMessages>
      </Card>
    </div>
  )
}
