import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { DeskView } from '@/components/activities/desk'
import { ViewSwitch } from '@/components/activities/view-switch'
import { CalendarView } from '@/components/rsvps/calendar-view'
import type { Locale } from '@/db/vocabulary'
import { getDesk } from '@/lib/activities/queries/desk'
import { currentCtx } from '@/lib/auth/actor'
import { getReference } from '@/lib/network/queries'
import { orElsewhere } from './activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ view?: string | string[] }> }

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'activities.desk' })
  return { title: t('title'), robots: { index: false } }
}

export default async function DeskPage({ params, searchParams }: Props) {
  const { locale } = await params
  const isCalendar = (await searchParams).view === 'calendar'
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const desk = await getDesk(ctx).catch(orElsewhere(`/${locale}/organize`))
  const zone = (await getReference(ctx)).network?.zone ?? 'UTC'
  const t = await getTranslations('activities.desk')
  return (
    <div className="wrap page">
      <h1>{t('title')}</h1>
      <p className="muted mt-2 mb-8">{t('lead')}</p>
      {desk.groups.length > 0 && (
        <div className="mb-8">
          <ViewSwitch at="/organize" isCalendar={isCalendar} />
        </div>
      )}
      {isCalendar ? (
        <CalendarView query="mine=1" listHref="/organize" opens="workspace" zone={zone} locale={locale} {...ctx} />
      ) : (
        <DeskView desk={desk} networkZone={zone} locale={locale} now={ctx.now} />
      )}
    </div>
  )
}
