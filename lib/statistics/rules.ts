import { addDays, addMonths } from '../time/zones'

/** A period of whole months: `fromOn` inclusive, `toOn` exclusive, dates of the reporting zone. */
export type Period = { fromOn: string; toOn: string }

const MOST_MONTHS = 120

/** The months from `from` to `to`, both inclusive; by default the 12 full months before `today`'s. Swapped ends are put right. */
export function periodOf({ from, to }: { from?: string; to?: string }, today: string): Period {
  const last = to ?? (from && from > addMonths(today.slice(0, 7), -1) ? from : addMonths(today.slice(0, 7), -1))
  const first = from ?? addMonths(last, -11)
  const [start, end] = first <= last ? [first, last] : [last, first]
  const earliest = addMonths(end, 1 - MOST_MONTHS)
  const kept = [start, earliest].sort().at(-1)
  return { fromOn: `${kept}-01`, toOn: `${addMonths(end, 1)}-01` }
}

/** The months (`YYYY-MM`) of a period, oldest first. */
export function monthsOf({ fromOn, toOn }: Period): string[] {
  const months: string[] = []
  for (let month = fromOn.slice(0, 7); `${month}-01` < toOn; month = addMonths(month, 1)) months.push(month)
  return months
}

/** The date on which members are counted: the period's last day, or today where it has not come yet. */
export const asOfDate = ({ toOn }: Period, today: string): string => {
  const last = addDays(toOn, -1)
  return last < today ? last : today
}

/** A share, or null where there is nothing to divide by: an unknown rate is not 0 %. */
export const rate = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** Counts of 1 to 4 people are not shown to the public. */
export const publicCount = (people: number): number | null => (people >= 1 && people <= 4 ? null : people)

export type LockDecision = { ok: true } | { ok: false; code: 'month_not_over' | 'month_lock_too_early' | 'month_locked' }

/** Whether `month` may be locked on `today`: it is over, it is the 8th (or the network's day) of the next one, and no lock exists. */
export function decideLock(month: string, today: string, lockFromDay: number, locked: boolean): LockDecision {
  const next = `${addMonths(month, 1)}-01`
  if (locked) return { ok: false, code: 'month_locked' }
  if (today < next) return { ok: false, code: 'month_not_over' }
  if (today < addDays(next, lockFromDay - 1)) return { ok: false, code: 'month_lock_too_early' }
  return { ok: true }
}
