import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { csvHref } from '@/components/statistics/address'
import { BesideFigures } from '@/components/statistics/beside-figures'
import { StatisticsFilters } from '@/components/statistics/filters'
import { KeyFigures } from '@/components/statistics/key-figures'
import { PartsTable } from '@/components/statistics/parts-table'
import { MonthLocks, Provisional, Sums } from '@/components/statistics/provisional'
import { ButtonLink } from '@/components/ui/button'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getReference } from '@/lib/network/queries'
import { can } from '@/lib/policy/can'
import { getStatistics } from '@/lib/statistics/queries/figures'
import { listMissingRecaps, listMonthLocks } from '@/lib/statistics/queries/months'
import { namesOfParts, readSelection } from '@/lib/statistics/queries/parts'
import { statisticsSchema } from '@/lib/statistics/schema'
import { formatMonth, formatWhen } from '@/lib/time/format'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function StatisticsPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  if (!can(ctx.actor, 'statistics:read', null)) notFound()
  const input = statisticsSchema.parse(await searchParams)
  const selection = await readSelection(ctx, input)
  const statistics = await getStatistics(ctx, selection, input.by, input.mode)
  const names = await namesOfParts(
    ctx,
    input.by,
    statistics.parts.map((p) => p.key),
  )
  const missing = statistics.recapsMissing > 0 ? await listMissingRecaps(ctx, selection) : []
  const locks = await listMonthLocks(ctx, selection)
  const reference = await getReference(ctx)
  const [from = '', to = ''] = [statistics.months[0], statistics.months.at(-1)]
  const t = await getTranslations('statistics')
  const asOf = formatWhen(ctx.now, reference.network?.zone ?? 'UTC', locale, ctx.now)
  return (
    <div className="flex flex-col gap-8">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="text-3xl">{t('title')}</h1>
          <p className="muted mt-1">
            {t('subtitle', { from: formatMonth(from, locale), to: formatMonth(to, locale), rule: statistics.ruleVersion, asOf })}
          </p>
        </div>
        <ButtonLink href={csvHref(input, locale)} download>
          {t('csv')}
        </ButtonLink>
      </header>
      <StatisticsFilters input={input} reference={reference} period={{ from, to }} locale={locale} />
      <KeyFigures statistics={statistics} input={input} locale={locale} />
      <Provisional n={statistics.recapsMissing} missing={missing} locale={locale} />
      <Sums statistics={statistics} locale={locale} />
      <PartsTable statistics={statistics} names={names} input={input} locale={locale} />
      <BesideFigures statistics={statistics} input={input} locale={locale} />
      <MonthLocks locks={locks} locale={locale} />
    </div>
  )
}
