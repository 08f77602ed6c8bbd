import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { Locale, LocalText } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import { textIn } from '@/lib/i18n/text'
import {
  cancelRsvpAction,
  confirmOfferAction,
  declineOfferAction,
  joinAndRsvpAction,
  reconfirmRsvpAction,
  rsvpAction,
} from '@/lib/rsvps/actions'
import type { Panel } from '@/lib/rsvps/queries/panel'
import { type PanelState, panelState, type Question, type RsvpActivity, reconfirmTimes } from '@/lib/rsvps/rules'
import { formatWhen, formatWhenInside } from '@/lib/time/format'
import { PanelWords } from './panel-words'
import { RsvpForm } from './rsvp-form'
import styles from './rsvp-panel.module.css'

/** What the panel needs of an activity; the page's row has it. */
export type PanelActivity = RsvpActivity & {
  id: string
  slug: string
  zone: string
  statusReason: string | null
  questions: (Omit<Question, 'choices'> & { label: LocalText; choices?: string[] })[]
}
type Props = { activity: PanelActivity; panel: Panel; signedIn: boolean; locale: Locale; now: Date }

/** States in which there is something to do, so that on a phone the panel takes the tab bar's place. */
const active: readonly PanelState[] = ['open', 'full', 'apply', 'members_only', 'going', 'waitlisted', 'offered', 'pending']

/** RSVP in every state of interface.md; on a phone a bar at the bottom. */
export function RsvpPanel(props: Props) {
  const { activity, panel, locale, now } = props
  const t = useTranslations('rsvps.panel')
  const state = panelState({ activity, mine: panel.mine, attended: panel.attended, places: panel.places, relation: panel.relation, now })
  const { overlap } = panel
  return (
    <section
      className={`card p-5 ${styles.panel}`}
      aria-label={t('label')}
      data-state={state}
      data-bottom-bar={active.includes(state) ? '' : undefined}
    >
      <PanelWords activity={activity} panel={panel} state={state} locale={locale} now={now} />
      <div className={styles.actions}>
        <PanelActions {...props} state={state} key={state} />
      </div>
      {overlap && ['open', 'full', 'apply', 'going'].includes(state) && (
        <div className={styles.wide}>
          <Notice tone="warn">
            {t.rich('overlap', {
              title: textIn(overlap.titles, locale),
              when: formatWhen(overlap.startsAt, activity.zone, locale, now),
              a: (text) => (
                <Link href={`/activities/${overlap.slug}`} className="link">
                  {text}
                </Link>
              ),
            })}
          </Notice>
        </div>
      )}
    </section>
  )
}

function PanelActions({ activity, panel, signedIn, locale, now, state }: Props & { state: PanelState }) {
  const t = useTranslations('rsvps.panel')
  const { mine, places, join } = panel
  if (!signedIn && ['open', 'full', 'apply', 'members_only'].includes(state))
    return (
      <ButtonLink href={`/sign-in?returnTo=${encodeURIComponent(`/${locale}/activities/${activity.slug}`)}`} variant="primary" size="l">
        {state === 'full' ? t('signInWait') : state === 'apply' ? t('signInApply') : t('signIn')}
      </ButtonLink>
    )
  switch (state) {
    case 'open':
      return <Enter activity={activity} panel={panel} label={t('go')} locale={locale} />
    case 'full':
      return (
        <Enter
          activity={activity}
          panel={panel}
          label={places.waitlisted > 0 ? t('join', { n: places.waitlisted }) : t('joinFirst')}
          locale={locale}
        />
      )
    case 'apply':
      return <Enter activity={activity} panel={panel} label={t('apply')} locale={locale} />
    case 'members_only': {
      if (join?.joinMode === 'invite' || join?.joinMode === 'closed')
        return <p className="small muted">{t('membersClosed', { group: textIn(join.names, locale) })}</p>
      const label = join?.joinMode === 'open' ? t('joinAndGo') : t('applyAndGo')
      return <Enter activity={activity} panel={panel} label={label} locale={locale} joins />
    }
    case 'going':
      return mine && <Going activity={activity} mine={mine} locale={locale} now={now} />
    case 'waitlisted':
      return mine && <ActionButton action={cancelRsvpAction} input={{ rsvpId: mine.id }} label={t('leaveWaitlist')} />
    case 'offered':
      return (
        mine && (
          <>
            <ActionButton action={confirmOfferAction} input={{ rsvpId: mine.id }} label={t('confirmOffer')} variant="primary" size="l" />
            <ActionButton action={declineOfferAction} input={{ rsvpId: mine.id }} label={t('declineOffer')} />
          </>
        )
      )
    case 'pending':
      return mine && <ActionButton action={cancelRsvpAction} input={{ rsvpId: mine.id }} label={t('withdraw')} />
    default:
      return null
  }
}

type EnterProps = { activity: PanelActivity; panel: Panel; label: string; locale: Locale; joins?: boolean }

/** One tap; or, where the activity asks for more, a short form that the tap opens. */
function Enter({ activity, panel, label, locale, joins = false }: EnterProps) {
  const t = useTranslations('rsvps.panel')
  const action = joins ? joinAndRsvpAction : rsvpAction
  if (activity.companionsAllowed === 0 && activity.questions.length === 0 && panel.represents.length === 0)
    return <ActionButton action={action} input={{ activityId: activity.id }} label={label} variant="primary" size="l" />
  const words = {
    submit: label,
    companions: t('form.companions'),
    none: t('form.none'),
    companionName: t.raw('form.companionName') as string,
    represents: t('form.represents'),
    representsNone: t('form.representsNone'),
    choose: t('form.choose'),
    required: t('form.required'),
    pending: t('form.pending'),
  }
  return (
    <details className={styles.options}>
      <summary className="btn btn-primary btn-l">{label}</summary>
      <RsvpForm
        action={action}
        activityId={activity.id}
        companionsAllowed={activity.companionsAllowed}
        questions={activity.questions.map(({ id, label, required, type, choices }) => ({
          id,
          label: textIn(label, locale),
          required,
          type,
          choices,
        }))}
        represents={panel.represents.map((g) => ({ id: g.id, name: textIn(g.names, locale) }))}
        words={words}
      />
    </details>
  )
}

function Going({ activity, mine, locale, now }: { activity: PanelActivity; mine: NonNullable<Panel['mine']>; locale: Locale; now: Date }) {
  const t = useTranslations('rsvps.panel')
  const late = now > (activity.cancelUntil ?? new Date(activity.startsAt.getTime() - 7_200_000))
  const asked = mine.reconfirmAskedAt !== null && mine.reconfirmedAt === null
  const times = asked && mine.reconfirmAskedAt ? reconfirmTimes(mine.reconfirmAskedAt, activity.startsAt) : null
  return (
    <>
      {asked && (
        <>
          <Notice tone="warn">
            {times ? t('reconfirmUntil', { when: formatWhenInside(times.releaseAt, activity.zone, locale, now) }) : t('reconfirm')}
          </Notice>
          <ActionButton action={reconfirmRsvpAction} input={{ rsvpId: mine.id }} label={t('reconfirmYes')} variant="primary" />
        </>
      )}
      {now < activity.startsAt && (
        <ActionButton
          action={cancelRsvpAction}
          input={{ rsvpId: mine.id }}
          label={t('cancel')}
          confirm={late ? t('cancelAskLate') : t('cancelAsk')}
        />
      )}
      <ButtonLink
        href={`/api/v1/activities/${activity.slug}/calendar.ics?locale=${locale}`}
        download
        variant="plain"
        className={styles.folded}
      >
        {t('calendar')}
      </ButtonLink>
    </>
  )
}
