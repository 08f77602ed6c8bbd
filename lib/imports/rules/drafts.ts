import { createHash } from 'node:crypto'
import type { LocalText } from '@/db/vocabulary'
import { instantOf, localDate } from '../../time/zones'
import type { CsvNoun, RowReason } from '../schema/csv'
import { type Around, splitGroups } from './cells'
import { readDate, readTimes } from './dates'
import type { Problem, Values } from './table'

/** What a row of each spreadsheet means here, before it is looked up what it refers to. */

export type Draft = { line: number; key: string; hash: string; values: Values }
export type When = { startsAt: Date; endsAt: Date | null; zone: string; reportedOn: string }
export type MemberDraft = Draft & {
  name: string
  email: string | null
  /** E.164; no part of `hash`, which is kept. */
  phone: string | null
  groups: string[]
  joinedOn: string | null
  leftOn: string | null
}
export type ActivityDraft = Draft & { title: string; titles: LocalText; when: When }
export type AttendanceDraft = Draft & { activity: string; on: string | null }

const LONGEST_MS = 31 * 86_400_000
export const sha = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 40)
const said = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** A text under its language: Han script is Chinese; what is Latin alone is marked as unknown, unless it has a column of its own. */
export function localOf(text: unknown, en: unknown): LocalText | null {
  const [own, english] = [said(text), said(en)]
  if (!own && !english) return null
  return { ...(own && { [/\p{Script=Han}/u.test(own) ? 'zh' : 'und']: own }), ...(english && { en: english }) }
}

/** By what a row is known in the next run: its id, else what names it. Never a person's name or address in clear. */
export const keyOf = (noun: CsvNoun, scope: string | null, id: unknown, natural: string): string =>
  said(id) && noun !== 'members'
    ? `${scope ? `${scope}:` : ''}${id}`
    : `#${sha(`${noun}|${scope ?? ''}|${said(id) ? `id:${id}` : natural.toLowerCase()}`)}`

const hashOf = (values: Values): string => sha(JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))))

export function plainDraft(noun: CsvNoun, scope: string | null, line: number, values: Values): Draft {
  return { line, values, key: keyOf(noun, scope, values.id, String(values.name ?? '')), hash: hashOf(values) }
}

/** A member: one person however many lines she has; her groups may share one cell. */
export function memberDraft(scope: string | null, line: number, values: Values): { draft: MemberDraft; problems: Problem[] } {
  const groups = splitGroups(said(values.group) ?? '')
  const [name, email] = [String(values.name ?? ''), said(values.email)]
  const [joinedOn, leftOn] = [said(values.joined), said(values.left)]
  const natural = email ? `email:${email}` : `name:${name}@${scope ?? groups[0] ?? ''}`
  const draft = {
    ...plainDraft('members', scope, line, values),
    key: keyOf('members', scope, values.id, natural),
    hash: sha(JSON.stringify([name, email, values.language ?? null])),
    name,
    email,
    phone: said(values.phone),
    groups,
    joinedOn,
    leftOn,
  }
  const problems: Problem[] = []
  if (joinedOn && leftOn && leftOn < joinedOn) problems.push({ line, field: 'left', reason: 'left_before_joined' })
  if (!scope && groups.length === 0) problems.push({ line, field: 'group', reason: 'required' })
  return { draft, problems }
}

export function activityDraft(
  scope: string | null,
  line: number,
  values: Values,
  around: Around & { zone: string },
): { draft: ActivityDraft | null; problems: Problem[] } {
  const { when, problems } = whenOf(line, values, around)
  if (!scope && !said(values.group)) problems.push({ line, field: 'group', reason: 'required' })
  if (!when || problems.length > 0) return { draft: null, problems }
  const title = String(values.title ?? '')
  const natural = `${String(values.group ?? scope)}|${title}|${when.startsAt.toISOString().slice(0, 10)}`
  const draft = { ...plainDraft('activities', scope, line, values), key: keyOf('activities', scope, values.id, natural), title, when }
  return { draft: { ...draft, titles: localOf(values.title, values.title_en) ?? {} }, problems }
}

/** When it starts and ends, from up to five cells. Without a time it starts at 09:00 and its end is not known. */
function whenOf(line: number, values: Values, around: Around & { zone: string }): { when: When | null; problems: Problem[] } {
  const bad = (field: string, reason: RowReason) => ({ when: null, problems: [{ line, field, reason }] })
  const year = typeof values.year === 'number' ? values.year : null
  const day = readDate(String(values.date), { order: around.order, year })
  if (day.bad) return bad('date', day.bad)
  const lastDay = said(values.end_date) ? readDate(String(values.end_date), { order: around.order, year }) : null
  if (lastDay?.bad) return bad('end_date', lastDay.bad)
  const inTime = said(values.time)
  const time = inTime ? readTimes(inTime) : day.rest ? readTimes(day.rest) : null
  if (time?.bad) return inTime ? bad('time', time.bad) : bad('date', time.bad === 'time_impossible' ? time.bad : 'date_unreadable')
  const endTime = said(values.end_time) ? readTimes(String(values.end_time)) : null
  if (endTime?.bad) return bad('end_time', endTime.bad)
  const zone = said(values.zone) ?? around.zone
  const startsAt = instantOf(day.date, time?.start ?? '09:00', zone)
  const end = endTime?.start ?? time?.end ?? null
  const endsAt = end ? endOf(startsAt, day.date, lastDay?.date ?? null, time?.start ?? '09:00', end, zone) : null
  if (endsAt && endsAt <= startsAt) return bad(endTime ? 'end_time' : 'time', 'ends_before_start')
  if (!endsAt && lastDay && lastDay.date < day.date) return bad('end_date', 'ends_before_start')
  if (endsAt && endsAt.getTime() - startsAt.getTime() > LONGEST_MS) return bad('end_date', 'lasts_too_long')
  return { when: { startsAt, endsAt, zone, reportedOn: localDate(startsAt, around.zone) }, problems: [] }
}

/** On the last day where one is told; an evening that ends in the small hours ends on the next day. */
function endOf(startsAt: Date, day: string, lastDay: string | null, start: string, end: string, zone: string): Date {
  const at = instantOf(lastDay ?? day, end, zone)
  const isNight = !lastDay && at <= startsAt && start >= '18:00' && end <= '06:00'
  return isNight ? instantOf(new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10), end, zone) : at
}

export function attendanceDraft(line: number, values: Values, around: Around): { draft: AttendanceDraft | null; problems: Problem[] } {
  const year = typeof values.year === 'number' ? values.year : null
  const day = said(values.date) ? readDate(String(values.date), { order: around.order, year }) : null
  if (day?.bad) return { draft: null, problems: [{ line, field: 'date', reason: day.bad }] }
  if (!said(values.person) && !said(values.email) && !said(values.name))
    return { draft: null, problems: [{ line, field: 'name', reason: 'required' }] }
  const draft = { line, key: '', hash: '', values, activity: String(values.activity), on: day?.date ?? null }
  return { draft, problems: [] }
}
