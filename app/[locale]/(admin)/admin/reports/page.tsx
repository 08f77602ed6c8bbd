import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { ReportQueue } from '@/components/reports/report-queue'
import { ClientMessages } from '@/components/shell/client-messages'
import { Pager } from '@/components/ui/pager'
import { Tabs } from '@/components/ui/tabs'
import { type Locale, reportStatuses } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { can } from '@/lib/policy/can'
import { listReports } from '@/lib/reports/queries'
import { reportsParams } from '@/lib/reports/schema'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'reports.queue' })
  return { title: t('title'), robots: { index: false } }
}

export default async function ReportsPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  if (ctx.actor.kind !== 'person') redirect(`/${locale}/sign-in?returnTo=${encodeURIComponent(`/${locale}/admin/reports`)}`)
  if (!can(ctx.actor, 'report:list', null)) notFound()
  const { status, after } = reportsParams.parse(await searchParams)
  const { reports, next } = await listReports(ctx, { status, after })
  const t = await getTranslations('reports.queue')
  return (
    <div className="wrap page flex flex-col gap-6">
      <header>
        <h1>{t('title')}</h1>
        <p className="muted mt-1">{t('lead')}</p>
      </header>
      <Tabs
        label={t('tabs')}
        items={reportStatuses.map((one) => ({
          href: `/admin/reports?status=${one}`,
          label: t(`status.${one}`),
          current: one === status,
        }))}
      />
      <div className="measure">
        <ClientMessages of={['reports.decide']}>
          <ReportQueue reports={reports} status={status} locale={locale} now={ctx.now} />
        </ClientMessages>
        <Pager next={next && `/admin/reports?status=${status}&after=${next}`} first={after ? `/admin/reports?status=${status}` : null} />
      </div>
    </div>
  )
}
