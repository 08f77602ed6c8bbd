import { useTranslations } from 'next-intl'
import { Seal } from '@/components/groups/seal'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import type { listMyAttendances } from '@/lib/attendance/queries/record'
import { Link } from '@/lib/i18n/navigation'
import { formatDay, formatMonth } from '@/lib/time/format'
import { localParts } from '@/lib/time/zones'
import styles from './recap.module.css'

type Item = Awaited<ReturnType<typeof listMyAttendances>>['items'][number]

/** Each attendance as its host's seal, month by month; no totals and no streaks. */
export function Stamps({ items, locale, now }: { items: Item[]; locale: Locale; now: Date }) {
  const months = new Map<string, Item[]>()
  for (const item of items) {
    const month = localParts(item.activity.startsAt, item.zone).date.slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), item])
  }
  return [...months].map(([month, inMonth]) => (
    <section key={month} className="flex flex-col gap-3">
      <h2>{formatMonth(month, locale)}</h2>
      <ul className={styles.stamps}>
        {inMonth.map((item) => (
          <Stamp key={item.id} item={item} locale={locale} now={now} />
        ))}
      </ul>
    </section>
  ))
}

function Stamp({ item, locale, now }: { item: Item; locale: Locale; now: Date }) {
  const t = useTranslations('attendance')
  const { activity, host, minutes } = item
  const { date } = localParts(activity.startsAt, item.zone)
  return (
    <li className={styles.stamp}>
      <Seal text={host.shortName} id={host.id} size={72} />
      <div>
        <p className="small muted">
          <time dateTime={date}>{formatDay(date, locale, { instant: now, zone: item.zone })}</time>
        </p>
        <Link href={`/activities/${activity.slug}`} className="font-semibold">
          <Text value={activity.titles} locale={locale} />
        </Link>
        <p className="small">
          <Link href={`/groups/${host.slug}`} className="link">
            <Text value={host.names} locale={locale} />
          </Link>
        </p>
        <p className="small muted">
          {t('record.how', { grade: t(`grade.${item.grade}`), source: t(`source.${item.source}`) })}
          {minutes !== null && (
            <>
              {' · '}
              {t('record.minutes', { hours: Math.round(minutes / 6) / 10 })}
              {item.hoursSource === 'back_filled' && t('record.back_filled')}
            </>
          )}
        </p>
      </div>
    </li>
  )
}
