import { addDays, weekdayOf } from './zones'

/** Days that depart from the week, as `calendar_days` holds them: a holiday (`working` false) or a make-up working day. */
export type DepartingDay = { day: string; working: boolean }

/** Whether people work on a date: Monday to Friday, but for holidays and make-up days. */
export const isWorkingDay = (date: string, departing: ReadonlyMap<string, boolean>): boolean => departing.get(date) ?? weekdayOf(date) <= 5

/** The date `days` working days after `date`: of a Friday and 1, the next Monday, unless that is a holiday. */
export function addWorkingDays(date: string, days: number, departing: readonly DepartingDay[]): string {
  const known = new Map(departing.map(({ day, working }) => [day, working]))
  let reached = date
  for (let left = days; left > 0; ) {
    reached = addDays(reached, 1)
    if (isWorkingDay(reached, known)) left--
  }
  return reached
}

/** The latest date whose `days` working days are over on `today`: what waits since then, or longer, is due. */
export function workingDaysBefore(today: string, days: number, departing: readonly DepartingDay[]): string {
  const known = new Map(departing.map(({ day, working }) => [day, working]))
  let reached = today
  for (let left = days; left > 0; reached = addDays(reached, -1)) if (isWorkingDay(reached, known)) left--
  return reached
}
