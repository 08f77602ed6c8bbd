import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { ActivityDays } from '@/components/activities/activity-days'
import { ActivityFilters } from '@/components/activities/activity-filters'
import { NoActivities } from '@/components/activities/no-activities'
import { ViewSwitch } from '@/components/activities/view-switch'
import { CalendarView } from '@/components/rsvps/calendar-view'
import { Pager } from '@/components/ui/pager'
import type { Locale } from '@/db/vocabulary'
import { getNearestActivity, listActivities } from '@/lib/activities/queries'
import { activityFilterSchema, filterHref } from '@/lib/activities/schema'
import { currentCtx } from '@/lib/auth/actor'
import { getReference, listOfferedDistricts } from '@/lib/network/queries'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, string | string[] | undefined>> }
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'activities.list' })
  return { title: t('title'), description: t('description') }
}

export default async function ActivitiesPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const filter = activityFilterSchema.parse(await searchParams)
  const ctx = await currentCtx()
  const isCalendar = filter.view === 'calendar'
  const [{ items, nextCursor }, { kinds, network }, districts, t] = await Promise.all([
    isCalendar ? { items: [], nextCursor: null } : listActivities(ctx, filter),
    getReference(ctx),
    listOfferedDistricts(ctx, filter.district),
    getTranslations('activities.list'),
  ])
  const { view: _, ...asked } = filter
  const listHref = `/activities${filterHref({ ...asked, cursor: undefined })}`
  const href = (cursor: string | undefined) => `/activities${filterHref({ ...filter, cursor })}`
  return (
    <div className="wrap page">
      <h1>{t(filter.past ? 'pastTitle' : 'title')}</h1>
      <p className="muted mt-2">{t(filter.past ? 'pastLead' : 'lead')}</p>
      <ActivityFilters filter={filter} kinds={kinds} districts={districts} locale={locale} />
      <ViewSwitch at={listHref} isCalendar={isCalendar} />
      <div id="results" className={isCalendar ? undefined : 'pt-5'} aria-live={isCalendar ? undefined : 'polite'}>
        {isCalendar ? (
          <CalendarView
            query={filterHref({ ...asked, when: undefined, from: undefined, to: undefined, past: undefined, cursor: undefined }).slice(1)}
            listHref={listHref}
            zone={network?.zone ?? 'UTC'}
            locale={locale}
            {...ctx}
          />
        ) : items.length > 0 ? (
          <ActivityDays activities={items} locale={locale} now={ctx.now} />
        ) : (
          <NoActivities nearest={await getNearestActivity(ctx, filter)} locale={locale} now={ctx.now} />
        )}
      </div>
      <Pager next={nextCursor && href(nextCursor)} first={filter.cursor ? href(undefined) : null} />
    </div>
  )
}
