import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { rowsHref, statisticsHref } from '@/components/statistics/address'
import { FigureRowsTable } from '@/components/statistics/figure-rows'
import { Pager } from '@/components/ui/pager'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { Link } from '@/lib/i18n/navigation'
import { getReference } from '@/lib/network/queries'
import { can } from '@/lib/policy/can'
import { readSelection } from '@/lib/statistics/queries/parts'
import { listFigureRows } from '@/lib/statistics/queries/rows'
import { figureRowsSchema } from '@/lib/statistics/schema'
import { formatFullDate, formatNumber } from '@/lib/time/format'
import { addDays } from '@/lib/time/zones'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function FigureRowsPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  if (!can(ctx.actor, 'statistics:read', null)) notFound()
  const { metric, cursor, ...input } = figureRowsSchema.parse(await searchParams)
  const selection = await readSelection(ctx, input)
  const { total, rows, nextCursor } = await listFigureRows(ctx, selection, metric, cursor)
  const reference = await getReference(ctx)
  const t = await getTranslations('statistics')
  const title = t('rows.title', { metric: t(`metric.${metric}`), n: formatNumber(total, locale) })
  return (
    <div className="wrap page flex flex-col gap-6">
      <header>
        <Link className="back" href={statisticsHref(input)}>
          ← {t('rows.back')}
        </Link>
        <h1 className="mt-2 text-3xl" data-testid="figure-total" data-total={total}>
          {title}
        </h1>
        <p className="muted mt-1">
          {t('rows.from', { from: formatFullDate(selection.fromOn, locale), to: formatFullDate(addDays(selection.toOn, -1), locale) })}
        </p>
      </header>
      <FigureRowsTable
        rows={rows}
        reference={reference}
        locale={locale}
        caption={title}
        open={(slug) => `/admin/statistics/check-ins/${slug}`}
      />
      <Pager next={nextCursor ? rowsHref(input, metric, { cursor: nextCursor }) : null} first={cursor ? rowsHref(input, metric) : null} />
    </div>
  )
}
