import { getTranslations, setRequestLocale } from 'next-intl/server'
import { WorkspaceHead } from '@/components/activities/workspace-head'
import { RecapView } from '@/components/attendance/recap-view'
import type { Locale } from '@/db/vocabulary'
import { getRecap } from '@/lib/attendance/queries/recap'
import { currentCtx } from '@/lib/auth/actor'
import { personIdOf } from '@/lib/policy/actor'
import { orElsewhere } from '../door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; id: string }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'attendance.recap' })
  return { title: t('title'), robots: { index: false } }
}

export default async function RecapPage({ params }: Props) {
  const { locale, id } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const recap = await getRecap(ctx, id).catch(orElsewhere(`/${locale}/organize/activities/${id}/recap`))
  return (
    <div className="wrap page">
      <WorkspaceHead activity={recap.activity} zone={recap.zone} current="recap" locale={locale} now={ctx.now} />
      <RecapView recap={recap} me={personIdOf(ctx.actor) ?? ''} locale={locale} now={ctx.now} />
    </div>
  )
}
