import { and, eq, exists, or, type SQL, sql } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { people } from '@/db/schema/accounts'
import { checkInEntries, corrections } from '@/db/schema/attendance'
import { rsvps } from '@/db/schema/rsvps'
import type { CheckInSource } from '@/db/vocabulary'
import type { ActivitySubject } from '../../activities/queries'
import { doorWindow } from '../../activities/rules'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { limitAttempts } from '../../limits'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { isHostMember } from '../queries/roster'
import { findByDigits, isWallCode, keptScanAt } from '../queries/wall'
import { decideCheckIn, decideTick, doorRefusal, isCorrectable, projectAttendance, standingEntries, type Timeliness } from '../rules'
import type { CheckInByCode, Paper, Tick, Void } from '../schema'
import { appendEntry, lockDoor, lockPerson, readEntries } from './log'
import { keepSheets } from './photos'

export type CheckedIn = {
  activityId: string
  personId: string
  verdict: 'in' | 'already_in'
  inAt: Date
  timeliness: Timeliness
  source: CheckInSource
  /** What an undo refers to; null when nothing was written. */
  entryId: string | null
}

/** A member's own check-in by the wall's code: typed, scanned, or scanned before signing in. Refused outside the door's window. */
export async function checkInByCode(ctx: Ctx, input: CheckInByCode): Promise<CheckedIn> {
  const personId = personIdOf(ctx.actor)
  if (!personId) throw new AppError('sign_in_required')
  await limitAttempts(ctx, `check-in:${personId}`, 20, 600)
  return inTransaction(ctx, async (ctx) => {
    const activityId = input.activityId ?? ('digits' in input ? await findByDigits(ctx, personId, input.digits) : null)
    if (!activityId) throw new AppError('wall_code_wrong')
    const activity = await lockDoor(ctx, activityId)
    authorize(ctx.actor, 'activity:checkInSelf', activity)
    return enter(ctx, activity, { personId, ...readScan(activity, input, ctx.now) })
  })
}

function readScan(activity: ActivitySubject, input: CheckInByCode, now: Date): { source: CheckInSource; knownAt: Date } {
  if ('kept' in input) {
    const knownAt = keptScanAt(activity, input.kept, now)
    if (!knownAt) throw new AppError('wall_code_wrong')
    return { source: 'wall_code', knownAt }
  }
  const source = 'digits' in input ? 'digits' : 'wall_code'
  if (!activity.checkInSources.includes(source) || !isWallCode(activity.wallSecret, input, now)) throw new AppError('wall_code_wrong')
  return { source, knownAt: now }
}

/** A helper ticks somebody on the roster. Later than the door it is the organizer's correction. Never one's own. */
export function tickOnRoster(ctx: Ctx, { activityId, personId }: Tick): Promise<CheckedIn> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockDoor(ctx, activityId)
    authorize(ctx.actor, 'activity:checkInOthers', activity)
    if (!(await isExpected(ctx, activity, personId))) throw new AppError('not_found')
    return tick(ctx, activity, personId)
  })
}

/** The tick itself, for who may be ticked; under `lockDoor` or `lockActivity`. */
export async function tick(ctx: Ctx, activity: ActivitySubject, personId: string): Promise<CheckedIn> {
  refuseOwn(ctx, personId)
  const ticked = decideTick(activity, ctx.now)
  if (ticked.refused !== null) throw new AppError(ticked.refused)
  if (ticked.source === 'correction') authorize(ctx.actor, 'attendance:correct', { personId, activity })
  const entered = await enter(ctx, activity, { personId, source: ticked.source, knownAt: ticked.knownAt })
  if (ticked.source === 'correction' && entered.entryId)
    await ctx.db.insert(corrections).values({
      activityId: activity.id,
      personId,
      askedById: actorId(ctx),
      decidedById: actorId(ctx),
      reason: 'forgot',
      before: { attended: entered.verdict === 'already_in' },
      after: { attended: true },
      decision: 'accepted',
      decidedAt: ctx.now,
      entryId: entered.entryId,
    })
  return entered
}

