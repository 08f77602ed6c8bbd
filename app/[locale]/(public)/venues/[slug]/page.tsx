import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { setRequestLocale } from 'next-intl/server'
import { cache } from 'react'
import { NextActivities } from '@/components/activities/next-activities'
import { VenueDriver } from '@/components/venues/venue-driver'
import { VenueFacts } from '@/components/venues/venue-facts'
import { VenueHead } from '@/components/venues/venue-head'
import { VenueSpaces } from '@/components/venues/venue-spaces'
import { VenueWeek } from '@/components/venues/venue-week'
import type { Locale } from '@/db/vocabulary'
import { listActivities } from '@/lib/activities/queries'
import { currentCtx } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { textIn } from '@/lib/i18n/text'
import { getReference } from '@/lib/network/queries'
import { getVenue } from '@/lib/venues/queries'
import { getMapTiles } from '@/lib/venues/queries/tiles'
import { getWeek } from '@/lib/venues/queries/week'
import { weekSchema } from '@/lib/venues/schema'

type Props = { params: Promise<{ locale: Locale; slug: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

function missing(error: unknown): never {
  if (error instanceof AppError && error.code === 'not_found') notFound()
  throw error
}
const find = cache(async (slug: string) => getVenue(await currentCtx(), slug).catch(missing))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug } = await params
  const venue = await find(slug)
  return { title: textIn(venue.names, locale), description: textIn(venue.addresses, locale) || undefined }
}

export default async function VenuePage({ params, searchParams }: Props) {
  const { locale, slug } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const { week, view } = weekSchema.parse(await searchParams)
  const venue = await find(slug)
  if (view === 'driver') return <VenueDriver venue={venue} />
  const [shown, { items }, { districts, venueCategories, kinds }] = await Promise.all([
    getWeek(ctx, venue.id, week),
    listActivities(ctx, { venueId: venue.id, limit: 5 }),
    getReference(ctx),
  ])
  const district = districts.find((d) => d.code === venue.districtCode)
  return (
    <div className="wrap page">
      <VenueHead venue={venue} categories={venueCategories} locale={locale} now={ctx.now} zone={shown.zone} />
      <VenueFacts venue={venue} district={district} locale={locale} today={shown.today} tiles={getMapTiles()} />
      <VenueWeek venue={venue} week={shown} kinds={kinds} locale={locale} />
      <VenueSpaces venue={venue} locale={locale} />
      <NextActivities of="venues" slug={slug} activities={items} locale={locale} now={ctx.now} />
    </div>
  )
}
