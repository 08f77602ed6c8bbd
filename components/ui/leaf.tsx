import type { Locale } from '@/db/vocabulary'
import { leafParts } from '@/lib/time/format'

/** The leaf of a tear-off calendar: month, large day, weekday of an instant in a zone. */
export function DateLeaf({ instant, zone, locale, size = 'm' }: { instant: Date; zone: string; locale: Locale; size?: 's' | 'm' | 'l' }) {
  const { date, month, day, weekday } = leafParts(instant, zone, locale)
  return (
    <time dateTime={date} className={size === 'm' ? 'leaf' : `leaf leaf-${size}`}>
      <b>{month}</b>
      <i>{day}</i>
      <u>{weekday}</u>
    </time>
  )
}
