import { useTranslations } from 'next-intl'
import { Seal } from '@/components/groups/seal'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import type { listMyAttendances } from '@/lib/attendance/queries/record'
import { Link } from '@/lib/i18n/navigation'
import { formatDay } from '@/lib/time/format'
import { localParts } from '@/lib/time/zones'
import styles from './recap.module.css'

type Item = Awaited<ReturnType<typeof listMyAttendances>>['items'][number]

/** Each attendance as its host's seal, a page for each year; no totals and no streaks. */
export function Stamps({ items, locale, now }: { items: Item[]; locale: Locale; now: Date }) {
  const t = useTranslations('attendance.record')
  const years = new Map<string, Item[]>()
  for (const item of items) {
    const year = localParts(item.activity.startsAt, item.zone).date.slice(0, 4)
    years.set(year, [...(years.get(year) ?? []), item])
  }
  return [...years].map(([year, inYear]) => (
    <section key={year} className="flex flex-col gap-4">
      <h2>{t('year', { year })}</h2>
      <ul className={styles.stamps}>
        {inYear.map((item) => (
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
      <div className="flex flex-col gap-0.5">
        <p className="small muted">
          <time dateTime={date}>{formatDay(date, locale, { instant: now, zone: item.zone })}</time>
        </p>
        <Link href={`/activities/${activity.slug}`} className="font-serif font-semibold leading-snug">
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
