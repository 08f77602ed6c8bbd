import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { VenueFilters } from '@/components/venues/venue-filters'
import { VenueResults } from '@/components/venues/venue-results'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getReference, listOfferedDistricts } from '@/lib/network/queries'
import { countByDistrict, listVenueDots, listVenues } from '@/lib/venues/queries/directory'
import { getMapTiles } from '@/lib/venues/queries/tiles'
import { venueFilterSchema } from '@/lib/venues/schema'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'venues.list' })
  return { title: t('title'), description: t('description') }
}

export default async function VenuesPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const filter = venueFilterSchema.parse(await searchParams)
  const ctx = await currentCtx()
  const [page, byDistrict, dots, { districts, venueCategories }, t] = await Promise.all([
    listVenues(ctx, filter),
    countByDistrict(ctx, filter),
    listVenueDots(ctx, filter),
    getReference(ctx),
    getTranslations('venues.list'),
  ])
  const shared = { filter, districts, categories: venueCategories, locale }
  return (
    <div className="wrap page">
      <h1>{t('title')}</h1>
      <p className="muted mt-2">{t('lead')}</p>
      <VenueFilters {...shared} districts={await listOfferedDistricts(ctx, filter.district)} />
      <VenueResults {...shared} tiles={getMapTiles()} page={page} byDistrict={byDistrict} dots={dots} />
    </div>
  )
}
