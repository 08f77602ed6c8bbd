import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { VenueDeskHead } from '@/components/venues/desk-head'
import { SpacesEditor } from '@/components/venues/spaces-editor'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getVenueDesk } from '@/lib/venues/queries/desk'
import { orElsewhere } from '../../../activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'venues.desk' })
  return { title: t('tab.spaces'), robots: { index: false } }
}

export default async function SpacesPage({ params }: Props) {
  const { locale, slug } = await params
  setRequestLocale(locale)
  const desk = await getVenueDesk(await currentCtx(), slug).catch(orElsewhere(`/${locale}/organize/venues/${slug}/spaces`))
  return (
    <div className="wrap page">
      <VenueDeskHead venue={desk.venue} current="spaces" locale={locale} />
      <ClientMessages of={['venues.desk']}>
        <SpacesEditor venueId={desk.venue.id} spaces={desk.spaces} />
      </ClientMessages>
    </div>
  )
}
