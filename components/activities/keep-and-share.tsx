import { useTranslations } from 'next-intl'
import { OpenInBrowser } from '@/components/shell/open-in-browser'
import { ReportLink } from '@/components/shell/report-link'
import { ButtonLink } from '@/components/ui/button'
import type { Locale } from '@/db/vocabulary'
import type { ActivityPage } from '@/lib/activities/queries'
import { activityState } from '@/lib/activities/rules'
import { Link } from '@/lib/i18n/navigation'
import { textIn } from '@/lib/i18n/text'
import { formatFullDate, formatTime } from '@/lib/time/format'
import { localDate } from '@/lib/time/zones'
import { Share } from './share'

/** Add to calendar and share. */
export function KeepAndShare({ activity, locale, now }: { activity: ActivityPage; locale: Locale; now: Date }) {
  const t = useTranslations('activities.page')
  const where =
    activity.mode === 'online' ? t('online') : textIn(activity.venuePending ? null : (activity.venue?.names ?? activity.place), locale)
  const text = [
    textIn(activity.titles, locale),
    `${t('when')}: ${formatFullDate(localDate(activity.startsAt, activity.zone), locale)} ${formatTime(activity.startsAt, activity.zone)}`,
    `${t('where')}: ${where || t('venuePending')}`,
    `${t('hosts')}: ${activity.hosts.map((host) => textIn(host.names, locale)).join(t('listComma'))}`,
  ].join('\n')
  return (
    <>
      <div className="mt-3 flex gap-2">
        {['published', 'in_progress'].includes(activityState(activity, now)) && (
          <ButtonLink href={`/api/v1/activities/${activity.slug}/calendar.ics?locale=${locale}`} download className="flex-1">
            {t('calendar')}
          </ButtonLink>
        )}
        <details className="menu flex-1">
          <summary className="btn btn-quiet w-full">{t('share')}</summary>
          <div className="menu-panel">
            {activity.publishedAt && activity.audience !== 'invited' && (
              <Link className="menu-item" href={`/activities/${activity.slug}?view=poster`}>
                {t('poster')}
              </Link>
            )}
            <Share text={text} words={{ copyLink: t('copyLink'), copyText: t('copyText'), copied: t('copied'), failed: t('copyFailed') }} />
          </div>
        </details>
      </div>
      <OpenInBrowser className="mt-3" />
      <ReportLink noun="activity" id={activity.id} />
    </>
  )
}
