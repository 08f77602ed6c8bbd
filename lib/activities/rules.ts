import type { ActivityStatus, LocalText, riskFlags } from '@/db/vocabulary'
import type { FieldErrors } from '../errors'
import { addDays, addMonths, instantOf, localParts, weekdayOf } from '../time/zones'
import { statedFlags } from './schema'

type Times = {
  startsAt: Date
  endsAt: Date | null
  doorOpensMinutes: number
  doorClosesMinutes: number
  lateAfterMinutes: number
}

export type ActivityState = Exclude<ActivityStatus, 'published'> | 'published' | 'in_progress' | 'ended'

const MINUTE = 60_000
/** How long an activity of unknown end is taken to last, for its door and its state. */
const ASSUMED_HOURS = 2

/** The end, or two hours after the start where the end is unknown. */
export const assumedEnd = (activity: Pick<Times, 'startsAt' | 'endsAt'>): Date =>
  activity.endsAt ?? new Date(activity.startsAt.getTime() + ASSUMED_HOURS * 60 * MINUTE)

/** Where an activity stands at `now`: its status, with a published one told as upcoming, in progress or ended. */
export function activityState(activity: { status: ActivityStatus } & Pick<Times, 'startsAt' | 'endsAt'>, now: Date): ActivityState {
  if (activity.status !== 'published') return activity.status
  if (now < activity.startsAt) return 'published'
  return now < assumedEnd(activity) ? 'in_progress' : 'ended'
}

/** When the door opens and closes, and from when on one is late (product.md: 30 min before the start until 15 min after the end; late after 15). */
export function doorWindow(activity: Times): { opensAt: Date; closesAt: Date; lateAt: Date } {
  return {
    opensAt: new Date(activity.startsAt.getTime() - activity.doorOpensMinutes * MINUTE),
    closesAt: new Date(assumedEnd(activity).getTime() + activity.doorClosesMinutes * MINUTE),
    lateAt: new Date(activity.startsAt.getTime() + activity.lateAfterMinutes * MINUTE),
  }
}

/** Until when cancelling an RSVP is free; default two hours before the start. */
export const cancelDeadline = (activity: Pick<Times, 'startsAt'> & { cancelUntil: Date | null }): Date =>
  activity.cancelUntil ?? new Date(activity.startsAt.getTime() - 120 * MINUTE)

export type WhenWord = 'today' | 'tomorrow' | 'week' | 'weekend' | 'month'

/** The dates (both inclusive) that a word names on the day `today`: `week` and `month` are what is left of them, `weekend` the coming or present one. */
export function datesOf(when: WhenWord, today: string): { from: string; to: string } {
  const sunday = addDays(today, 7 - weekdayOf(today))
  switch (when) {
    case 'today':
      return { from: today, to: today }
    case 'tomorrow':
      return { from: addDays(today, 1), to: addDays(today, 1) }
    case 'week':
      return { from: today, to: sunday }
    case 'weekend':
      return { from: weekdayOf(today) === 7 ? today : addDays(sunday, -1), to: sunday }
    case 'month':
      return { from: today, to: addDays(`${addMonths(today.slice(0, 7), 1)}-01`, -1) }
  }
}

/** How many places there are, in the words of a list: what is said first, and how full the meter stands (null: no meter). */
export type Places =
  | { said: 'cancelled' | 'ended' | 'walk_in' | 'unlimited' }
  | { said: 'left'; left: number; capacity: number; low: boolean }
  | { said: 'full'; capacity: number; waitlisted: number; over: number }

/** At or under this share of free places the meter turns. */
const LOW_SHARE = 0.2

export function placesOf(
  activity: { status: ActivityStatus; rsvpMode: string; capacity: number | null; seatsTaken: number; waitlisted: number } & Pick<
    Times,
    'startsAt' | 'endsAt'
  >,
  now: Date,
): Places {
  const { capacity, seatsTaken } = activity
  if (activity.status === 'cancelled') return { said: 'cancelled' }
  if (activity.status === 'finalised' || now >= assumedEnd(activity)) return { said: 'ended' }
  if (activity.rsvpMode === 'walk_in') return { said: 'walk_in' }
  if (capacity === null) return { said: 'unlimited' }
  const left = capacity - seatsTaken
  if (left <= 0) return { said: 'full', capacity, waitlisted: activity.waitlisted, over: seatsTaken - capacity }
  return { said: 'left', left, capacity, low: left <= capacity * LOW_SHARE }
}

