import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { Seal } from '@/components/groups/seal'
import { KindChip } from '@/components/network/kind-chip'
import { Chip } from '@/components/ui/chip'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import type { ListedActivity } from '@/lib/activities/queries'
import { placesOf } from '@/lib/activities/rules'
import { shownText } from '@/lib/i18n/text'
import { formatTime } from '@/lib/time/format'
import styles from './activity-row.module.css'
import { PlacesLeft } from './places-left'

/** An activity in a list: when, what, by whom, where, and how many places are left. */
export function ActivityRow({ activity, locale, now }: { activity: ListedActivity; locale: Locale; now: Date }) {
  const t = useTranslations('activities')
  const title = shownText(activity.titles, locale)
  const places = placesOf(activity, now)
  const bilingual = activity.languages.includes('zh') && activity.languages.includes('en')
  return (
    <article className={places.said === 'cancelled' ? `${styles.row} ${styles.off}` : styles.row}>
      <time dateTime={activity.startsAt.toISOString()}>{formatTime(activity.startsAt, activity.zone, locale)}</time>
      <div>
        <h3>
          <a href={`/${locale}/activities/${activity.slug}`} lang={title.lang}>
            {title.text}
          </a>
        </h3>
        <p className={styles.hosts}>
          {activity.hosts.map((host, i) => (
            <Fragment key={host.id}>
              {i > 0 && ` ${t('row.with')} `}
              <Seal text={host.shortName} id={host.id} size={22} /> <Text value={host.names} locale={locale} />
            </Fragment>
          ))}
          {' · '}
          <Place activity={activity} locale={locale} />
        </p>
        <p className={styles.chips}>
          <KindChip kind={activity.kind} locale={locale} />
          {activity.audience !== 'public' && <Chip>{t(`audiences.${activity.audience}`)}</Chip>}
          {bilingual && <Chip>{t('row.bilingual')}</Chip>}
          {!bilingual && activity.languages.includes('en') && <Chip>{t('row.english')}</Chip>}
          {activity.languages.includes('sign') && <Chip>{t('row.sign')}</Chip>}
          {activity.stepFree && <Chip>{t('row.stepFree')}</Chip>}
          {places.said === 'full' && <Chip tone="wait">{t('row.waitlistOpen')}</Chip>}
        </p>
      </div>
      <div className={styles.side}>
        <PlacesLeft places={places} reason={activity.statusReason} />
      </div>
    </article>
  )
}

function Place({ activity, locale }: { activity: ListedActivity; locale: Locale }) {
  const t = useTranslations('activities.row')
  if (activity.mode === 'online') return t('online')
  const where = activity.venueNames ?? activity.place
  return (
    <>
      {where ? <Text value={where} locale={locale} /> : t('venuePending')}
      {activity.mode === 'hybrid' && ` · ${t('hybrid')}`}
    </>
  )
}
