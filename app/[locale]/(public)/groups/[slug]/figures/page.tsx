import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { FigureRowsTable } from '@/components/statistics/figure-rows'
import { Pager } from '@/components/ui/pager'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { getGroup } from '@/lib/groups/queries'
import { Link } from '@/lib/i18n/navigation'
import { textIn } from '@/lib/i18n/text'
import { getReference } from '@/lib/network/queries'
import { can } from '@/lib/policy/can'
import { listGroupFigureRows } from '@/lib/statistics/queries/rows'
import { groupFigureSchema } from '@/lib/statistics/schema'
import { formatMonth, formatNumber } from '@/lib/time/format'
import { addMonths } from '@/lib/time/zones'

type Props = { params: Promise<{ locale: Locale; slug: string }>; searchParams: Promise<Record<string, string | string[]>> }

export default async function GroupFiguresPage({ params, searchParams }: Props) {
  const { locale, slug } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const { metric, month, cursor } = groupFigureSchema.parse(await searchParams)
  const asked = metric === 'counted' ? 'activities' : metric
  const period = month ? { fromOn: `${month}-01`, toOn: `${addMonths(month, 1)}-01` } : { fromOn: '1900-01-01', toOn: '2200-01-01' }
  const group = await getGroup(ctx, slug).catch(missing)
  const { total, rows, nextCursor } = await listGroupFigureRows(ctx, group, period, asked, cursor).catch(missing)
  const reference = await getReference(ctx)
  const t = await getTranslations('statistics')
  const title = t('rows.title', { metric: t(`metric.${metric}`), n: formatNumber(total, locale) })
  const here = `/groups/${slug}/figures?metric=${metric}${month ? `&month=${month}` : ''}`
  const mayOpen = can(ctx.actor, 'group:readFigureRows', group)
  return (
    <div className="wrap page flex flex-col gap-6">
      <header>
        <Link className="back" href={`/groups/${slug}`}>
          ← {textIn(group.names, locale)}
        </Link>
        <h1 className="mt-2 text-3xl" data-testid="figure-total" data-total={total}>
          {title}
        </h1>
        <p className="muted mt-1">{month ? formatMonth(month, locale) : t('group.allTime')}</p>
      </header>
      <FigureRowsTable
        rows={rows}
        reference={reference}
        locale={locale}
        caption={title}
        open={(of) => (mayOpen ? `/admin/statistics/check-ins/${of}` : `/activities/${of}`)}
      />
      <Pager next={nextCursor ? `${here}&cursor=${nextCursor}` : null} first={cursor ? here : null} />
    </div>
  )
}

function missing(error: unknown): never {
  if (error instanceof AppError) notFound()
  throw error
}
