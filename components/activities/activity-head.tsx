import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { Seal } from '@/components/groups/seal'
import { KindChip } from '@/components/network/kind-chip'
import { Chip } from '@/components/ui/chip'
import { DateLeaf } from '@/components/ui/leaf'
import { Text } from '@/components/ui/text'
import type { Locale, LocalText } from '@/db/vocabulary'
import type { ActivityHost, ActivityPage } from '@/lib/activities/queries'
import { activityState } from '@/lib/activities/rules'
import { Link } from '@/lib/i18n/navigation'

type Props = { activity: ActivityPage; kind: { names: LocalText; hue: number }; locale: Locale; now: Date }

/** Leaf, chips, title and hosts of an activity. */
export function ActivityHead({ activity, kind, locale, now }: Props) {
  const t = useTranslations('activities')
  const state = activityState(activity, now)
  const bilingual = activity.languages.includes('zh') && activity.languages.includes('en')
  const hosts = activity.hosts.filter((host) => host.role !== 'support')
  const supporters = activity.hosts.filter((host) => host.role === 'support')
  return (
    <header className="flex gap-4 md:gap-6">
      <DateLeaf instant={activity.startsAt} zone={activity.zone} locale={locale} size="l" />
      <div className="min-w-0 flex-1">
        <p className="mb-2 flex flex-wrap gap-2">
          <KindChip kind={kind} locale={locale} />
          {state !== 'published' && <Chip tone={state === 'cancelled' ? 'stop' : 'ink'}>{t(`statuses.${state}`)}</Chip>}
          {activity.audience !== 'public' && <Chip>{t(`audiences.${activity.audience}`)}</Chip>}
          {bilingual && <Chip>{t('row.bilingual')}</Chip>}
          {!bilingual && activity.languages.includes('en') && <Chip>{t('row.english')}</Chip>}
          {activity.venue?.facilities?.includes('step_free') && !activity.venuePending && <Chip>{t('row.stepFree')}</Chip>}
        </p>
        <Text value={activity.titles} locale={locale} as="h1" className={state === 'cancelled' ? 'line-through' : undefined} />
        <p className="mt-3 leading-loose text-ink-2">
          <Hosts hosts={hosts} locale={locale} />
          {supporters.length > 0 && (
            <span className="small">
              {' · '}
              {t('page.supportedBy')} <Hosts hosts={supporters} locale={locale} />
            </span>
          )}
        </p>
      </div>
    </header>
  )
}

function Hosts({ hosts, locale }: { hosts: ActivityHost[]; locale: Locale }) {
  const t = useTranslations('activities.row')
  return hosts.map((host, i) => (
    <Fragment key={host.id}>
      {i > 0 && ` ${t('with')} `}
      <Link href={`/groups/${host.slug}`} className="hover:underline">
        <Seal text={host.shortName} id={host.id} size={30} />
        <span className="ml-1.5">
          <Text value={host.names} locale={locale} />
        </span>
      </Link>
    </Fragment>
  ))
}
