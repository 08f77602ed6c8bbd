import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { VenueDeskHead } from '@/components/venues/desk-head'
import { VenuePhotosForm } from '@/components/venues/photos-form'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getVenueDesk, listPhotos } from '@/lib/venues/queries/desk'
import { orElsewhere } from '../../../activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'venues.desk' })
  return { title: t('tab.photos'), robots: { index: false } }
}

export default async function PhotosPage({ params }: Props) {
  const { locale, slug } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const desk = await getVenueDesk(ctx, slug).catch(orElsewhere(`/${locale}/organize/venues/${slug}/photos`))
  return (
    <div className="wrap page">
      <VenueDeskHead venue={desk.venue} current="photos" locale={locale} />
      <ClientMessages of={['venues.desk']}>
        <VenuePhotosForm venueId={desk.venue.id} photos={await listPhotos(ctx, desk)} />
      </ClientMessages>
    </div>
  )
}
