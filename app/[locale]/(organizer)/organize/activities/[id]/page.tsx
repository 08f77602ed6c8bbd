import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { PlanBar } from '@/components/activities/plan-bar'
import { EditActivityForm } from '@/components/activities/plan-form'
import { WorkspaceHead } from '@/components/activities/workspace-head'
import { BookingState } from '@/components/rsvps/booking-state'
import { PlanChanges } from '@/components/rsvps/plan-changes'
import { ClientMessages } from '@/components/shell/client-messages'
import type { Locale } from '@/db/vocabulary'
import { getPlan } from '@/lib/activities/queries/plan'
import { currentCtx } from '@/lib/auth/actor'
import { getActivityBooking } from '@/lib/venues/queries/desk'
import { orElsewhere } from './door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'activities.workspace' })
  return { title: t('tab.plan'), robots: { index: false } }
}

export default async function PlanPage({ params }: Props) {
  const { locale, id } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const plan = await getPlan(ctx, id).catch(orElsewhere(`/${locale}/organize/activities/${id}`))
  const [booking, t] = await Promise.all([getActivityBooking(ctx, id), getTranslations('activities.plan')])
  const isClosed = plan.activity.status === 'cancelled' || plan.activity.status === 'finalised'
  return (
    <div className="wrap page">
      <WorkspaceHead activity={plan.activity} zone={plan.zone} current="plan" locale={locale} now={ctx.now} />
      {booking && !isClosed && <BookingState booking={booking} locale={locale} />}
      <PlanBar plan={plan} locale={locale} />
      {plan.isAhead && (
        <div className="mb-8">
          <ClientMessages of={['rsvps.plan', 'rsvps.people.capacity']}>
            <PlanChanges activity={plan.changes} mayCancel={plan.mayCancel} mayPostpone={plan.mayPostpone} />
          </ClientMessages>
        </div>
      )}
      {isClosed ? (
        <p className="notice">{t(`closed.${plan.activity.status as 'cancelled'}`)}</p>
      ) : (
        <ClientMessages of={['activities.form', 'activities.modes', 'activities.audiences', 'activities.languages', 'activities.plan']}>
          <EditActivityForm
            key={plan.version}
            activityId={id}
            isPublished={plan.activity.status === 'published'}
            values={plan.values}
            {...plan.choices}
            locale={locale}
          />
        </ClientMessages>
      )}
    </div>
  )
}
