import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { KeeperWeekView } from '@/components/rsvps/keeper-week'
import { ClientMessages } from '@/components/shell/client-messages'
import { VenueDeskHead } from '@/components/venues/desk-head'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getReference } from '@/lib/network/queries'
import { getKeeperWeek, getVenueDesk } from '@/lib/venues/queries/desk'
import { weekSchema } from '@/lib/venues/schema'
import { orElsewhere } from '../../../activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; slug: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'venues.desk' })
  return { title: t('tab.week'), robots: { index: false } }
}

export default async function WeekPage({ params, searchParams }: Props) {
  const { locale, slug } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const { week } = weekSchema.parse(await searchParams)
  const desk = await getVenueDesk(ctx, slug).catch(orElsewhere(`/${locale}/organize/venues/${slug}/week`))
  const { kinds } = await getReference(ctx)
  return (
    <div className="wrap page">
      <VenueDeskHead venue={desk.venue} current="week" locale={locale} />
      <ClientMessages of={['venues.desk', 'venues.week']}>
        <KeeperWeekView desk={desk} week={await getKeeperWeek(ctx, desk, week)} kinds={kinds} locale={locale} now={ctx.now} />
      </ClientMessages>
    </div>
  )
}
