import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Tabs } from '@/components/ui/tabs'
import type { Locale } from '@/db/vocabulary'
import { formatFullDate, formatMonth, weekFrom } from '@/lib/time/format'
import { addDays } from '@/lib/time/zones'
import { mondayOf } from '@/lib/venues/rules'
import styles from './week.module.css'

type Props = {
  monday: string
  day: string
  today: string
  /** The page's address, to which `?week=` is added. */
  at: string
  locale: Locale
  children?: ReactNode
  /** Whether a day can be chosen on a wide screen too, where the whole week is shown. */
  choosesDay?: boolean
}

/** Above a week: which one it is, the way to the weeks beside it and to its days; `children` are its buttons. */
export function WeekHead({ monday, day, today, at, locale, children, choosesDay = false }: Props) {
  const t = useTranslations('venues.week')
  const months = [...new Set([monday, addDays(monday, 6)].map((date) => formatMonth(date.slice(0, 7), locale)))]
  const to = (date: string) => `${at}?week=${date}#week`
  return (
    <>
      <div className={styles.head}>
        <h2 id="week">{t('title')}</h2>
        <span className="muted print:hidden">{months.join(' – ')}</span>
        <span className="hidden print:inline">
          {formatFullDate(monday, locale)} – {formatFullDate(addDays(monday, 6), locale)}
        </span>
        <nav aria-label={t('weeks')}>
          {children}
          <ButtonLink href={to(addDays(day, -7))} size="s">
            {t('earlier')}
          </ButtonLink>
          {monday !== mondayOf(today) && (
            <ButtonLink href={`${at}#week`} size="s">
              {t('current')}
            </ButtonLink>
          )}
          <ButtonLink href={to(addDays(day, 7))} size="s">
            {t('later')}
          </ButtonLink>
        </nav>
      </div>
      <div className={choosesDay ? styles.days : `${styles.days} lg:hidden`}>
        <Tabs
          label={t('days')}
          items={weekFrom(monday, locale).map(({ date, day: number, weekday }) => ({
            href: to(date),
            current: date === day,
            label: (
              <>
                <span>{weekday}</span> <b>{number}</b>
                {date === today && <span className="sr-only">{t('today')}</span>}
              </>
            ),
          }))}
        />
      </div>
    </>
  )
}
