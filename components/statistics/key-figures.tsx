import { getTranslations } from 'next-intl/server'
import { Sparkline } from '@/components/charts/sparkline'
import { StackedBar } from '@/components/charts/stacked-bar'
import { Card } from '@/components/ui/card'
import { Figure } from '@/components/ui/figure'
import { grades, type Locale } from '@/db/vocabulary'
import type { Statistics } from '@/lib/statistics/queries/figures'
import type { StatisticsInput } from '@/lib/statistics/schema'
import { formatMonth, formatNumber } from '@/lib/time/format'
import { rowsHref } from './address'

/** The figures that come first: activities and attendances with their months, people and participation, and how we know. */
export async function KeyFigures({ statistics, input, locale }: { statistics: Statistics; input: StatisticsInput; locale: Locale }) {
  const t = await getTranslations('statistics')
  const { total, members, participants, byMonth } = statistics
  const months = statistics.months.map((m) => formatMonth(m, locale))
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const number = (n: number) => formatNumber(n, locale)
  const shares = grades
    .map((grade) => ({ grade, n: total[`${grade}Attendances`] }))
    .filter(({ n }) => n > 0)
    .map(({ grade, n }) => ({ key: grade, label: t(`grade.${grade}`), value: n, shown: percent.format(n / total.attendances) }))
  return (
    <section className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,9.75rem),1fr))] gap-3 sm:gap-4 lg:grid-cols-4">
      {(['activities', 'attendances'] as const).map((metric) => (
        <Card key={metric}>
          <Figure value={number(total[metric])} label={t(`metric.${metric}`)} href={rowsHref(input, metric)} />
          {months.length > 1 && (
            <div className="mt-3">
              <Sparkline
                values={byMonth[metric]}
                width={190}
                height={34}
                label={`${t('monthly', { metric: t(`metric.${metric}`) })}: ${byMonth[metric].map((n, i) => `${months[i]} ${n}`).join(', ')}`}
              />
            </div>
          )}
        </Card>
      ))}
      <Card>
        <Figure
          value={number(total.people)}
          label={t('metric.people')}
          href={rowsHref(input, 'people')}
          note={t('participation', { members, participants })}
        />
      </Card>
      <Card>
        <h2 className="font-sans text-base font-normal text-ink-2">{t('grade.title')}</h2>
        <div className="mt-4">
          <StackedBar parts={shares} label={t('grade.title')} />
        </div>
      </Card>
    </section>
  )
}
