import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { DateLeaf } from '@/components/ui/leaf'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import type { DeskActivity } from '@/lib/activities/queries/desk'
import { activityState } from '@/lib/activities/rules'
import { Link } from '@/lib/i18n/navigation'
import { formatRange } from '@/lib/time/format'

/** `at`: the tab of the workspace that opens. */
type Props = { activities: DeskActivity[]; at?: '' | '/door'; locale: Locale; now: Date }

/** Activities of a desk, each opening its workspace. */
export function DeskList({ activities, at = '', locale, now }: Props) {
  return (
    <ul className="divide-y divide-line">
      {activities.map((activity) => (
        <li key={activity.id} className="flex gap-4 py-3">
          <DateLeaf instant={activity.startsAt} zone={activity.zone} locale={locale} size="s" />
          <div className="min-w-0 flex-1">
            <h3>
              <Link href={`/organize/activities/${activity.id}${at}`} className="hover:underline">
                <Text value={activity.titles} locale={locale} />
              </Link>
            </h3>
            <p className="text-ink-2">
              {formatRange(activity.startsAt, activity.endsAt, activity.zone, locale, now)}
              {activity.venueNames && (
                <>
                  {' · '}
                  <Text value={activity.venueNames} locale={locale} />
                </>
              )}
            </p>
            <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
              <State activity={activity} now={now} />
            </div>
          </div>
        </li>
      ))}
    </ul>
  )
}

function State({ activity, now }: { activity: DeskActivity; now: Date }) {
  const t = useTranslations('activities')
  const state = activityState(activity, now)
  if (state === 'ended' || state === 'finalised') return null
  if (state !== 'published' && state !== 'in_progress')
    return <Chip tone={state === 'changes_asked' ? 'wait' : 'plain'}>{t(`statuses.${state}`)}</Chip>
  const { capacity, seatsTaken, waitlisted } = activity
  return (
    <span className="small muted">
      {capacity ? t('desk.goingOf', { n: seatsTaken, capacity }) : t('desk.going', { n: seatsTaken })}
      {waitlisted > 0 && ` · ${t('desk.waiting', { n: waitlisted })}`}
      {capacity !== null && seatsTaken > capacity && ` · ${t('desk.over', { n: seatsTaken - capacity })}`}
    </span>
  )
}
