import { useTranslations } from 'next-intl'
import type { Locale } from '@/db/vocabulary'
import type { ListedActivity } from '@/lib/activities/queries'
import { activityState, type Places, placesOf } from '@/lib/activities/rules'
import { shownText } from '@/lib/i18n/text'
import { formatDay, formatTime } from '@/lib/time/format'
import { localDate } from '@/lib/time/zones'
import { DayList, type DayView, type RowView } from './day-list'

type Props = { activities: ListedActivity[]; locale: Locale; now: Date }
type Translate = ReturnType<typeof useTranslations<'activities'>>

/** Activities day by day, a heading per day of each activity's own zone, in the order given. */
export function ActivityDays({ activities, locale, now }: Props) {
  const t = useTranslations('activities')
  const days: (DayView & { date: string })[] = []
  for (const activity of activities) {
    const date = localDate(activity.startsAt, activity.zone)
    const row = rowView(activity, locale, now, t)
    const day = days.at(-1)
    if (day?.date === date) day.rows.push(row)
    else days.push({ date, key: activity.id, heading: formatDay(date, locale, { instant: now, zone: activity.zone }), rows: [row] })
  }
  return <DayList days={days.map(({ date: _, ...day }) => day)} between={t('row.with')} />
}

/** An activity in a list: when, what, by whom, where, and how many places are left. */
function rowView(activity: ListedActivity, locale: Locale, now: Date, t: Translate): RowView {
  const places = placesOf(activity, now)
  const isOn = activityState(activity, now) === 'in_progress'
  return {
    id: activity.id,
    href: `/${locale}/activities/${activity.slug}`,
    title: shownText(activity.titles, locale),
    at: activity.startsAt.toISOString(),
    time: formatTime(activity.startsAt, activity.zone, locale),
    off: places.said === 'cancelled',
    hosts: activity.hosts.map((host) => ({ id: host.id, seal: host.shortName, ...shownText(host.names, locale) })),
    place: placeView(activity, locale, t),
    kind: { hue: activity.kind.hue, ...shownText(activity.kind.names, locale) },
    chips: chipsView(activity, places.said, isOn, t),
    side: sideView(places, activity.statusReason, t),
  }
}

function placeView(activity: ListedActivity, locale: Locale, t: Translate): RowView['place'] {
  if (activity.mode === 'online') return { text: t('row.online') }
  const where = activity.venueNames ?? activity.place
  const shown = where ? shownText(where, locale) : { text: t('row.venuePending') }
  return activity.mode === 'hybrid' ? { ...shown, text: `${shown.text} · ${t('row.hybrid')}` } : shown
}

function chipsView({ audience, languages, stepFree }: ListedActivity, said: Places['said'], isOn: boolean, t: Translate): RowView['chips'] {
  const bilingual = languages.includes('zh') && languages.includes('en')
  const chips: RowView['chips'] = isOn ? [{ text: t('statuses.in_progress'), tone: 'ink' }] : []
  if (audience !== 'public') chips.push({ text: t(`audiences.${audience}`) })
  if (bilingual) chips.push({ text: t('row.bilingual') })
  else if (languages.includes('en')) chips.push({ text: t('row.english') })
  if (languages.includes('sign')) chips.push({ text: t('row.sign') })
  if (stepFree) chips.push({ text: t('row.stepFree') })
  if (said === 'full' && !isOn) chips.push({ text: t('row.waitlistOpen'), tone: 'wait' })
  return chips
}

/** The places in words, and a meter of what is taken beside them. */
function sideView(places: Places, reason: string | null, t: Translate): RowView['side'] {
  switch (places.said) {
    case 'cancelled':
      return { runs: [reason ? t('row.cancelledWhy', { reason }) : t('row.cancelled')], tone: 'text-seal-ink' }
    case 'ended':
      return { runs: [t('row.ended')], tone: 'muted' }
    case 'walk_in':
      return { runs: [t('row.walkIn')], tone: 'muted' }
    case 'unlimited':
      return { runs: [t('row.unlimited')], tone: 'muted' }
    case 'left': {
      const { left, capacity } = places
      return { runs: t.markup('row.left', { left, capacity, b: (text) => `\t${text}\t` }).split('\t'), taken: [capacity - left, capacity] }
    }
    case 'full': {
      const { capacity, waitlisted } = places
      return { runs: [waitlisted > 0 ? t('row.fullWaiting', { capacity, waitlisted }) : t('row.full', { capacity })], taken: [1, 1] }
    }
  }
}
