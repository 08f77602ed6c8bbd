import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { filesOf } from '@/components/statistics/address'
import { BesideFigures } from '@/components/statistics/beside-figures'
import { StatisticsFilters } from '@/components/statistics/filters'
import { StatisticsHead } from '@/components/statistics/head'
import { KeyFigures } from '@/components/statistics/key-figures'
import { PartsTable } from '@/components/statistics/parts-table'
import { MonthLocks, Provisional, Sums } from '@/components/statistics/provisional'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getReference } from '@/lib/network/queries'
import { can } from '@/lib/policy/can'
import { getStatistics } from '@/lib/statistics/queries/figures'
import { listMissingRecaps, listMonthLocks } from '@/lib/statistics/queries/months'
import { namesOfParts, readSelection } from '@/lib/statistics/queries/parts'
import { statisticsSchema } from '@/lib/statistics/schema'
import { formatFullDate, formatMonth } from '@/lib/time/format'
import { localParts } from '@/lib/time/zones'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export const generateMetadata = async () => ({ title: (await getTranslations('statistics'))('title') })

export default async function StatisticsPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  if (!can(ctx.actor, 'statistics:read', null)) notFound()
  const input = statisticsSchema.parse(await searchParams)
  const selection = await readSelection(ctx, input)
  const [statistics, locks, reference] = await Promise.all([
    getStatistics(ctx, selection, input.by, input.mode),
    listMonthLocks(ctx, selection),
    getReference(ctx),
  ])
  const names = await namesOfParts(
    ctx,
    input.by,
    statistics.parts.map((p) => p.key),
  )
  const missing = statistics.recapsMissing > 0 ? await listMissingRecaps(ctx, selection) : []
  const [from = '', to = ''] = [statistics.months[0], statistics.months.at(-1)]
  const t = await getTranslations('statistics')
  const now = localParts(ctx.now, reference.network?.zone ?? 'UTC')
  const asOf = `${formatFullDate(now.date, locale)} ${now.time}`
  const subtitle = t('subtitle', { from: formatMonth(from, locale), to: formatMonth(to, locale), rule: statistics.ruleVersion, asOf })
  return (
    <div className="wrap page flex flex-col gap-8">
      <StatisticsHead title={t('title')} subtitle={subtitle} files={filesOf(input, locale, { csv: t('csv'), xlsx: t('xlsx') })} />
      <StatisticsFilters input={input} reference={reference} period={{ from, to }} newest={now.date.slice(0, 7)} locale={locale} />
      <KeyFigures statistics={statistics} input={input} locale={locale} />
      <Provisional n={statistics.recapsMissing} missing={missing} locale={locale} />
      <Sums statistics={statistics} locale={locale} />
      <PartsTable statistics={statistics} names={names} input={input} locale={locale} />
      <BesideFigures statistics={statistics} input={input} locale={locale} />
      <MonthLocks locks={locks} locale={locale} />
    </div>
  )
}
