import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { VenueDeskHead } from '@/components/venues/desk-head'
import { VenueForm, VenueStanding } from '@/components/venues/venue-form'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getVenueDesk } from '@/lib/venues/queries/desk'
import { orElsewhere } from '../../../activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'venues.desk' })
  return { title: t('tab.details'), robots: { index: false } }
}

export default async function DetailsPage({ params }: Props) {
  const { locale, slug } = await params
  setRequestLocale(locale)
  const desk = await getVenueDesk(await currentCtx(), slug).catch(orElsewhere(`/${locale}/organize/venues/${slug}/details`))
  return (
    <div className="wrap page">
      <VenueDeskHead venue={desk.venue} current="details" locale={locale} />
      <ClientMessages of={['venues.desk', 'venues.facilities', 'venues.levels']}>
        <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <VenueForm venue={desk.venue} />
          {desk.mayAdminister && <VenueStanding venue={desk.venue} />}
        </div>
      </ClientMessages>
    </div>
  )
}
