import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { PaperSheets } from '@/components/attendance/paper-sheets'
import { SetAside } from '@/components/attendance/set-aside'
import { ClientMessages } from '@/components/shell/client-messages'
import { CheckIns } from '@/components/statistics/check-ins'
import { Chip } from '@/components/ui/chip'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { Link } from '@/lib/i18n/navigation'
import { getNetwork } from '@/lib/network/queries'
import { can } from '@/lib/policy/can'
import { listCheckIns } from '@/lib/statistics/queries/check-ins'
import { formatRange } from '@/lib/time/format'

type Props = { params: Promise<{ locale: Locale; slug: string }> }

export default async function CheckInsPage({ params }: Props) {
  const { locale, slug } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const found = await listCheckIns(ctx, slug).catch((error) => {
    if (error instanceof AppError) notFound()
    throw error
  })
  const { activity, entries, attendances, sheets } = found
  const zone = activity.zone ?? (await getNetwork(ctx)).zone
  const t = await getTranslations('statistics')
  return (
    <div className="wrap page flex flex-col gap-6">
      <header className="flex flex-col items-start gap-2">
        <Link className="back" href={`/activities/${slug}`}>
          ← {t('checkIns.back')}
        </Link>
        <h1 className="text-3xl">
          <Text value={activity.titles} locale={locale} />
        </h1>
        <p className="muted">
          {formatRange(activity.startsAt, activity.endsAt, zone, locale, ctx.now)} · {t('checkIns.attendances', { n: attendances.length })}
        </p>
        <Chip tone={activity.countedReason === 'counted' ? 'ok' : 'wait'}>{t(`reason.${activity.countedReason}`)}</Chip>
        <p className="small muted">{t('checkIns.entries', { n: entries.length })}</p>
        {can(ctx.actor, 'activity:exclude', activity) && (
          <ClientMessages of={['attendance.aside']}>
            <SetAside activityId={activity.id} reason={activity.excludedReason} />
          </ClientMessages>
        )}
      </header>
      <PaperSheets sheets={sheets} />
      <CheckIns entries={entries} zone={zone} locale={locale} />
    </div>
  )
}
