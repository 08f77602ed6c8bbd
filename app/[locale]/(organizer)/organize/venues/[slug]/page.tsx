import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { BookingRequests } from '@/components/rsvps/booking-requests'
import { ClientMessages } from '@/components/shell/client-messages'
import { VenueDeskHead } from '@/components/venues/desk-head'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getVenueDesk, listRequests } from '@/lib/venues/queries/desk'
import { orElsewhere } from '../../activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'venues.desk' })
  return { title: t('tab.requests'), robots: { index: false } }
}

export default async function RequestsPage({ params }: Props) {
  const { locale, slug } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const desk = await getVenueDesk(ctx, slug).catch(orElsewhere(`/${locale}/organize/venues/${slug}`))
  return (
    <div className="wrap page max-w-[60rem]">
      <VenueDeskHead venue={desk.venue} current="requests" locale={locale} />
      <ClientMessages of={['venues.desk']}>
        <BookingRequests desk={desk} requests={await listRequests(ctx, desk)} locale={locale} now={ctx.now} />
      </ClientMessages>
    </div>
  )
}
