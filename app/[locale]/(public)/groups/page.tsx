import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { GroupFilters } from '@/components/groups/group-filters'
import { GroupList } from '@/components/groups/group-list'
import { Pager } from '@/components/ui/pager'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { countGroups, listAlliances, listGroups } from '@/lib/groups/queries'
import { groupFilterHref, groupFilterSchema } from '@/lib/groups/schema'
import { getReference, listOfferedDistricts } from '@/lib/network/queries'
import { formatNumber } from '@/lib/time/format'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, string | string[] | undefined>> }
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'groups.list' })
  return { title: t('title'), description: t('description') }
}
export default async function GroupsPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const { cursor, ...filter } = groupFilterSchema.parse(await searchParams)
  const ctx = await currentCtx()
  const [{ items, nextCursor }, count, alliances, { districts }, offered, t] = await Promise.all([
    listGroups(ctx, { ...filter, cursor }),
    countGroups(ctx, filter),
    listAlliances(ctx),
    getReference(ctx),
    listOfferedDistricts(ctx, filter.district),
    getTranslations('groups'),
  ])
  const filtered = Object.values(filter).some(Boolean)
  const href = (next?: string) => `/groups${groupFilterHref({ ...filter, cursor: next })}`
  return (
    <div className="wrap page">
      <h1>{t('list.title')}</h1>
      <p className="muted mt-2">
        {t('list.lead')}{' '}
        <a className="link" href={`/${locale}/register`}>
          {t('list.register')}
        </a>
      </p>
      <GroupFilters filter={{ ...filter, cursor }} districts={offered} alliances={alliances} locale={locale} />
      <div id="results" aria-live="polite">
        {count > 0 && (
          <p className="small muted flex min-h-11 flex-wrap items-center gap-x-4">
            {t('list.found', { n: formatNumber(count, locale), count })}
            {filtered && (
              <a className="link" href={`/${locale}/groups`}>
                {t('filters.clear')}
              </a>
            )}
          </p>
        )}
        <GroupList groups={items} districts={districts} locale={locale} filtered={filtered} />
      </div>
      <Pager next={nextCursor && href(nextCursor)} first={cursor ? href() : null} />
    </div>
  )
}
