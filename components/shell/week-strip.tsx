import { getTranslations } from 'next-intl/server'
import type { Locale } from '@/db/vocabulary'
import { formatFullDate, weekFrom } from '@/lib/time/format'

/** The next seven days with how many activities each has; a day opens its list. `query` narrows the lists (`&district=…`). */
export async function WeekStrip({
  today,
  week,
  query,
  locale,
}: {
  today: string
  week: { date: string; count: number }[]
  query: string
  locale: Locale
}) {
  const counts = new Map(week.map((day) => [day.date, day.count]))
  const t = await getTranslations('common.home')
  return (
    <nav className="card week-strip" aria-label={t('week')}>
      {weekFrom(today, locale).map(({ date, day, weekday }) => (
        <a
          key={date}
          href={`/${locale}/activities?from=${date}&to=${date}${query}`}
          title={formatFullDate(date, locale)}
          aria-current={date === today ? 'date' : undefined}
        >
          <span>{weekday}</span>
          <b>{day}</b>
          <span>{t('count', { n: counts.get(date) ?? 0 })}</span>
        </a>
      ))}
    </nav>
  )
}
