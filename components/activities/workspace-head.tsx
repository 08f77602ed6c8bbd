import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { Tabs } from '@/components/ui/tabs'
import { Text } from '@/components/ui/text'
import type { ActivityStatus, Locale, LocalText } from '@/db/vocabulary'
import { activityState } from '@/lib/activities/rules'
import { Link } from '@/lib/i18n/navigation'
import { formatRange } from '@/lib/time/format'

const tabs = ['plan', 'people', 'door', 'recap'] as const

type Props = {
  activity: { id: string; slug: string; titles: LocalText; startsAt: Date; endsAt: Date | null; status: ActivityStatus }
  /** The zone to show the time in. */
  zone: string
  current: (typeof tabs)[number]
  locale: Locale
  now: Date
}

/** What every page of an activity's workspace begins with: the title, its state, and the tabs plan · people · door · recap. */
export function WorkspaceHead({ activity, zone, current, locale, now }: Props) {
  const t = useTranslations('activities')
  const state = activityState(activity, now)
  return (
    <header className="mb-6 flex flex-col gap-2">
      <Link href="/organize" className="back">
        {t('workspace.desk')}
      </Link>
      <Text value={activity.titles} locale={locale} as="h1" />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
        <Chip tone={state === 'cancelled' ? 'stop' : state === 'published' || state === 'in_progress' ? 'ok' : 'plain'}>
          {t(`statuses.${state}`)}
        </Chip>
        {formatRange(activity.startsAt, activity.endsAt, zone, locale, now)}
        <Link href={`/activities/${activity.slug}`} className="link">
          {t('workspace.publicPage')}
        </Link>
      </p>
      <Tabs
        label={t('workspace.tabs')}
        items={tabs.map((tab) => ({
          href: `/organize/activities/${activity.id}${tab === 'plan' ? '' : `/${tab}`}`,
          label: t(`workspace.tab.${tab}`),
          current: tab === current,
        }))}
      />
    </header>
  )
}
