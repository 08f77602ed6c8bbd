import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import type { getWall } from '@/lib/attendance/queries/wall'
import { formatTime } from '@/lib/time/format'
import styles from './door.module.css'
import { Qr } from './qr'
import { WallRefresh } from './wall-refresh'

/** The projector's page: a huge QR, six digits, who is in; a new code each minute. */
export function Wall({
  wall,
  locale,
  origin,
  minute,
}: {
  wall: Awaited<ReturnType<typeof getWall>>
  locale: Locale
  origin: string
  minute: number
}) {
  const t = useTranslations('attendance.wall')
  const { activity, counts, code } = wall
  const closed = { door_closed: t('door_closed'), activity_cancelled: t('activity_cancelled'), activity_not_open: t('activity_not_open') }
  const scanned = `${origin}/${locale}/check-in/${activity.id}?t=${code.token}`
  const refused =
    wall.refused && (closed[wall.refused as keyof typeof closed] ?? t('door_not_open', { time: formatTime(wall.door.opensAt, wall.zone) }))
  return (
    <div className={`${styles.dark} ${styles.wall}`} data-bare>
      <header>
        <Text value={activity.titles} locale={locale} as="h1" />
        <ButtonLink href={`/organize/activities/${activity.id}/door`} size="s">
          {t('back')}
        </ButtonLink>
      </header>
      <div className={refused ? `${styles.wallBody} ${styles.wallQuiet}` : styles.wallBody}>
        {!refused && (
          <a href={scanned} data-testid="qr">
            <Qr className={styles.qr} label={t('qr')} text={scanned} />
          </a>
        )}
        <div className={styles.wallSide}>
          <h2>{refused || t('scan')}</h2>
          {!refused && (
            <>
              <p>{t('type', { address: `${origin.replace(/^https?:\/\//, '')}/check-in` })}</p>
              <p className={styles.digits} data-testid="digits">
                <span className="sr-only">{t('digits', { digits: code.digits })}</span>
                <span aria-hidden="true">{code.digits.slice(0, 3)}</span>
                <span aria-hidden="true">{code.digits.slice(3)}</span>
              </p>
            </>
          )}
          <p className={styles.wallCounts}>
            <span>
              <b>{counts.present}</b> {t('present')}
            </span>
            <span>
              <b>{counts.going}</b> {t('going')}
            </span>
          </p>
          <WallRefresh key={minute} secondsToNext={wall.secondsToNext} minute={minute} silent={Boolean(refused)} />
        </div>
      </div>
    </div>
  )
}
