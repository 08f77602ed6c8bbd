import { useTranslations } from 'next-intl'
import { ClientMessages } from '@/components/shell/client-messages'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import type { VenueDetail } from '@/lib/venues/queries'
import type { Week } from '@/lib/venues/queries/week'
import { PrintButton } from './print-button'
import styles from './week.module.css'
import { WeekGrid } from './week-grid'
import { WeekHead } from './week-head'

type Props = { venue: VenueDetail; week: Week; kinds: { code: string; hue: number }[]; locale: Locale }

/** A venue's week for everybody: which space is taken when, by what that all may see; on paper for its door. */
export function VenueWeek({ venue, week, kinds, locale }: Props) {
  const t = useTranslations('venues.week')
  const hue = new Map(kinds.map((k) => [k.code, k.hue]))
  return (
    <section className={styles.section} aria-labelledby="week">
      <WeekHead {...week} at={`/venues/${venue.slug}`} locale={locale}>
        <ClientMessages of={['venues.week']}>
          <PrintButton part="week" />
        </ClientMessages>
      </WeekHead>
      <WeekGrid
        {...week}
        hours={venue.openingHours}
        spaces={venue.spaces}
        locale={locale}
        look={(spell) => ({ hue: hue.get(spell.kindCode ?? '') })}
        say={(spell) =>
          spell.slug ? (
            <a href={`/${locale}/activities/${spell.slug}`}>
              <Text value={spell.titles} locale={locale} />
            </a>
          ) : (
            t('taken')
          )
        }
      />
      <p className="small muted mt-2">{t('note')}</p>
    </section>
  )
}
