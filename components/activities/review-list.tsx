import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { Seal } from '@/components/groups/seal'
import { ClientMessages } from '@/components/shell/client-messages'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { approveActivityAction } from '@/lib/activities/actions'
import type { Desk } from '@/lib/activities/queries/desk'
import { Link } from '@/lib/i18n/navigation'
import { formatAgo, formatRange } from '@/lib/time/format'
import { AskForChanges } from './ask-for-changes'

type Props = { activities: Desk['toReview']; locale: Locale; now: Date }

/** Flagged activities that wait for this administrator's word. */
export function ReviewList({ activities, locale, now }: Props) {
  const t = useTranslations('activities')
  return (
    <ul className="divide-y divide-line">
      {activities.map((activity) => (
        <li key={activity.id} className="flex flex-col gap-2 py-4">
          <h3>
            <Link href={`/activities/${activity.slug}`} className="hover:underline">
              <Text value={activity.titles} locale={locale} />
            </Link>
          </h3>
          <p className="text-ink-2">
            <Seal text={activity.leadShortName} id={activity.leadGroupId} size={22} /> <Text value={activity.leadNames} locale={locale} />
            {' · '}
            {formatRange(activity.startsAt, activity.endsAt, activity.zone, locale, now)}
          </p>
          <p>
            {t('desk.why', { reasons: activity.riskFlags.map((flag) => t(`form.flag.${flag}`)).join(locale === 'en' ? ', ' : '、') })}
            {activity.submittedAt && (
              <span className="muted"> · {t('desk.submittedAgo', { ago: formatAgo(activity.submittedAt, now, locale) })}</span>
            )}
          </p>
          <div className="flex flex-wrap items-start gap-3">
            <ActionButton
              action={approveActivityAction}
              input={{ activityId: activity.id }}
              label={t('desk.approve')}
              doneLabel={t('desk.approved')}
              variant="primary"
            />
            <ClientMessages of={['activities.desk']}>
              <AskForChanges activityId={activity.id} />
            </ClientMessages>
          </div>
        </li>
      ))}
    </ul>
  )
}
