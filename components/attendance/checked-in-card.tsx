'use client'

import { useTranslations } from 'next-intl'
import type { CheckInSource } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import { formatTime } from '@/lib/time/format'
import styles from './door.module.css'

export type CheckedInValue = { verdict: 'in' | 'already_in'; inAt: Date; source: CheckInSource }

/** "Checked in at 18:52", large, with how it is known. */
export function CheckedInCard({ value, zone }: { value: CheckedInValue; zone: string }) {
  const t = useTranslations('attendance')
  const time = formatTime(value.inAt, zone)
  return (
    <div role="status" className={`${styles.dark} ${styles.card}`} data-testid="checked-in">
      <p className={styles.checkedIn}>{t(value.verdict === 'in' ? 'check_in.done' : 'check_in.already', { time })}</p>
      <p>{t('check_in.how', { source: t(`source.${value.source}`) })}</p>
      <p>
        <Link href="/me/record" className="link">
          {t('check_in.record')}
        </Link>
      </p>
    </div>
  )
}
