import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import type { Locale } from '@/db/vocabulary'
import type { ActivityPage } from '@/lib/activities/queries'
import { formatWhen } from '@/lib/time/format'

type Props = { activity: ActivityPage; locale: Locale; now: Date }

/** What has changed about it, in words, and the organizers' way in. */
export function ActivityBanners({ activity, locale, now }: Props) {
  const t = useTranslations('activities.page')
  const isListed = ['published', 'cancelled', 'finalised'].includes(activity.status)
  return (
    <div className="mb-6 flex flex-col gap-3 empty:hidden">
      {activity.mayManage && (
        <div className="notice items-center">
          <span className="flex-1">{t(isListed ? 'manageNote' : 'manageUnlisted')}</span>
          <ButtonLink href={`/organize/activities/${activity.id}`} size="s">
            {t('manage')}
          </ButtonLink>
        </div>
      )}
      {activity.status === 'cancelled' && (
        <p className="notice notice-stop">
          {activity.statusReason ? t('cancelledWhy', { reason: activity.statusReason }) : t('cancelled')}
        </p>
      )}
      {activity.status === 'published' && activity.postponement && now < activity.startsAt && (
        <p className="notice notice-warn">
          {t('postponed', {
            from: formatWhen(new Date(activity.postponement.fromStartsAt), activity.zone, locale, now),
            to: formatWhen(activity.startsAt, activity.zone, locale, now),
          })}
          {activity.postponement.reason && ` ${t('reason', { reason: activity.postponement.reason })}`}
        </p>
      )}
    </div>
  )
}
