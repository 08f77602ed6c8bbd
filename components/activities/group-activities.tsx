import { useTranslations } from 'next-intl'
import type { Locale } from '@/db/vocabulary'
import type { ListedActivity } from '@/lib/activities/queries'
import { Link } from '@/lib/i18n/navigation'
import { ActivityDays } from './activity-days'
import { Subscribe } from './subscribe'

type Props = { slug: string; activities: ListedActivity[]; locale: Locale; now: Date }

/** A group's next activities, its calendar, and its feeds to subscribe to. */
export function GroupActivities({ slug, activities, locale, now }: Props) {
  return (
    <>
      <ActivityDays activities={activities} locale={locale} now={now} />
      <CalendarLinks slug={slug} locale={locale} />
    </>
  )
}

function CalendarLinks({ slug, locale }: { slug: string; locale: Locale }) {
  const t = useTranslations('activities.feed')
  const words = { subscribe: t('webcal'), copy: t('copy'), copied: t('copied'), failed: t('failed'), address: t('address') }
  return (
    <div className="mt-4 flex flex-wrap items-center gap-3">
      <Link href={`/activities?group=${slug}&view=calendar`} className="btn btn-quiet">
        {t('calendar')}
      </Link>
      <details className="menu">
        <summary className="btn btn-quiet">{t('subscribe')}</summary>
        <div className="menu-panel">
          <Subscribe path={`/api/v1/groups/${slug}/calendar.ics?locale=${locale}`} words={words} />
          <a className="menu-item" href={`/api/v1/groups/${slug}/calendar.atom?locale=${locale}`}>
            {t('atom')}
          </a>
        </div>
      </details>
    </div>
  )
}
