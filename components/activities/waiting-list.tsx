import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import type { Locale } from '@/db/vocabulary'
import type { Desk } from '@/lib/activities/queries/desk'
import { Link } from '@/lib/i18n/navigation'
import { textIn } from '@/lib/i18n/text'
import { formatAgo } from '@/lib/time/format'
import { addDays, localDate } from '@/lib/time/zones'
import styles from './desk.module.css'

type Waiting = Desk['waiting'][number]

type Props = { waiting: Waiting[]; zone: string; locale: Locale; now: Date }

/** What waits, the oldest first; each opens where it is done. */
export function WaitingList({ waiting, zone, locale, now }: Props) {
  const t = useTranslations('activities.desk.wait')
  return (
    <ol className={styles.waiting}>
      {waiting.map((one) => (
        <li key={one.key} data-testid="waiting">
          <Link href={one.href} className={styles.row}>
            <span className={styles.what}>
              <b>{t(`what.${one.kind}`, { count: one.count })}</b>
              {one.names && <span>{textIn(one.names, locale)}</span>}
              {one.note && <span className={styles.note}>{t(`note.${one.kind as 'refused'}`, { note: wordsOf(one.note, locale) })}</span>}
            </span>
            <span className={styles.age}>
              <Due one={one} zone={zone} locale={locale} now={now} />
              <span>
                {one.count > 1
                  ? t('oldest', { ago: formatAgo(one.since, now, locale) })
                  : t('since', { ago: formatAgo(one.since, now, locale) })}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ol>
  )
}

const wordsOf = (note: NonNullable<Waiting['note']>, locale: Locale) => (typeof note === 'string' ? note : textIn(note, locale))

function Due({ one, zone, locale, now }: { one: Waiting; zone: string; locale: Locale; now: Date }) {
  const t = useTranslations('activities.desk.wait')
  if (!one.dueAt) return null
  if (one.dueAt <= now) return <Chip tone="stop">{t('overdue')}</Chip>
  const [due, today] = [localDate(one.dueAt, zone), localDate(now, zone)]
  if (due === today) return <Chip tone="stop">{t('dueToday')}</Chip>
  if (due === addDays(today, 1)) return <Chip tone="wait">{t('dueTomorrow')}</Chip>
  return <Chip>{t('due', { ahead: formatAgo(one.dueAt, now, locale) })}</Chip>
}
