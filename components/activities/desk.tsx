import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Seal } from '@/components/groups/seal'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import type { Desk } from '@/lib/activities/queries/desk'
import { assumedEnd } from '@/lib/activities/rules'
import { Link } from '@/lib/i18n/navigation'
import { formatAgo } from '@/lib/time/format'
import { AskedToHost } from './asked-to-host'
import { DeskList } from './desk-list'
import { ReviewList } from './review-list'

type Props = { desk: Desk; locale: Locale; now: Date }

/** What waits for an organizer, then the activities of each of her groups. */
export function DeskView({ desk, locale, now }: Props) {
  const t = useTranslations('activities.desk')
  if (desk.groups.length + desk.toReview.length + desk.upcoming.length + desk.unlisted.length + desk.recapsDue.length === 0)
    return (
      <Empty title={t('none')}>
        <p className="w-full">{t('noneHint')}</p>
        <ButtonLink href="/groups">{t('findGroups')}</ButtonLink>
      </Empty>
    )
  return (
    <div className="flex flex-col gap-10">
      {desk.toReview.length > 0 && (
        <Part title={t('reviews')} count={desk.toReview.length}>
          <ReviewList activities={desk.toReview} locale={locale} now={now} />
        </Part>
      )}
      {desk.recapsDue.length > 0 && (
        <Part title={t('recaps')} count={desk.recapsDue.length}>
          <DeskList
            activities={desk.recapsDue}
            locale={locale}
            now={now}
            tab="recap"
            note={(activity) => (
              <span className="chip chip-wait">{t('recapAge', { ago: formatAgo(assumedEnd(activity), now, locale) })}</span>
            )}
          />
        </Part>
      )}
      {desk.asked.length > 0 && (
        <Part title={t('asked')} count={desk.asked.length}>
          <AskedToHost asked={desk.asked} locale={locale} />
        </Part>
      )}
      {desk.unlisted.length > 0 && (
        <Part title={t('unlisted')} count={desk.unlisted.length}>
          <DeskList activities={desk.unlisted} locale={locale} now={now} />
        </Part>
      )}
      {desk.groups.map((group) => (
        <GroupPart key={group.id} group={group} desk={desk} locale={locale} now={now} />
      ))}
      <Others desk={desk} locale={locale} now={now} />
    </div>
  )
}

function Part({ title, count, children }: { title: ReactNode; count?: number; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-1 flex items-baseline gap-2 border-b border-line pb-2">
        {title}
        {count !== undefined && <span className="font-sans text-base text-ink-2">{count}</span>}
      </h2>
      {children}
    </section>
  )
}

function GroupPart({ group, desk, locale, now }: Props & { group: Desk['groups'][number] }) {
  const t = useTranslations('activities.desk')
  const own = desk.upcoming.filter((activity) => activity.leadGroupId === group.id)
  return (
    <section>
      <div className="flex flex-wrap items-center gap-3 border-b border-line pb-3">
        <Seal text={group.shortName} id={group.id} size={44} />
        <h2 className="flex-1">
          <Link href={`/groups/${group.slug}`} className="hover:underline">
            <Text value={group.names} locale={locale} />
          </Link>
        </h2>
        {group.status === 'active' && (
          <ButtonLink href={`/organize/groups/${group.slug}/activities/new`} variant="primary">
            {t('new')}
          </ButtonLink>
        )}
      </div>
      {own.length > 0 ? <DeskList activities={own} locale={locale} now={now} /> : <p className="muted py-4">{t('noUpcoming')}</p>}
    </section>
  )
}

/** Upcoming ones that another group leads. */
function Others({ desk, locale, now }: Props) {
  const t = useTranslations('activities.desk')
  const others = desk.upcoming.filter((activity) => !desk.groups.some((group) => group.id === activity.leadGroupId))
  if (others.length === 0) return null
  return (
    <Part title={t('upcoming')} count={others.length}>
      <DeskList activities={others} locale={locale} now={now} />
    </Part>
  )
}
