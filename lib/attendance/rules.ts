import type { activityOrigins, CheckInSource, CountedReason, directions, Grade, timelinesses } from '@/db/vocabulary'
import { assumedEnd, doorWindow } from '../activities/rules'
import type { ErrorCode } from '../errors'

/** The door's decisions, the attendance that the log amounts to, and R-COUNT. Server and browser share this file. */

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** How long after the end an organizer may correct, void and enter paper (product.md). */
export const CORRECTION_DAYS = 7
/** For how long a code that was scanned while signed out is kept. */
export const KEPT_SCAN_MINUTES = 10

export type Timeliness = (typeof timelinesses)[number]
export type Direction = (typeof directions)[number]
export type DoorActivity = {
  status: string
  startsAt: Date
  endsAt: Date | null
  doorOpensMinutes: number
  doorClosesMinutes: number
  lateAfterMinutes: number
}
type Refusal = { refused: ErrorCode }

const selfSources: readonly CheckInSource[] = ['wall_code', 'digits']
/** Sources whose instant is the time of writing, not of coming. */
const timelessSources: readonly CheckInSource[] = ['paper', 'correction', 'import']

/** How we know: by the member's own scan, by a witness, by a correction, or entered afterwards. */
export function gradeOf(source: CheckInSource, origin: (typeof activityOrigins)[number] = 'here'): Grade {
  if (origin !== 'here' || source === 'import') return 'back_filled'
  if (source === 'correction') return 'corrected'
  return selfSources.includes(source) ? 'self' : 'witnessed'
}

/** Early before the door opens, late from the minutes that the activity says after its start; unknown where the source tells no time. */
export function timelinessOf(activity: DoorActivity, knownAt: Date, source: CheckInSource): Timeliness {
  if (timelessSources.includes(source)) return 'unknown'
  const { opensAt, lateAt } = doorWindow(activity)
  if (knownAt < opensAt) return 'early'
  return knownAt <= lateAt ? 'on_time' : 'late'
}

/** Whether a door can be kept at all: refuses what was never published and what was cancelled. */
export function doorRefusal(activity: { status: string }): ErrorCode | null {
  if (activity.status === 'cancelled') return 'activity_cancelled'
  return activity.status === 'published' || activity.status === 'finalised' ? null : 'activity_not_open'
}

export type Scan = { direction: 'in' | 'out'; source: CheckInSource; knownAt: Date }
export type Verdict = {
  refused: null
  verdict: 'in' | 'already_in' | 'out' | 'already_out' | 'out_without_in'
  timeliness: Timeliness
  door: 'before' | 'open' | 'after'
  /** Since when she is in, where she was already. */
  since: Date | null
}

/**
 * What a scan amounts to. One that a helper or a device made is never refused, only classified; a self check-in
 * outside the window is refused with `door_not_open` or `door_closed`.
 */
export function decideCheckIn(
  activity: DoorActivity,
  scan: Scan,
  existing: { inAt: Date; outAt: Date | null } | null,
): (Refusal & { verdict?: undefined }) | Verdict {
  const { opensAt, closesAt } = doorWindow(activity)
  const door = scan.knownAt < opensAt ? 'before' : scan.knownAt > closesAt ? 'after' : 'open'
  if (selfSources.includes(scan.source)) {
    const refused = doorRefusal(activity)
    if (refused) return { refused }
    if (door === 'before') return { refused: 'door_not_open' }
    if (door === 'after') return { refused: 'door_closed' }
    if (scan.direction === 'out' && !existing) return { refused: 'not_checked_in' }
  }
  const base = {
    refused: null,
    timeliness: timelinessOf(activity, scan.knownAt, scan.source),
    door,
    since: existing?.inAt ?? null,
  } as const
  if (scan.direction === 'in') return { ...base, verdict: existing ? 'already_in' : 'in' }
  if (!existing) return { ...base, verdict: 'out_without_in' }
  return { ...base, verdict: existing.outAt ? 'already_out' : 'out' }
}

/**
 * What a tick on the roster is: a roster entry of now until the door closes, then a correction for seven days (its time
 * is the start, because nobody saw the clock), then refused. More than a day before the start nobody can have come.
 */
export function decideTick(
  activity: DoorActivity,
  now: Date,
): (Refusal & { source?: undefined }) | { refused: null; source: 'roster' | 'correction'; knownAt: Date } {
  const refused = doorRefusal(activity)
  if (refused) return { refused }
  if (now.getTime() < activity.startsAt.getTime() - DAY) return { refused: 'door_not_open' }
  if (now <= doorWindow(activity).closesAt) return { refused: null, source: 'roster', knownAt: now }
  if (!isCorrectable(activity, now)) return { refused: 'correction_too_late' }
  return { refused: null, source: 'correction', knownAt: activity.startsAt }
}

/** Whether the organizer may still correct, void and enter paper. */
export const isCorrectable = (activity: DoorActivity, now: Date): boolean =>
  now.getTime() <= assumedEnd(activity).getTime() + CORRECTION_DAYS * DAY

/** The minute whose wall code holds at `now`, counted from the epoch; the codes are derived from it. */
export const wallMinute = (now: Date): number => Math.floor(now.getTime() / MINUTE)
/** Seconds until the wall shows a new code: 1 to 60. */
export const secondsToNextCode = (now: Date): number => 60 - Math.floor((now.getTime() % MINUTE) / 1000)

