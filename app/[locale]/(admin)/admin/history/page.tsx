import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getMessages, getTranslations, setRequestLocale } from 'next-intl/server'
import { HistoryFilters } from '@/components/history/history-filters'
import { HistoryList } from '@/components/history/history-list'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { Pager } from '@/components/ui/pager'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getSeals, listHistory } from '@/lib/history/queries'
import { type HistoryFilter, historyFilterSchema, historyHref } from '@/lib/history/schema'
import { textIn } from '@/lib/i18n/text'
import { can } from '@/lib/policy/can'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'history' })
  return { title: t('title'), robots: { index: false } }
}

/** Who did what to what, for network administrators and auditors. */
export default async function HistoryPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  if (!can(ctx.actor, 'history:read', null)) notFound()
  const filter = historyFilterSchema.parse(await searchParams)
  const { entries, nextCursor } = await listHistory(ctx, filter)
  const seals = await getSeals(ctx, [...new Set(entries.map((entry) => entry.day))], filter.verify === '1')
  const t = await getTranslations('history')
  const { nouns } = (await getMessages()).history as { nouns: Record<string, string> }
  const href = (over: Partial<HistoryFilter>) => `/admin/history${historyHref({ ...filter, ...over })}`
  const actor = entries.find((entry) => entry.actorId === filter.actor)?.actor
  return (
    <div className="wrap page narrow">
      <h1>{t('title')}</h1>
      <p className="muted mt-2">{t('lead')}</p>
      <HistoryFilters
        filter={filter}
        nouns={Object.entries(nouns).map(([value, label]) => ({ value, label }))}
        actorName={actor?.names ? textIn(actor.names, locale) : null}
        hrefWithout={(key) => href({ [key]: undefined, cursor: undefined })}
      />
      <div className="mb-6 flex flex-wrap items-center gap-3">
        <ButtonLink href={href({ verify: '1' })}>{t('verify')}</ButtonLink>
        <ButtonLink href={`/api/v1/history${historyHref({ ...filter, cursor: undefined }) || '?'}&locale=${locale}`}>
          {t('export')}
        </ButtonLink>
        {filter.verify && <Notice tone="ok">{t('verified')}</Notice>}
      </div>
      {entries.length === 0 && <Empty title={t('none')}>{t('noneHint')}</Empty>}
      <HistoryList entries={entries} seals={seals} hrefWith={href} locale={locale} />
      <Pager next={nextCursor && href({ cursor: nextCursor })} first={filter.cursor ? href({ cursor: undefined }) : null} />
    </div>
  )
}
