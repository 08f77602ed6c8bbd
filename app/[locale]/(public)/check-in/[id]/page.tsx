import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { CheckInForm } from '@/components/attendance/check-in-form'
import { CheckInNow } from '@/components/attendance/check-in-now'
import { CheckedInCard } from '@/components/attendance/checked-in-card'
import { SignInToCheckIn } from '@/components/attendance/sign-in-to-check-in'
import { ClientMessages } from '@/components/shell/client-messages'
import { Notice } from '@/components/ui/notice'
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
  const { activity, mine, kept, keptAt, zone } = await getCheckIn(ctx, id, scannedSchema.parse(await searchParams)).catch(missing)
  const t = await getTranslations('attendance.check_in')
  return (
    <div className="wrap page flex max-w-xl flex-col gap-5">
      <h1>{t('title')}</h1>
      <p>
        <Text value={activity.titles} locale={locale} as="b" />
        <br />
        {formatRange(activity.startsAt, activity.endsAt, zone, locale, ctx.now)}
      </p>
      <ClientMessages of={['attendance.check_in', 'attendance.source']}>
        {mine ? (
          <CheckedInCard value={{ ...mine, verdict: 'already_in' }} zone={zone} />
        ) : ctx.actor.kind !== 'person' ? (
          <SignInToCheckIn path={`/${locale}/check-in/${id}`} kept={kept} keptAt={keptAt} zone={zone} />
        ) : kept ? (
          <CheckInNow activityId={id} kept={kept} zone={zone} />
        ) : (
          <>
            <Notice tone="warn">{t('expired')}</Notice>
            <CheckInForm activityId={id} zone={zone} />
          </>
        )}
      </ClientMessages>
      <p className="small muted">{t('help')}</p>
    </div>
  )
}
