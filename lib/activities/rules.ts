import type { ActivityStatus } from '@/db/vocabulary'
import { addDays, addMonths, weekdayOf } from '../time/zones'

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
  if (left <= 0) return { said: 'full', capacity, waitlisted: activity.waitlisted, over: -left }
  return { said: 'left', left, capacity, low: left <= capacity * LOW_SHARE }
}

/** The zone to show an activity in: its own, that of its whole-hour offset, else the network's (as `shownZone` in queries). */
export function zoneOf(activity: { zone: string | null; utcOffsetMinutes: number | null }, networkZone: string): string {
  const { zone, utcOffsetMinutes: offset } = activity
  if (zone || offset === null || offset % 60 !== 0 || offset < -720 || offset > 840) return zone ?? networkZone
  return `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset / 60)}`
}
