import { createHash } from 'node:crypto'
import type { LockedFigures, monthLocks, restatements } from '../schema/statistics'
import { RULE_VERSION } from '../vocabulary'
import type { ActivityMade } from './activities'
import type { DoorFacts } from './attendance'
import { at, type Year } from './calendar'
import type { People } from './people'
import { idMaker } from './random'

/** When a month is locked: on the 9th of the next one, in the morning. */
export const lockedAt = (year: Year, month: number): Date => at((year.months[month] as Year['months'][number]).to + 8, 600)

/**
 * Every month but the last is locked; the last still waits for recaps. In one of them an activity got its recap after
 * the lock, which is a restatement: locked + Σ restatements = live.
 */
export function makeLocks(year: Year, seed: string, people: People, made: ActivityMade[], { attendances, recaps }: DoorFacts) {
  const id = idMaker(`${seed}/locks`)
  const admin = people.byKey.get('tang-yue')?.row.id ?? null
  const counted = made.filter((m) => m.plan.reason === 'counted')
  const persons = new Map<string, string[]>()
  for (const a of attendances) {
    const there = persons.get(a.activityId)
    if (there) there.push(a.personId)
    else persons.set(a.activityId, [a.personId])
  }
  const guests = new Map(recaps.map((r) => [r.activityId, r.guests ?? 0]))
  const figures = (of: ActivityMade[]): LockedFigures => ({
    activities: of.length,
    attendances: of.reduce((sum, m) => sum + (persons.get(m.row.id)?.length ?? 0), 0),
    guests: of.reduce((sum, m) => sum + (guests.get(m.row.id) ?? 0), 0),
    people: new Set(of.flatMap((m) => persons.get(m.row.id) ?? [])).size,
  })
  const locks: (typeof monthLocks.$inferInsert)[] = []
  const moved: (typeof restatements.$inferInsert)[] = []
  for (const [i, { month, from, to }] of year.months.slice(0, -1).entries()) {
    const live = counted.filter((m) => m.plan.day >= from && m.plan.day < to)
    const then = live.filter((m) => m.plan.planted !== 'restated')
    const locked = figures(then)
    const when = lockedAt(year, i)
    const lockId = id(when)
    const ids = then.map((m) => m.row.id).sort()
    const hash = createHash('sha256')
      .update(JSON.stringify([RULE_VERSION, 'network', `${month}-01`, locked, ids]))
      .digest('hex')
    locks.push({
      id: lockId,
      scope: 'network',
      month: `${month}-01`,
      figures: locked,
      ruleVersion: RULE_VERSION,
      hash,
      lockedById: admin,
      lockedAt: when,
      createdAt: when,
    })
    const late = live.find((m) => m.plan.planted === 'restated')
    if (!late) continue
    const is = figures(live)
    const filedAt = recaps.find((r) => r.activityId === late.row.id)?.filedAt as Date
    moved.push({
      id: id(filedAt),
      lockId,
      activityId: late.row.id,
      delta: {
        activities: is.activities - locked.activities,
        attendances: is.attendances - locked.attendances,
        guests: is.guests - locked.guests,
        people: is.people - locked.people,
      },
      reason: 'recap',
      decidedById: recaps.find((r) => r.activityId === late.row.id)?.filedById ?? null,
      createdAt: filedAt,
    })
  }
  return { locks, restatements: moved }
}
