import { getTranslations } from 'next-intl/server'
import type { Locale } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import type { Statistics } from '@/lib/statistics/queries/figures'
import type { Metric, StatisticsInput } from '@/lib/statistics/schema'
import { formatNumber } from '@/lib/time/format'
import { rowsHref } from './address'

const percent = (share: number, locale: Locale) =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share)

/** The other figures of R-COUNT, each in its own right; rates of nobody are unknown, not 0 %. */
export async function BesideFigures({ statistics: s, input, locale }: { statistics: Statistics; input: StatisticsInput; locale: Locale }) {
  const t = await getTranslations('statistics')
  const counts: [Metric, number][] = [
    ['members', s.members],
    ['memberships', s.memberships],
    ['participants', s.participants],
    ['noShows', s.noShows],
  ]
  const beside: [Metric, number][] = [
    ['guests', s.total.guests],
    ['declared', s.declared],
    ['reportedGoing', s.reportedGoing],
    ['reportedWaitlisted', s.reportedWaitlisted],
  ]
  const rates = { participation: s.participation, turnout: s.turnout, fill: s.fill, noShowRate: s.noShowRate }
  const linked = ([metric, n]: [Metric, number]) => (
    <Fact key={metric} label={t(`metric.${metric}`)}>
      <Link className="figure-link" href={rowsHref(input, metric)}>
        {formatNumber(n, locale)}
      </Link>
    </Fact>
  )
  return (
    <section className="grid gap-x-12 gap-y-6 md:grid-cols-3">
      <dl className="flex flex-col">{counts.map(linked)}</dl>
      <dl className="flex flex-col">
        {Object.entries(rates).map(([rate, share]) => (
          <Fact key={rate} label={t(`metric.${rate as keyof typeof rates}`)}>
            {share === null ? <span title={t('unknown')}>{t('none')}</span> : percent(share, locale)}
          </Fact>
        ))}
      </dl>
      <div>
        <dl className="flex flex-col">
          {beside.map(linked)}
          <Fact label={t('metric.hours')}>{formatNumber(Math.round(s.hours * 10) / 10, locale)}</Fact>
        </dl>
        <p className="small muted mt-2">{t('beside')}</p>
      </div>
    </section>
  )
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 border-b border-line py-2">
      <dt className="text-ink-2">{label}</dt>
      <dd className="font-semibold tabular-nums">{children}</dd>
    </div>
  )
}
