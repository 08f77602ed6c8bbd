import { useTranslations } from 'next-intl'
import { Bars } from '@/components/charts/bars'
import { Empty } from '@/components/ui/empty'
import { Figure } from '@/components/ui/figure'
import type { Locale } from '@/db/vocabulary'
import { publicCount } from '@/lib/groups/schema'
import type { GroupFigures, GroupMonth } from '@/lib/statistics/queries/groups'
import { formatMonth, formatNumber } from '@/lib/time/format'
import styles from './groups.module.css'

type Props = { slug: string; figures: GroupFigures | undefined; months: GroupMonth[]; locale: Locale }

/** A group's figures since the beginning and month by month; each opens the rows behind it. */
export function GroupYear({ slug, figures, months, locale }: Props) {
  const t = useTranslations('groups.year')
  if (!figures) return null
  const to = (metric: string, month?: string) => `/groups/${slug}/figures?metric=${metric}${month ? `&month=${month}` : ''}`
  const shown = (n: number) => formatNumber(n, locale)
  const people = publicCount(figures.people)
  const bars = (metric: 'counted' | 'attendances') =>
    months.map((m) => ({
      label: formatMonth(m.month, locale),
      value: m[metric],
      shown: shown(m[metric]),
      href: m[metric] > 0 ? `/${locale}${to(metric, m.month)}` : undefined,
    }))
  const table = { labelHead: t('month'), tableLabel: t('table'), height: 96 }
  return (
    <section>
      <h2>{t('title')}</h2>
      {figures.counted + figures.attendances === 0 ? (
        <div className="mt-4">
          <Empty title={t('nothing')}>
            <p>{t('nothing_hint')}</p>
          </Empty>
        </div>
      ) : (
        <>
          <p className="small muted mt-1">{t('note')}</p>
          <div className={styles.figures}>
            <Figure value={shown(figures.counted)} label={t('counted', { n: figures.counted })} href={to('counted')} />
            <Figure value={shown(figures.attendances)} label={t('attendances')} href={to('attendances')} />
            <Figure
              value={people === null ? t('few') : shown(people)}
              label={t('people')}
              href={to('people')}
              note={people === null ? t('few_note') : undefined}
            />
            <Figure value={shown(figures.hostedAttendances)} label={t('hosted')} href={to('hostedAttendances')} />
          </div>
          <div className={styles.multiples}>
            <Bars bars={bars('counted')} caption={t('chart_counted')} valueHead={t('chart_counted')} {...table} />
            <Bars bars={bars('attendances')} caption={t('chart_attendances')} valueHead={t('chart_attendances')} {...table} />
          </div>
        </>
      )}
      {figures.declared + figures.reportedGoing + figures.reportedWaitlisted > 0 && (
        <div className="mt-8">
          <h3>{t('beside')}</h3>
          <p className="small muted mt-1">{t('beside_note')}</p>
          <div className={styles.figures}>
            <Figure value={shown(figures.declared)} label={t('declared')} href={to('declared')} />
            <Figure value={shown(figures.reportedGoing)} label={t('reported_going')} href={to('reportedGoing')} />
            <Figure value={shown(figures.reportedWaitlisted)} label={t('reported_waitlisted')} href={to('reportedWaitlisted')} />
          </div>
        </div>
      )}
    </section>
  )
}