/** Appends an `in`, unless the same recorder's stands already; answers since when she is in. */
async function enter(
  ctx: Ctx,
  activity: ActivitySubject,
  entry: { personId: string; source: CheckInSource; knownAt: Date },
): Promise<CheckedIn> {
  const { personId } = entry
  await lockPerson(ctx, activity.id, personId)
  const entries = await readEntries(ctx, activity.id, personId)
  const existing = projectAttendance(entries, activity)
  const decided = decideCheckIn(activity, { direction: 'in', ...entry }, existing)
  if (decided.refused !== null) throw new AppError(decided.refused)
  const mine = standingEntries(entries).some((e) => e.direction === 'in' && e.recordedById === personIdOf(ctx.actor))
  const base = { activityId: activity.id, personId, verdict: existing ? 'already_in' : 'in' } as const
  if (existing && mine) return { ...base, ...timesOf(existing), entryId: null }
  const { entryId, attendance } = await appendEntry(ctx, activity, {
    ...entry,
    direction: 'in',
    reasonCode: entry.source === 'correction' ? 'forgot' : undefined,
  })
  await record(
    ctx,
    entry.source === 'correction' ? 'attendance.corrected' : 'attendance.checked_in',
    { type: 'activity', id: activity.id },
    { personId, entryId, source: entry.source },
  )
  return { ...base, ...timesOf(attendance ?? { inAt: entry.knownAt, timeliness: decided.timeliness, source: entry.source }), entryId }
}

const timesOf = ({ inAt, timeliness, source }: Pick<CheckedIn, 'inAt' | 'timeliness' | 'source'>) => ({ inAt, timeliness, source })

/** Undoes a check-in by further entries: one that is named, or every one that stands. Never one's own. */
export function voidCheckIn(ctx: Ctx, { activityId, personId, entryId, reason }: Void): Promise<{ isIn: boolean }> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockDoor(ctx, activityId)
    authorize(ctx.actor, 'attendance:void', { personId, activity })
    refuseOwn(ctx, personId)
    const isLate = ctx.now > doorWindow(activity).closesAt
    if (isLate) authorize(ctx.actor, 'attendance:correct', { personId, activity })
    if (!isCorrectable(activity, ctx.now)) throw new AppError('correction_too_late')
    await lockPerson(ctx, activityId, personId)
    const entries = await readEntries(ctx, activityId, personId)
    const standing = standingEntries(entries)
    const undone = entryId ? standing.filter((e) => e.id === entryId) : standing
    if (undone.length === 0) {
      if (!entryId) throw new AppError('not_checked_in')
      throw new AppError(entries.some((e) => e.id === entryId) ? 'already_voided' : 'not_found')
    }
    let isIn = true
    for (const entry of undone) {
      const { attendance } = await appendEntry(ctx, activity, {
        personId,
        direction: 'void',
        source: isLate ? 'correction' : 'roster',
        knownAt: ctx.now,
        refersToId: entry.id,
        reasonCode: reason,
      })
      isIn = attendance !== null
      await record(ctx, 'attendance.voided', { type: 'activity', id: activityId }, { personId, entryId: entry.id, reason })
    }
    return { isIn }
  })
}

/** Enters a signed sheet of paper within seven days of the end; the time of coming stays unknown. */
export function enterPaper(ctx: Ctx, { activityId, personIds, sheets = [] }: Paper): Promise<{ entered: number; already: number }> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockDoor(ctx, activityId)
    authorize(ctx.actor, 'activity:enterPaper', activity)
    const refused = doorRefusal(activity) ?? (ctx.now < activity.startsAt ? 'door_not_open' : null)
    if (refused) throw new AppError(refused)
    if (!isCorrectable(activity, ctx.now)) throw new AppError('paper_too_late')
    let entered = 0
    const ordered = [...new Set(personIds)].sort()
    for (const personId of ordered) {
      refuseOwn(ctx, personId)
      if (!(await isExpected(ctx, activity, personId))) throw new AppError('not_found')
      const { verdict } = await enter(ctx, activity, { personId, source: 'paper', knownAt: activity.startsAt })
      if (verdict === 'in') entered++
    }
    await keepSheets(ctx, activityId, sheets)
    await record(ctx, 'attendance.entered_from_paper', { type: 'activity', id: activityId }, { entered, sheets: sheets.length })
    return { entered, already: ordered.length - entered }
  })
}

const actorId = (ctx: Ctx): string => {
  const id = personIdOf(ctx.actor)
  if (!id) throw new AppError('sign_in_required')
  return id
}

function refuseOwn(ctx: Ctx, personId: string): void {
  if (personIdOf(ctx.actor) === personId) throw new AppError('own_attendance')
}

/** Whether this person may be ticked: has an RSVP, was checked in before, or belongs to a host. */
export async function isExpected(ctx: Ctx, activity: ActivitySubject, personId: string): Promise<boolean> {
  const has = (table: typeof rsvps | typeof checkInEntries): SQL =>
    exists(
      ctx.db
        .select({ one: sql`1` })
        .from(table)
        .where(and(eq(table.personId, people.id), eq(table.activityId, activity.id))),
    )
  const [row] = await ctx.db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.id, personId), or(has(rsvps), has(checkInEntries), isHostMember(ctx, activity))))
  return row !== undefined
}
