import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { Calendar } from '@/components/network/calendar'
import { SettingsHead } from '@/components/network/settings-tabs'
import { ClientMessages } from '@/components/shell/client-messages'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { listCalendar } from '@/lib/network/queries'
import { calendarParams } from '@/lib/network/schema'
import { can } from '@/lib/policy/can'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'network.settings' })
  return { title: t('title'), robots: { index: false } }
}

export default async function CalendarPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  if (!can(ctx.actor, 'network:administer', null)) notFound()
  const year = calendarParams.parse(await searchParams).year ?? ctx.now.getUTCFullYear()
  const days = await listCalendar(ctx, year)
  return (
    <div className="wrap page flex flex-col gap-8">
      <SettingsHead part="/calendar" />
      <ClientMessages of={['network.calendar', 'network.districts']}>
        <Calendar year={year} days={days} />
      </ClientMessages>
    </div>
  )
}
