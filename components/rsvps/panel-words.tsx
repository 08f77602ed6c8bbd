import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { Meter } from '@/components/ui/meter'
import type { Locale } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'
import type { Panel } from '@/lib/rsvps/queries/panel'
import { freeSeats, overBy, type PanelState } from '@/lib/rsvps/rules'
import { formatWhenInside } from '@/lib/time/format'
import type { PanelActivity } from './rsvp-panel'
import styles from './rsvp-panel.module.css'

type Props = { activity: PanelActivity; panel: Panel; state: PanelState; locale: Locale; now: Date }

/** What stands above the buttons: the person's own state where there is one, else the places; then what to mind. */
export function PanelWords(props: Props) {
  const { title, tone } = useTitle(props)
  const hint = useHint(props)
  const { activity, panel, state } = props
  const showsMeter = activity.capacity !== null && ['open', 'full', 'apply', 'members_only', 'not_yet'].includes(state)
  return (
    <div className={styles.words}>
      {tone ? (
        <p className={`${styles.title} flex items-center gap-2`}>
          <Chip tone={tone}>{title}</Chip>
        </p>
      ) : (
        <p className={styles.title}>{title}</p>
      )}
      {showsMeter && <Meter value={panel.places.seatsTaken} max={activity.capacity ?? 0} />}
      {hint && <p className={`small muted ${styles.hint}`}>{hint}</p>}
    </div>
  )
}

type Title = { title: string; tone?: 'ok' | 'wait' | 'stop' | 'plain' }

function useTitle({ activity, panel, state, locale, now }: Props): Title {
  const t = useTranslations('rsvps.panel')
  const { mine, places } = panel
  const when = (at: Date) => formatWhenInside(at, activity.zone, locale, now)
  switch (state) {
    case 'going':
      return { title: mine?.companions ? t('goingWith', { n: mine.companions }) : t('going'), tone: 'ok' }
    case 'waitlisted':
      return { title: t('waitlisted', { position: mine?.position ?? 1 }), tone: 'wait' }
    case 'offered':
      return { title: t('offered', { when: mine?.offerExpiresAt ? when(mine.offerExpiresAt) : '' }), tone: 'wait' }
    case 'pending':
      return { title: t('pending'), tone: 'wait' }
    case 'declined':
      return { title: t('declined'), tone: 'stop' }
    case 'cancelled':
      return { title: activity.statusReason ? t('cancelledWhy', { reason: activity.statusReason }) : t('cancelled'), tone: 'stop' }
    case 'came':
      return { title: t('came'), tone: 'ok' }
    case 'not_yet':
      return { title: t('opens', { when: activity.rsvpOpensAt ? when(activity.rsvpOpensAt) : '' }) }
    case 'ended':
      return { title: t('ended') }
    case 'closed':
      return { title: t('closed') }
    case 'walk_in':
      return { title: t('walkIn') }
    case 'invited_only':
      return { title: t('invitedOnly') }
    case 'not_open':
      return { title: t('notOpen') }
    default: {
      const free = freeSeats(activity.capacity, places.seatsTaken)
      if (free === null) return { title: t('unlimited') }
      return { title: free > 0 && state !== 'full' ? t('left', { left: free }) : t('full') }
    }
  }
}

function useHint({ activity, panel, state, locale, now }: Props): string | null {
  const t = useTranslations('rsvps.panel')
  const { places, join } = panel
  const over = overBy(activity.capacity, places.seatsTaken)
  switch (state) {
    case 'open':
    case 'going': {
      const until = activity.cancelUntil ?? new Date(activity.startsAt.getTime() - 7_200_000)
      return now < until ? t('freeUntil', { when: formatWhenInside(until, activity.zone, locale, now) }) : null
    }
    case 'full':
      return [places.waitlisted > 0 && t('waiting', { n: places.waitlisted }), over > 0 && t('over', { n: over })]
        .filter(Boolean)
        .join(' · ')
    case 'waitlisted':
      return t('waitlistRule')
    case 'apply':
      return activity.rsvpMode === 'lottery' ? t('lotteryHint') : t('reviewHint')
    case 'members_only':
      return join ? t(join.applied ? 'membersOnlyApplied' : 'membersOnly', { group: textIn(join.names, locale) }) : null
    case 'closed':
      return t('closedHint')
    case 'walk_in':
      return t('walkInHint')
    default:
      return null
  }
}
