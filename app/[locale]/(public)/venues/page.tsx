import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { Pager } from '@/components/ui/pager'
import { NoVenues } from '@/components/venues/no-venues'
import { VenueFilters } from '@/components/venues/venue-filters'
import { VenueList } from '@/components/venues/venue-list'
import { VenueMap } from '@/components/venues/venue-map'
import styles from '@/components/venues/venues.module.css'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getReference } from '@/lib/network/queries'
import { formatNumber } from '@/lib/time/format'
import { countVenues, listVenueDots, listVenues } from '@/lib/venues/queries'
import { venueFilterHref, venueFilterSchema } from '@/lib/venues/schema'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'venues.list' })
  return { title: t('title'), description: t('description') }
}

export default async function VenuesPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const { cursor, ...filter } = venueFilterSchema.parse(await searchParams)
  const ctx = await currentCtx()
  const [{ items, nextCursor }, count, dots, { districts, venueCategories }, t] = await Promise.all([
    listVenues(ctx, { ...filter, cursor }),
    countVenues(ctx, filter),
    listVenueDots(ctx, filter),
    getReference(ctx),
    getTranslations('venues'),
  ])
  const filtered = Object.values(filter).some((v) => (Array.isArray(v) ? v.length > 0 : v))
  const href = (next?: string) => `/venues${venueFilterHref({ ...filter, cursor: next })}`
  return (
    <div className="wrap page">
      <h1>{t('list.title')}</h1>
      <p className="muted mt-2">{t('list.lead')}</p>
      <VenueFilters filter={{ ...filter, cursor }} districts={districts} categories={venueCategories} locale={locale} />
      <div id="results" className={styles.columns} aria-live="polite">
        <div>
          {count > 0 && <p className="small muted py-2.5">{t('list.found', { n: formatNumber(count, locale), count })}</p>}
          {items.length === 0 && <NoVenues filtered={filtered} />}
          <VenueList venues={items} districts={districts} categories={venueCategories} locale={locale} />
          <Pager next={nextCursor && href(nextCursor)} first={cursor ? href() : null} />
        </div>
        <VenueMap dots={dots} districts={districts} locale={locale} />
      </div>
    </div>
  )
}
