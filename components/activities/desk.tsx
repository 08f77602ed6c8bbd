import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Seal } from '@/components/groups/seal'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import type { Desk } from '@/lib/activities/queries/desk'
import { Link } from '@/lib/i18n/navigation'
import { AskedToHost } from './asked-to-host'
import { DeskList } from './desk-list'
import { ReviewCard } from './review-card'
import { WaitingList } from './waiting-list'

type Props = { desk: Desk; networkZone: string; locale: Locale; now: Date }

/** What waits for whoever answers for something, oldest first; what can be answered here; then the activities of each of her groups. */
export function DeskView({ desk, networkZone, locale, now }: Props) {
  const t = useTranslations('activities.desk')
  const answersFor =
    desk.helping.length +
    desk.groups.length +
    desk.toReview.length +
    desk.upcoming.length +
    desk.unlisted.length +
    desk.waiting.length +
    desk.venues.length
  if (answersFor === 0)
    return (
      <Empty title={t('none')}>
        <p className="w-full">{t('noneHint')}</p>
        <ButtonLink href="/groups">{t('findGroups')}</ButtonLink>
      </Empty>
    )
  const onlyHelps = answersFor === desk.helping.length
  return (
    <div className="flex flex-col gap-10">
      {desk.helping.length > 0 && (
        <Part title={t('helping')} count={desk.helping.length}>
          <DeskList activities={desk.helping} at="/door" locale={locale} now={now} />
        </Part>
      )}
      {!onlyHelps && (
        <section aria-labelledby="waiting">
          <h2 id="waiting" className="mb-3 flex items-baseline gap-2">
            {t('waitingFor')}
            {desk.waiting.length > 0 && <span className="font-sans text-base text-ink-2">{desk.waiting.length}</span>}
          </h2>
          {desk.waiting.length > 0 ? (
            <WaitingList waiting={desk.waiting} zone={networkZone} locale={locale} now={now} />
          ) : (
            <Empty title={t('nothingWaits')}>{t('nothingWaitsHint')}</Empty>
          )}
        </section>
      )}
      {desk.toReview.length > 0 && (
        <Part title={t('reviews')} count={desk.toReview.length}>
          <div className="mt-4 flex flex-col gap-4">
            {desk.toReview.slice(0, SHOWN).map((activity) => (
              <ReviewCard key={activity.id} activity={activity} locale={locale} now={now} as="h3" />
            ))}
          </div>
          {desk.toReview.length > SHOWN && (
            <p className="mt-4">
              <ButtonLink href="/admin/reviews">{t('allReviews')}</ButtonLink>
            </p>
          )}
        </Part>
      )}
      {desk.asked.length > 0 && (
        <Part title={t('asked')} count={desk.asked.length}>
          <AskedToHost asked={desk.asked} networkZone={networkZone} locale={locale} now={now} />
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
      {desk.venues.length > 0 && (
        <Part title={t('venues')}>
          <ul className="divide-y divide-line">
            {desk.venues.map(({ id, slug, names }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
                <h3 className="flex-1 basis-60">
                  <Link href={`/organize/venues/${slug}`} className="hover:underline">
                    <Text value={names} locale={locale} />
                  </Link>
                </h3>
                <ButtonLink href={`/organize/venues/${slug}/week`} size="s">
                  {t('venueWeek')}
                </ButtonLink>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </div>
  )
}

/** Of a long queue this many stand on the desk. */
const SHOWN = 5

type Inner = Omit<Props, 'networkZone'>

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

function GroupPart({ group, desk, locale, now }: Inner & { group: Desk['groups'][number] }) {
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
function Others({ desk, locale, now }: Inner) {
  const t = useTranslations('activities.desk')
  const others = desk.upcoming.filter((activity) => !desk.groups.some((group) => group.id === activity.leadGroupId))
  if (others.length === 0) return null
  return (
    <Part title={t('upcoming')} count={others.length}>
      <DeskList activities={others} locale={locale} now={now} />
    </Part>
  )
}
