import type { Metric, StatisticsInput } from '@/lib/statistics/schema'

type Params = Partial<Record<keyof StatisticsInput | 'metric' | 'cursor' | 'locale' | 'format', string | undefined>>

const withQuery = (path: string, params: Params): string => {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) if (value) query.set(key, value)
  return query.size > 0 ? `${path}?${query}` : path
}

/** The statistics page with other settings. */
export const statisticsHref = (input: StatisticsInput, change: Params = {}): string =>
  withQuery('/admin/statistics', { ...input, ...change })
/** The rows behind a figure: the same filter, asked for rows. */
export const rowsHref = (input: StatisticsInput, metric: Metric, change: Params = {}): string =>
  withQuery('/admin/statistics/rows', { ...input, by: undefined, metric, ...change })
/** The same figures as files: CSV, and a workbook. */
export const filesOf = (input: StatisticsInput, locale: string, labels: Record<'csv' | 'xlsx', string>) =>
  (['csv', 'xlsx'] as const).map((format) => ({
    href: withQuery('/api/v1/statistics', { ...input, locale, format: format === 'csv' ? undefined : format }),
    label: labels[format],
  }))
