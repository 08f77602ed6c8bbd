import { getTranslations, setRequestLocale } from 'next-intl/server'
import { WorkspaceHead } from '@/components/activities/workspace-head'
import { ConfirmPaper } from '@/components/attendance/confirm-paper'
import { Door } from '@/components/attendance/door'
import styles from '@/components/attendance/door.module.css'
import { DoorState } from '@/components/attendance/door-state'
import { ClientMessages } from '@/components/shell/client-messages'
import type { Locale } from '@/db/vocabulary'
import { getRoster } from '@/lib/attendance/queries/roster'
import { getUnconfirmed } from '@/lib/attendance/queries/unconfirmed'
import { currentCtx } from '@/lib/auth/actor'
import { personIdOf } from '@/lib/policy/actor'
import { orElsewhere } from './or-elsewhere'

type Props = { params: Promise<{ locale: Locale; id: string }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'attendance.door' })
  return { title: t('title'), robots: { index: false } }
}

export default async function DoorPage({ params }: Props) {
  const { locale, id } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const { activity, rows, counts, door, zone, tick } = await getRoster(ctx, id).catch(
    orElsewhere(`/${locale}/organize/activities/${id}/door`),
  )
  return (
    <div className={styles.room}>
      <div className="wrap page">
        <WorkspaceHead activity={activity} zone={zone} current="door" locale={locale} now={ctx.now} />
        <DoorState
          activityId={id}
          door={door}
          refused={tick.refused}
          isCorrection={tick.source === 'correction'}
          zone={zone}
          now={ctx.now}
        />
        <ClientMessages of={['attendance']}>
          <ConfirmPaper activityId={id} unconfirmed={await getUnconfirmed(ctx, activity)} />
          <Door activityId={id} rows={rows} counts={counts} zone={zone} me={personIdOf(ctx.actor) ?? ''} canTick={tick.refused === null} />
        </ClientMessages>
      </div>
    </div>
  )
}
