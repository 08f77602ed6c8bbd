import { useTranslations } from 'next-intl'
import { ClientMessages } from '@/components/shell/client-messages'
import type { Locale } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import type { Actor } from '@/lib/policy/actor'
import { localParts } from '@/lib/time/zones'
import { ActivityCalendar } from './activity-calendar'

type Props = {
  /** The list's filters as an address says them. */
  query: string
  /** The same activities as a list, for who has no JavaScript. */
  listHref: string
  opens?: 'page' | 'workspace'
  actor: Actor
  zone: string
  locale: Locale
  now: Date
}

const organizers = ['president', 'secretary', 'organizer']
const organizes = (actor: Actor) => actor.kind === 'person' && actor.grants.some((g) => organizers.includes(g.role))

/** A month, a week or a list of activities, the days on the network's clock. */
export function CalendarView({ query, listHref, opens = 'page', actor, zone, locale, now }: Props) {
  const t = useTranslations('activities.calendar')
  const { date, time } = localParts(now, zone)
  return (
    <>
      {organizes(actor) && <p className="small muted">{t('hint')}</p>}
      <noscript>
        <p className="notice">
          {t('noScript')}{' '}
          <Link href={listHref} className="link">
            {t('toList')}
          </Link>
        </p>
      </noscript>
      <ClientMessages of={['activities.calendar']}>
        <ActivityCalendar key={query} query={query} now={`${date}T${time}`} opens={opens} locale={locale} />
      </ClientMessages>
    </>
  )
}
