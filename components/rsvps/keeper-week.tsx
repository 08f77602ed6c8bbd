import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { ButtonLink } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Text } from '@/components/ui/text'
import { BookForms } from '@/components/venues/book-forms'
import styles from '@/components/venues/venues.module.css'
import type { Locale } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'
import { endBookingAction } from '@/lib/rsvps/actions'
import { formatFullDate, formatTime, weekFrom } from '@/lib/time/format'
import { addDays, localDate } from '@/lib/time/zones'
import type { KeeperWeek, VenueDesk } from '@/lib/venues/queries/desk'

type Props = { desk: VenueDesk; week: KeeperWeek; locale: Locale; now: Date }

/** A venue's week as its keeper sees it, by day: taken, blocked and asked-for hours of every space; on paper, for its door. */
export function KeeperWeekView({ desk, week: { monday, days }, locale, now }: Props) {
  const t = useTranslations('venues.desk')
  const { zone, venue } = desk
  const today = localDate(now, zone)
  const names = weekFrom(monday, locale)
  const to = (date: string) => `/organize/venues/${venue.slug}/week?week=${date}`
  const spaces = desk.spaces.map((s) => ({ value: s.id, label: textIn(s.names, locale) }))
  const isThisWeek = today >= monday && today < addDays(monday, 7)
  return (
    <section aria-labelledby="week">
      <div className={styles.weekHead}>
        <Text as="p" value={venue.names} locale={locale} className="hidden w-full font-serif text-4xl print:block" />
        <h2 id="week">{t('week_of', { date: formatFullDate(monday, locale) })}</h2>
        <nav aria-label={t('tab.week')} className="print:hidden">
          <ButtonLink href={to(addDays(monday, -7))} size="s">
            {t('earlier')}
          </ButtonLink>
          <ButtonLink href={to(addDays(monday, 7))} size="s">
            {t('later')}
          </ButtonLink>
        </nav>
      </div>
      {desk.mayKeep && spaces.length > 0 && (
        <div className="mt-4 flex flex-wrap gap-2 print:hidden">
          <BookForms spaces={spaces} date={isThisWeek ? today : monday} />
        </div>
      )}
      <ol className={`card ${styles.week}`}>
        {days.map(({ date, spells }, i) => (
          <li key={date} aria-current={date === today ? 'date' : undefined}>
            <h3>
              {names[i]?.weekday} <b>{names[i]?.day}</b>
            </h3>
            {spells.length === 0 && <p className="small muted mt-2">{t('free')}</p>}
            {spells.map((spell) => (
              <div key={spell.id} className={`${styles.spell} ${spell.status === 'requested' ? 'print:hidden' : ''}`}>
                <time dateTime={spell.startsAt.toISOString()}>
                  {formatTime(spell.startsAt, zone, locale)}–{formatTime(spell.endsAt, zone, locale)}
                </time>
                {spell.groupNames ? (
                  <Text as="p" value={spell.titles ?? spell.groupNames} locale={locale} />
                ) : (
                  <p>{spell.note ?? t('blocked')}</p>
                )}
                <p className="muted">{spaces.find((s) => s.value === spell.spaceId)?.label}</p>
                {spell.status === 'requested' && <Chip tone="wait">{t('requested')}</Chip>}
                {spell.status === 'confirmed' && desk.mayKeep && spell.endsAt > now && (
                  <div className="mt-1 print:hidden">
                    <ActionButton
                      action={endBookingAction}
                      input={{ bookingId: spell.id }}
                      label={t('end')}
                      confirm={t('end_confirm')}
                      size="s"
                    />
                  </div>
                )}
              </div>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
