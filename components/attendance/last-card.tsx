'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import type { CheckInSource } from '@/db/vocabulary'
import { formatTime } from '@/lib/time/format'
import styles from './door.module.css'

export type LastTick = {
  personId: string
  name: string
  note?: string
  tone: 'in' | 'undone'
  verdict?: 'in' | 'already_in'
  inAt?: Date
  source?: CheckInSource
  timeliness?: 'early' | 'on_time' | 'late' | 'unknown'
  entryId: string | null
  claimCode: string | null
  at: number
}

/** How long the last check-in can be undone from its card. A claim code stays until the next check-in. */
const UNDO_MS = 10_000

/** What happened last, large, with the way back for ten seconds. */
export function LastCard({
  last,
  zone,
  onUndo,
  onTick,
  onGone,
}: {
  last: LastTick | undefined
  zone: string
  onUndo: (last: LastTick) => void
  onTick: (last: LastTick) => void
  onGone: () => void
}) {
  const t = useTranslations('attendance')
  useEffect(() => {
    if (!last || last.claimCode) return
    const timer = setTimeout(onGone, UNDO_MS)
    return () => clearTimeout(timer)
  }, [last, onGone])
  return (
    <div role="status">
      {last && (
        <div className={styles.hit} data-tone={last.tone} data-testid="last">
          <div>
            {headline(last, zone, t)}
            <b>{last.name}</b>
            {last.note}
            {last.claimCode && (
              <p>
                {t('door.claim_code')}
                <span className={`block ${styles.claim}`}>{last.claimCode}</span>
                <span className="small">{t('door.claim_hint')}</span>
              </p>
            )}
          </div>
          {last.tone === 'undone' ? (
            <button type="button" onClick={() => onTick(last)}>
              {t('door.tick')}
            </button>
          ) : (
            last.entryId && (
              <button type="button" onClick={() => onUndo(last)}>
                {t('door.undo')}
              </button>
            )
          )}
        </div>
      )}
    </div>
  )
}

function headline(last: LastTick, zone: string, t: ReturnType<typeof useTranslations<'attendance'>>): string {
  if (last.tone === 'undone' || !last.inAt) return t('door.undone')
  if (last.source === 'correction') return t('door.corrected')
  const time = formatTime(last.inAt, zone)
  if (last.verdict === 'already_in') return t('door.already_in', { time })
  return t('door.checked_in', { time, timeliness: t(`timeliness.${last.timeliness ?? 'unknown'}`) })
}
