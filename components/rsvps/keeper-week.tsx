import { useTranslations } from 'next-intl'
import { Text } from '@/components/ui/text'
import { BookForms } from '@/components/venues/book-forms'
import { PrintButton } from '@/components/venues/print-button'
import styles from '@/components/venues/week.module.css'
import { WeekGrid } from '@/components/venues/week-grid'
import { WeekHead } from '@/components/venues/week-head'
import type { Locale } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'
import type { KeeperWeek, VenueDesk } from '@/lib/venues/queries/desk'
import { DaySheet } from './day-sheet'

type Props = { desk: VenueDesk; week: KeeperWeek; kinds: { code: string; hue: number }[]; locale: Locale; now: Date }

/** A venue's week as its keeper sees it: taken, blocked and asked-for hours of every space, and a sheet of the chosen day. */
export function KeeperWeekView({ desk, week, kinds, locale, now }: Props) {
  const t = useTranslations('venues.desk')
  const { zone, venue } = desk
  const hue = new Map(kinds.map((k) => [k.code, k.hue]))
  const spaces = desk.spaces.map((s) => ({ value: s.id, label: textIn(s.names, locale) }))
  return (
    <>
      <section aria-labelledby="week" data-part="week">
        <Text as="p" value={venue.names} locale={locale} className="hidden font-serif text-4xl print:block" />
        <WeekHead {...week} at={`/organize/venues/${venue.slug}/week`} locale={locale} choosesDay>
          <PrintButton part="week" />
        </WeekHead>
        <WeekGrid
          {...week}
          zone={zone}
          hours={venue.openingHours}
          spaces={desk.spaces}
          locale={locale}
          look={(spell) => ({ hue: hue.get(spell.kindCode ?? ''), isAsked: spell.status === 'requested' })}
          say={(spell) => (
            <>
              {spell.groupNames ? <Text value={spell.titles ?? spell.groupNames} locale={locale} /> : (spell.note ?? t('blocked'))}
              {spell.status === 'requested' && ` · ${t('requested')}`}
            </>
          )}
        />
      </section>
      <section aria-labelledby="day" data-part="day" className={styles.section}>
        <DaySheet desk={desk} week={week} locale={locale} now={now}>
          {desk.mayKeep && spaces.length > 0 && <BookForms spaces={spaces} date={week.day} />}
          <PrintButton part="day" />
        </DaySheet>
      </section>
    </>
  )
}
