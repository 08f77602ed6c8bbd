import { addDays, instantOf, localParts } from '../time/zones'

/** Quiet hours of the network's zone, in minutes after midnight: 21:30 to 08:00. */
const QUIET_FROM = 21 * 60 + 30
const QUIET_TO = '08:00'
const SOON_MS = 24 * 3_600_000

/** The kinds that say that something to come has changed; sent at once when it starts within 24 hours. */
const changes = new Set([
  'activity_cancelled',
  'activity_postponed',
  'activity_changed',
  'activity_venue_confirmed',
  'rsvp_promoted',
  'rsvp_offered',
  'rsvp_cancelled',
  'rsvp_reconfirm',
  'rsvp_released',
])
export const isChange = (kind: string): boolean => changes.has(kind)

/** The end of the quiet hours in which `now` lies, or null by day. */
export function quietUntil(now: Date, zone: string): Date | null {
  const { date, hour, minute } = localParts(now, zone)
  const minutes = hour * 60 + minute
  if (minutes >= QUIET_FROM) return instantOf(addDays(date, 1), QUIET_TO, zone)
  return hour < 8 ? instantOf(date, QUIET_TO, zone) : null
}

/** From when a mail may be sent: at once by day, for one's own confirmation, and for a change of what starts within 24 hours. */
export function mailFrom({ kind, own, startsAt }: { kind: string; own: boolean; startsAt: Date | null }, now: Date, zone: string): Date {
  const soon = startsAt !== null && startsAt.getTime() - now.getTime() <= SOON_MS
  if (own || (isChange(kind) && soon)) return now
  return quietUntil(now, zone) ?? now
}

/** The sorts of mail that a person may switch off. The notice itself still stands in her inbox. */
export const noticeTopics = ['confirmations', 'reminders', 'groups', 'venues', 'desk', 'others'] as const
export type NoticeTopic = (typeof noticeTopics)[number]

/** Always sent: what changes an activity one is going to, and what happens to the account itself. */
const lasting = new Set(['activity_invited', 'rsvp_declined', 'email_changed', 'person_erased', 'registration_refused'])

/** The switch that a kind of notice is under; null for what cannot be switched off. */
export function topicOf(kind: string): NoticeTopic | null {
  if (isChange(kind) || lasting.has(kind)) return null
  if (
    /^(recap_due|activity_(review_asked|review_overdue|changes_asked|approved|hosting_\w+)|membership_(applied|waiting)|registration_submitted|report_filed)/.test(
      kind,
    )
  )
    return 'desk'
  if (/remind/.test(kind)) return 'reminders'
  if (/^rsvp_/.test(kind)) return 'confirmations'
  if (/^(membership|officer|group|alliance|registration)_/.test(kind)) return 'groups'
  return /^(booking|venue|space)_/.test(kind) ? 'venues' : 'others'
}
