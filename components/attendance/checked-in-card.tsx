import type { CheckInSource } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import { formatTime } from '@/lib/time/format'
import type { CheckInWords } from './check-in-words'
import styles from './door.module.css'

export type CheckedInValue = { verdict: 'in' | 'already_in'; inAt: Date; source: CheckInSource }

/** "Checked in at 18:52", large, with how it is known. */
export function CheckedInCard({ value, zone, words }: { value: CheckedInValue; zone: string; words: CheckInWords }) {
  const said = value.verdict === 'in' ? words.done : words.already
  return (
    <div role="status" className={`${styles.dark} ${styles.card}`} data-testid="checked-in">
      <p className={styles.checkedIn}>{said.replace('{time}', formatTime(value.inAt, zone))}</p>
      <p>{words.how.replace('{source}', words.sources[value.source] ?? '')}</p>
      <p>
        <Link href="/me/record" className="link">
          {words.record}
        </Link>
      </p>
    </div>
  )
}
