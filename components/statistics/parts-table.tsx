import { getTranslations } from 'next-intl/server'
import { Sparkline } from '@/components/charts/sparkline'
import { Seal } from '@/components/groups/seal'
import { Meter } from '@/components/ui/meter'
import { Table, Td, Th } from '@/components/ui/table'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import type { Part, Statistics } from '@/lib/statistics/queries/figures'
import type { PartName } from '@/lib/statistics/queries/parts'
import type { StatisticsInput } from '@/lib/statistics/schema'
import { formatMonth, formatNumber } from '@/lib/time/format'
import { rowsHref } from './address'

type Props = { statistics: Statistics; names: Map<string, PartName>; input: StatisticsInput; locale: Locale }

/** One row a part, the largest first (months in their order); each figure opens its rows. */
export async function PartsTable({ statistics, names, input, locale }: Props) {
  const t = await getTranslations('statistics')
  const { by, months } = statistics
  const parts = [...statistics.parts].sort((a, b) =>
    by === 'month' ? (a.key < b.key ? -1 : 1) : b.activities - a.activities || b.attendances - a.attendances,
  )
  const most = Math.max(1, ...parts.map((p) => p.activities))
  const labels = months.map((m) => formatMonth(m, locale))
  const narrow = (key: string) => {
    const param = names.get(key)?.param ?? key
    return by === 'month' ? { from: key, to: key } : { [by]: param }
  }
  const bucket = (key: string) => (key === 'ONLINE' || key === 'UNPLACED' || key === 'NONE' ? t(`bucket.${key}`) : key)
  const nameOf = ({ key }: Part) => {
    const part = names.get(key)
    if (by === 'month') return formatMonth(key, locale)
    return part?.names ? <Text value={part.names} locale={locale} /> : bucket(key)
  }
  const link = (part: Part, metric: 'activities' | 'attendances' | 'people') =>
    part[metric] === 0 ? (
      '0'
    ) : (
      <Link className="figure-link" href={rowsHref(input, metric, narrow(part.key))}>
        {formatNumber(Math.round(part[metric] * 100) / 100, locale)}
      </Link>
    )
  return (
    <Table caption={t(`by.${by}`)} captionHidden>
      <thead>
        <tr>
          <Th>{t(`column.part.${by}`)}</Th>
          <Th numeric>{t('metric.activities')}</Th>
          <Th className="max-md:hidden">
            <span className="sr-only">{t('column.share')}</span>
          </Th>
          <Th numeric>{t('metric.attendances')}</Th>
          <Th numeric>{t('metric.people')}</Th>
          {by !== 'month' && months.length > 1 && <Th className="max-md:hidden">{t('column.months')}</Th>}
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.key}>
            <Th scope="row">
              <span className="flex items-center gap-2">
                {by === 'group' && names.get(part.key)?.shortName && (
                  <Seal text={names.get(part.key)?.shortName ?? ''} id={part.key} size={22} />
                )}
                {nameOf(part)}
              </span>
            </Th>
            <Td numeric>{link(part, 'activities')}</Td>
            <Td className="w-48 max-md:hidden" aria-hidden="true">
              <Meter value={part.activities} max={most} plain />
            </Td>
            <Td numeric>{link(part, 'attendances')}</Td>
            <Td numeric>{link(part, 'people')}</Td>
            {by !== 'month' && months.length > 1 && (
              <Td className="max-md:hidden">
                <Sparkline values={part.months} label={part.months.map((n, i) => `${labels[i]} ${n}`).join(', ')} />
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
