import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import type { Locale } from '@/db/vocabulary'
import type { ListedActivity } from '@/lib/activities/queries'
import { ActivityDays } from './activity-days'
import styles from './activity-row.module.css'
import { Subscribe } from './subscribe'

type Props = { of: 'groups' | 'venues'; slug: string; activities: ListedActivity[]; locale: Locale; now: Date }

/** What comes next at a group or a venue, and the way to all of it; without anything, the way to what was. */
export function NextActivities({ of, slug, activities, locale, now }: Props) {
  const t = useTranslations(`${of}.page`)
  const all = `/activities?${of === 'groups' ? 'group' : 'venue'}=${slug}`
  return (
    <section className={styles.under}>
      <h2>{t('next')}</h2>
      {activities.length === 0 ? (
        <Empty title={t('next_none')}>
          <ButtonLink href={`${all}&past=1`} size="s">
            {t('next_past')}
          </ButtonLink>
        </Empty>
      ) : (
        <>
          <div>
            <ActivityDays activities={activities} locale={locale} now={now} />
          </div>
          <div className="flex flex-wrap items-center gap-3 border-t border-line pt-4">
            <ButtonLink href={all}>{t('next_all')}</ButtonLink>
            {of === 'groups' && <GroupCalendar slug={slug} locale={locale} />}
          </div>
        </>
      )}
    </section>
  )
}

/** A group's calendar, and its feeds to subscribe to. */
function GroupCalendar({ slug, locale }: { slug: string; locale: Locale }) {
  const t = useTranslations('activities.feed')
  const words = { subscribe: t('webcal'), copy: t('copy'), copied: t('copied'), failed: t('failed'), address: t('address') }
  return (
    <>
      <ButtonLink href={`/activities?group=${slug}&view=calendar`}>{t('calendar')}</ButtonLink>
      <details className="menu">
        <summary className="btn btn-quiet">{t('subscribe')}</summary>
        <div className="menu-panel">
          <Subscribe path={`/api/v1/groups/${slug}/calendar.ics?locale=${locale}`} words={words} />
          <a className="menu-item" href={`/api/v1/groups/${slug}/calendar.atom?locale=${locale}`}>
            {t('atom')}
          </a>
        </div>
      </details>
    </>
  )
}