/** The zone to show an activity in: its own, that of its whole-hour offset, else the network's (as `shownZone` in queries). */
export function zoneOf(activity: { zone: string | null; utcOffsetMinutes: number | null }, networkZone: string): string {
  const { zone, utcOffsetMinutes: offset } = activity
  if (zone || offset === null || offset % 60 !== 0 || offset < -720 || offset > 840) return zone ?? networkZone
  return `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset / 60)}`
}

export type RiskFlag = (typeof riskFlags)[number]

/** A public activity for more people than this is flagged. */
const MANY = 200

/** Public and for more than this, it needs the reference of a permit before it is approved. */
const PERMIT_FROM = 1000

type Size = { audience: string; capacity: number | null; expectedSize: number | null }
const sizeOf = ({ capacity, expectedSize }: Size) => Math.max(capacity ?? 0, expectedSize ?? 0)

/** Whether a permit's reference is needed and not there. */
export const isPermitMissing = (activity: Size & { permitReference: string | null }): boolean =>
  activity.audience === 'public' && sizeOf(activity) > PERMIT_FROM && !activity.permitReference

/** Whether a change of what is listed would need a permit that was not needed, or was there, when it was approved. */
export const needsPermit = (before: Parameters<typeof isPermitMissing>[0], after: Parameters<typeof isPermitMissing>[0]): boolean =>
  isPermitMissing(after) && !isPermitMissing(before)

/** Whether the words for the cost name an amount: “30 元”, “about 5 yuan”, “二十元”; “免费” and “0 元” do not. */
export const namesFee = (cost: LocalText | null): boolean =>
  Object.values(cost ?? {}).some((text) => /[1-9]|[一二两三四五六七八九十百千]+\s*[元块]/.test(text))

/** Why an activity needs a review before it is listed; none: the organizer publishes it. */
export function flagsOf(plan: {
  audience: string
  capacity: number | null
  expectedSize: number | null
  cost: LocalText | null
  stated: readonly RiskFlag[]
  /** Districts of the lead and co-hosts; null is the whole network. */
  hostDistricts: (string | null)[]
}): RiskFlag[] {
  const districts = new Set(plan.hostDistricts.filter((code) => code !== null))
  return [
    ...(plan.audience === 'public' && sizeOf(plan) > MANY ? (['over_200'] as const) : []),
    ...statedFlags.filter((flag) => plan.stated.includes(flag) || (flag === 'fee' && namesFee(plan.cost))),
    ...(districts.size > 1 ? (['several_districts'] as const) : []),
  ]
}

/** What is missing before it can be published, per field; nothing: it is complete. */
export function missingToPublish(
  activity: {
    titles: LocalText
    mode: string
    startsAt: Date
    venueId: string | null
    place: LocalText | null
    joiningLink: string | null
  },
  now: Date,
): FieldErrors {
  const missing: FieldErrors = {}
  if (!Object.values(activity.titles).some(Boolean)) missing.titles = 'text_required'
  if (activity.startsAt <= now) missing.startsAt = 'starts_in_past'
  const hasPlace = activity.venueId !== null || Object.values(activity.place ?? {}).some(Boolean)
  if (activity.mode !== 'online' && !hasPlace) missing.place = 'required'
  if (activity.mode !== 'onsite' && !activity.joiningLink) missing.joiningLink = 'required'
  return missing
}

/** A shift of a published activity by this much or more is a postponement: people are asked again. */
const POSTPONEMENT_MINUTES = 30

export const isPostponement = (from: Date, to: Date): boolean => Math.abs(to.getTime() - from.getTime()) >= POSTPONEMENT_MINUTES * MINUTE

/** Four weeks on, same weekday and wall clock; again by weeks while that is past. */
export function nextTime(startsAt: Date, zone: string, now: Date): Date {
  const { date, time } = localParts(startsAt, zone)
  for (let days = 28; ; days += 7) {
    const next = instantOf(addDays(date, days), time, zone)
    if (next > now) return next
  }
}

export type CalendarDay = { day: string; names: LocalText; working: boolean }
export type DayWarning = { kind: 'holiday' | 'working_weekend'; names: LocalText } | { kind: 'unpublished'; year: number }

/** What an organizer should know of a date: a public holiday, a weekend day that is worked, or that its year is not yet published. */
export function dayWarning(date: string, days: CalendarDay[]): DayWarning | null {
  const found = days.find((d) => d.day === date)
  if (found) {
    if (!found.working) return { kind: 'holiday', names: found.names }
    return weekdayOf(date) >= 6 ? { kind: 'working_weekend', names: found.names } : null
  }
  const year = date.slice(0, 4)
  return days.some((d) => d.day.startsWith(year)) ? null : { kind: 'unpublished', year: Number(year) }
}
