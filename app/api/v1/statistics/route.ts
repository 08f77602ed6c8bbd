import { hasLocale } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { currentCtx } from '@/lib/auth/actor'
import { csvResponse } from '@/lib/files/csv'
import { xlsxResponse } from '@/lib/files/xlsx'
import { routing } from '@/lib/i18n/routing'
import { textIn } from '@/lib/i18n/text'
import { getReference } from '@/lib/network/queries'
import { route } from '@/lib/route'
import { getStatistics } from '@/lib/statistics/queries/figures'
import { namesOfParts, readSelection } from '@/lib/statistics/queries/parts'
import { statisticsSchema } from '@/lib/statistics/schema'

/**
 * The statistics page's figures as CSV: filter, "as of" and rule version first, then a row a part, then the whole. With
 * `format=xlsx` as a workbook: the rows on the first sheet, what they are on the second.
 */
export const GET = route(async (request: Request) => {
  const params = Object.fromEntries(new URL(request.url).searchParams)
  const locale = hasLocale(routing.locales, params.locale) ? params.locale : routing.defaultLocale
  const ctx = await currentCtx()
  const input = statisticsSchema.parse(params)
  const selection = await readSelection(ctx, input)
  const statistics = await getStatistics(ctx, selection, input.by, input.mode)
  const names = await namesOfParts(
    ctx,
    input.by,
    statistics.parts.map((p) => p.key),
  )
  const { network } = await getReference(ctx)
  const t = await getTranslations({ locale, namespace: 'statistics' })
  const partName = (key: string) => {
    const name = names.get(key)?.names
    if (name) return textIn(name, locale)
    return key === 'ONLINE' || key === 'UNPLACED' || key === 'NONE' ? t(`bucket.${key}`) : key
  }
  const { total } = statistics
  const filter = ['district', 'kind', 'group'].flatMap((k) => (params[k] ? [`${k}=${params[k]}`] : [])).join('; ')
  const about = [
    [t('title'), textIn(network?.names, locale)],
    ...(network?.demoSeededAt ? [[t('export.fictional')]] : []),
    [t('export.period'), `${statistics.months[0]} – ${statistics.months.at(-1)}`],
    [t('export.filter'), filter || t('filters.all')],
    [t('export.by'), t(`by.${input.by}`)],
    [t('export.mode'), t(`mode.${input.mode}`)],
    [t('export.asOf'), ctx.now.toISOString()],
    [t('export.rule'), statistics.ruleVersion],
  ]
  const figures = [
    [t(`sums.dimension.${input.by}`), t('metric.activities'), t('metric.attendances'), t('metric.people'), t('metric.guests')],
    ...[...statistics.parts]
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map((p) => [partName(p.key), Math.round(p.activities * 1e6) / 1e6, p.attendances, p.people, p.guests]),
    [t('export.total'), total.activities, total.attendances, total.people, total.guests],
  ]
  const filename = `hui-${input.by}-${statistics.months[0]}-${statistics.months.at(-1)}`
  if (params.format !== 'xlsx') return csvResponse(`${filename}.csv`, [...about, [], ...figures])
  return xlsxResponse(`${filename}.xlsx`, [
    { name: t('export.figures'), rows: figures, widths: [28, 14, 14, 14, 14] },
    { name: t('export.about'), rows: about, widths: [22, 48] },
  ])
})
