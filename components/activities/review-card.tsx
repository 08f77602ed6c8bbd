import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { Seal } from '@/components/groups/seal'
import { ClientMessages } from '@/components/shell/client-messages'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { approveActivityAction } from '@/lib/activities/actions'
import type { ActivityToReview } from '@/lib/activities/queries/review'
import { Link } from '@/lib/i18n/navigation'
import { formatAgo, formatRange } from '@/lib/time/format'
import { AskForChanges } from './ask-for-changes'

type Props = { activity: ActivityToReview; locale: Locale; now: Date; as?: 'h2' | 'h3' }

/** A flagged activity: what it is, why somebody looks first, since when it waits and for whom, and the two answers. */
export function ReviewCard({ activity, locale, now, as: Heading = 'h2' }: Props) {
  const t = useTranslations('activities')
  return (
    <Card as="article" className="flex flex-col gap-3 p-5" data-testid="review">
      <p className="flex flex-wrap gap-2">
        <Chip tone="ink">{t('review.noun')}</Chip>
        <Chip tone="wait">{t(`review.waitsFor.${activity.waitsFor}`)}</Chip>
        {activity.escalatedAt && <Chip tone="stop">{t('review.escalated')}</Chip>}
      </p>
      <Heading className="text-xl">
        <Link href={`/activities/${activity.slug}`} className="hover:underline">
          <Text value={activity.titles} locale={locale} />
        </Link>
      </Heading>
      <p className="text-ink-2">
        <Seal text={activity.leadShortName} id={activity.leadGroupId} size={22} /> <Text value={activity.leadNames} locale={locale} />
        {' · '}
        {formatRange(activity.startsAt, activity.endsAt, activity.zone, locale, now)}
        {activity.submittedAt && ` · ${t('desk.submittedAgo', { ago: formatAgo(activity.submittedAt, now, locale) })}`}
      </p>
      <ReviewReasons flags={activity.riskFlags} />
      {activity.permitReference && <p>{t('review.permit', { reference: activity.permitReference })}</p>}
      {activity.permitMissing && <p className="notice notice-warn">{t('review.permitMissing')}</p>}
      {activity.own && <p className="notice">{t('review.own')}</p>}
      {activity.mayDecide && (
        <div className="flex flex-wrap items-start gap-3">
          <ActionButton
            action={approveActivityAction}
            input={{ activityId: activity.id, seenAt: activity.updatedAt.toISOString() }}
            label={t('desk.approve')}
            doneLabel={t('desk.approved')}
            variant="primary"
          />
          <ClientMessages of={['activities.desk']}>
            <AskForChanges activityId={activity.id} />
          </ClientMessages>
        </div>
      )}
    </Card>
  )
}

/** Each flag with why it makes somebody look first. */
export function ReviewReasons({ flags }: { flags: ActivityToReview['riskFlags'] }) {
  const t = useTranslations('activities')
  return (
    <ul className="flex list-disc flex-col gap-1 pl-5">
      {flags.map((flag) => (
        <li key={flag}>
          <b>{t(`form.flag.${flag}`)}</b> <span className="text-ink-2">{t(`review.because.${flag}`)}</span>
        </li>
      ))}
    </ul>
  )
}
