import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { CheckInScanned } from '@/components/attendance/check-in-scanned'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { getCheckIn } from '@/lib/attendance/queries/wall'
import { scannedSchema } from '@/lib/attendance/schema'
import { currentCtx } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { formatRange } from '@/lib/time/format'

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'attendance.check_in' })
  return { title: t('title'), robots: { index: false } }
}

function missing(error: unknown): never {
  if (error instanceof AppError) notFound()
  throw error
}

export default async function ScannedPage({ params, searchParams }: Props) {
  const { locale, id } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const checkIn = await getCheckIn(ctx, id, scannedSchema.parse(await searchParams)).catch(missing)
  const { activity, zone } = checkIn
  const t = await getTranslations('attendance.check_in')
  return (
    <div className="wrap page flex max-w-xl flex-col gap-5">
      <h1>{t('title')}</h1>
      <p>
        <Text value={activity.titles} locale={locale} as="b" />
        <br />
        {formatRange(activity.startsAt, activity.endsAt, zone, locale, ctx.now)}
      </p>
      <CheckInScanned checkIn={checkIn} isSignedIn={ctx.actor.kind === 'person'} path={`/${locale}/check-in/${id}`} />
      <p className="small muted">{t('help')}</p>
    </div>
  )
}