export type Entry = {
  id: string
  direction: Direction
  source: CheckInSource
  knownAt: Date
  refersToId: string | null
  recordedById?: string | null
}
export type Projection = { inAt: Date; outAt: Date | null; timeliness: Timeliness; grade: Grade; source: CheckInSource }

/** The entries that stand: a void takes away the one it refers to, unless it was voided itself. */
export function standingEntries<E extends Entry>(entries: readonly E[]): E[] {
  const voids = new Map<string, E[]>()
  for (const e of entries) if (e.direction === 'void' && e.refersToId) voids.set(e.refersToId, [...(voids.get(e.refersToId) ?? []), e])
  const stands = (e: E, seen: readonly string[]): boolean =>
    !(voids.get(e.id) ?? []).some((v) => !seen.includes(v.id) && stands(v, [...seen, v.id]))
  return entries.filter((e) => e.direction !== 'void' && stands(e, [e.id]))
}

const evidenceRank = (source: CheckInSource): number => (source === 'import' ? 2 : source === 'correction' ? 1 : 0)
const byEvidence = (a: Entry, b: Entry): number =>
  evidenceRank(a.source) - evidenceRank(b.source) || a.knownAt.getTime() - b.knownAt.getTime() || (a.id < b.id ? -1 : 1)

/**
 * The attendance that a person's log at one activity amounts to, or null. It does not depend on the order of arrival:
 * what was seen goes before what was corrected or imported, then the earliest instant, then the smallest id.
 */
export function projectAttendance(
  entries: readonly Entry[],
  activity: DoorActivity & { origin: (typeof activityOrigins)[number] },
): Projection | null {
  const standing = standingEntries(entries)
  const [first] = standing.filter((e) => e.direction === 'in').sort(byEvidence)
  if (!first) return null
  const outAt = Math.max(...standing.filter((e) => e.direction === 'out').map((e) => e.knownAt.getTime()))
  return {
    inAt: first.knownAt,
    outAt: outAt > first.knownAt.getTime() ? new Date(outAt) : null,
    timeliness: timelinessOf(activity, first.knownAt, first.source),
    grade: gradeOf(first.source, activity.origin),
    source: first.source,
  }
}

/**
 * The group to which an attendance is credited (counting.md): the host that the member chose to represent; else the
 * primary membership of the reported day, marked away where it does not host; none: unaffiliated.
 */
export function creditedGroup(facts: { hostGroupIds: string[]; representsId: string | null; primaryGroupId: string | null }): {
  creditedGroupId: string | null
  away: boolean
} {
  if (facts.representsId && facts.hostGroupIds.includes(facts.representsId)) return { creditedGroupId: facts.representsId, away: false }
  if (!facts.primaryGroupId) return { creditedGroupId: null, away: false }
  return { creditedGroupId: facts.primaryGroupId, away: !facts.hostGroupIds.includes(facts.primaryGroupId) }
}

export type Period = { fromOn: string; toOn: string | null }
export type CountingFacts = {
  cancelled: boolean
  finalised: boolean
  kindCountable: boolean
  excluded: boolean
  recapFiled: boolean
  /** Valid identified attendances, and the head-count of the others. */
  attendances: number
  guests: number
  minimumHeadCount: number
  publishedAt: Date | null
  startsAt: Date
  origin: (typeof activityOrigins)[number]
  /** The day on which it is counted: the lead host is looked at on that day. */
  reportedOn: string
  leadHost: { approvedOn: string | null; dissolvedOn: string | null; suspensions: Period[] } | null
}

/** R-COUNT v1: `counted`, or the first rule that fails, in the order of counting.md. */
export function countedReason(facts: CountingFacts): CountedReason {
  if (facts.cancelled) return 'cancelled'
  if (!facts.finalised) return 'not_finalised'
  if (!facts.kindCountable) return 'kind_not_countable'
  if (facts.excluded) return 'excluded'
  if (!facts.recapFiled) return 'no_recap'
  if (facts.attendances < 1 || facts.attendances + facts.guests < facts.minimumHeadCount) return 'too_few'
  if (facts.origin !== 'here' || !facts.publishedAt || facts.publishedAt >= facts.startsAt) return 'published_late'
  return isActiveOn(facts.leadHost, facts.reportedOn) ? 'counted' : 'host_inactive'
}

/** Approved, not dissolved, not suspended on that day; first days inclusive, last days exclusive. */
function isActiveOn(host: CountingFacts['leadHost'], day: string): boolean {
  if (!host?.approvedOn || host.approvedOn > day) return false
  if (host.dissolvedOn && host.dissolvedOn <= day) return false
  return !host.suspensions.some((s) => s.fromOn <= day && (!s.toOn || day < s.toOn))
}

export type Expected = { personId: string; attended: boolean; excused: boolean }

/** Who is proposed as a no-show: going and neither here nor excused; nobody at all when under half were checked in. */
export function proposeNoShows(going: readonly Expected[]): string[] {
  const attended = going.filter((g) => g.attended).length
  if (attended * 2 < going.length) return []
  return going.filter((g) => !g.attended && !g.excused).map((g) => g.personId)
}

/** The figures that close an activity: 31 going, 26 present, 4 no-shows, 1 excused. */
export function closingFigures(going: readonly Expected[], present: number) {
  return {
    going: going.length,
    present,
    attendedGoing: going.filter((g) => g.attended).length,
    noShows: proposeNoShows(going).length,
    excused: going.filter((g) => g.excused && !g.attended).length,
    enoughCheckedIn: going.filter((g) => g.attended).length * 2 >= going.length,
  }
}
