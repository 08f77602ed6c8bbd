import { useTranslations } from 'next-intl'
import type { CSSProperties } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Text } from '@/components/ui/text'
import type { Locale, LocalText } from '@/db/vocabulary'
import { formatMonth, formatTime, weekFrom } from '@/lib/time/format'
import { addDays, localDate } from '@/lib/time/zones'
import type { VenueDetail } from '@/lib/venues/queries'
import type { Week, WeekSpell } from '@/lib/venues/queries/week'
import { mondayOf, weekOf } from '@/lib/venues/rules'
import styles from './venues.module.css'

type Props = {
  venue: VenueDetail
  week: Week
  now: Date
  kinds: { code: string; hue: number }[]
  locale: Locale
}

/** A venue's week: what happens when, in which space. */
export function VenueWeek({ venue, week: { spells, monday, zone }, now, kinds, locale }: Props) {
  const t = useTranslations('venues.week')
  const today = localDate(now, zone)
  const names = weekFrom(monday, locale)
  const hue = new Map(kinds.map((k) => [k.code, k.hue]))
  const space = new Map(venue.spaces.map((s) => [s.id, s.names]))
  const months = [...new Set([monday, addDays(monday, 6)].map((date) => formatMonth(date.slice(0, 7), locale)))]
  const to = (date: string) => `/venues/${venue.slug}?week=${date}`
  return (
    <section className={styles.section}>
      <div className={styles.weekHead}>
        <h2>{t('title')}</h2>
        <span className="muted">{months.join(' – ')}</span>
        <nav aria-label={t('title')}>
          <ButtonLink href={to(addDays(monday, -7))} size="s">
            {t('earlier')}
          </ButtonLink>
          {monday !== mondayOf(today) && (
            <ButtonLink href={`/venues/${venue.slug}`} size="s">
              {t('current')}
            </ButtonLink>
          )}
          <ButtonLink href={to(addDays(monday, 7))} size="s">
            {t('later')}
          </ButtonLink>
        </nav>
      </div>
      <ol className={`card ${styles.week}`}>
        {weekOf(monday, spells, zone).map(({ date, spells }, i) => (
          <li key={date} aria-current={date === today ? 'date' : undefined}>
            <h3>
              {names[i]?.weekday} <b>{names[i]?.day}</b>
            </h3>
            {spells.length === 0 && <p className="small muted mt-2">{t('free')}</p>}
            {spells.map((spell) => (
              <Spell
                key={spell.id}
                spell={spell}
                space={spell.spaceId ? space.get(spell.spaceId) : undefined}
                hue={hue.get(spell.kindCode ?? '')}
                zone={zone}
                locale={locale}
              />
            ))}
          </li>
        ))}
      </ol>
      <p className="small muted mt-2">{t('note')}</p>
    </section>
  )
}

type SpellProps = { spell: WeekSpell; space: LocalText | undefined; hue: number | undefined; zone: string; locale: Locale }

function Spell({ spell, space, hue, zone, locale }: SpellProps) {
  const t = useTranslations('venues.week')
  return (
    <div className={styles.spell} style={hue === undefined ? undefined : ({ '--h': hue } as CSSProperties)}>
      <time dateTime={spell.startsAt.toISOString()}>
        {formatTime(spell.startsAt, zone, locale)}–{formatTime(spell.endsAt, zone, locale)}
      </time>
      {spell.slug ? (
        <a href={`/${locale}/activities/${spell.slug}`}>
          <Text value={spell.titles} locale={locale} />
        </a>
      ) : (
        <p>{t('taken')}</p>
      )}
      <p className="muted">{space ? <Text value={space} locale={locale} /> : t('whole')}</p>
    </div>
  )
}
