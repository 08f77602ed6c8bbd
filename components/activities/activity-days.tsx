import type { Locale } from '@/db/vocabulary'
import type { ListedActivity } from '@/lib/activities/queries'
import { formatDay } from '@/lib/time/format'
import { localDate } from '@/lib/time/zones'
import { ActivityRow } from './activity-row'
import styles from './activity-row.module.css'

type Props = { activities: ListedActivity[]; locale: Locale; now: Date }

/** Activities day by day, a heading per day of each activity's own zone, in the order given. */
export function ActivityDays({ activities, locale, now }: Props) {
  const days: { date: string; zone: string; activities: ListedActivity[] }[] = []
  for (const activity of activities) {
    const date = localDate(activity.startsAt, activity.zone)
    const day = days.at(-1)
    if (day?.date === date) day.activities.push(activity)
    else days.push({ date, zone: activity.zone, activities: [activity] })
  }
  return days.map((day) => (
    <section key={`${day.date}-${day.activities[0]?.id}`} className={styles.day}>
      <h2>{formatDay(day.date, locale, { instant: now, zone: day.zone })}</h2>
      {day.activities.map((activity) => (
        <ActivityRow key={activity.id} activity={activity} locale={locale} now={now} />
      ))}
    </section>
  ))
}
