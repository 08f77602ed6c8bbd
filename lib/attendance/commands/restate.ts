import { eq, sql } from 'drizzle-orm'
import { rowsOf } from '@/db/client'
import { type LockedFigures, monthLocks, restatements } from '@/db/schema/statistics'
import { mergedPeople, samePerson } from '../../accounts/queries'
import type { Ctx } from '../../ctx'
import { personIdOf } from '../../policy/actor'

const MONTH_LOCKS = 7_238_403
const monthNumber = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))

/** Locking a month waits for the commands that move its figures, and they for it; until the transaction ends. */
export async function awaitMonth(ctx: Ctx, month: string, mode: 'locking' | 'moving'): Promise<void> {
  const number = monthNumber(month)
  await ctx.db.execute(
    mode === 'locking'
      ? sql`select pg_advisory_xact_lock(${MONTH_LOCKS}, ${number})`
      : sql`select pg_advisory_xact_lock_shared(${MONTH_LOCKS}, ${number})`,
  )
}

/** The counted figures of a month (`YYYY-MM…`) of the whole network or of one district: activities, attendances, guests, people. */
export async function monthFigures(ctx: Ctx, month: string, scope: string): Promise<LockedFigures> {
  const [figures] = await rowsOf<LockedFigures>(
    ctx.db,
    sql`with counted as materialized (
      select a.id from activities a where a.counted_reason = 'counted'
        and a.reported_on >= ${`${month.slice(0, 7)}-01`}::date and a.reported_on < ${`${month.slice(0, 7)}-01`}::date + interval '1 month'
        ${scope === 'network' ? sql`` : sql`and a.district_code = ${scope}`}
    )
    select (select count(*)::int from counted) as activities,
      (select count(*)::int from attendances t join counted c on c.id = t.activity_id) as attendances,
      (select coalesce(sum(r.guests), 0)::int from recaps r join counted c on c.id = r.activity_id) as guests,
      (select count(distinct ${samePerson})::int from attendances t ${mergedPeople} join counted c on c.id = t.activity_id) as people`,
  )
  return figures as LockedFigures
}

/**
 * Runs `move`, which may change what `activity` adds to its month. Where that month is locked, the difference is
 * written as a restatement in the same transaction, so that locked + Σ restatements = live, always. Call inside
 * `inTransaction`, after the activity's row is locked.
 */
export async function restating<T>(
  ctx: Ctx,
  activity: { id: string; reportedOn: string },
  reason: string,
  move: () => Promise<T>,
): Promise<T> {
  const month = `${activity.reportedOn.slice(0, 7)}-01`
  await awaitMonth(ctx, month, 'moving')
  const locks = await ctx.db.select().from(monthLocks).where(eq(monthLocks.month, month)).for('update')
  if (locks.length === 0) return move()
  const before = await Promise.all(locks.map((lock) => monthFigures(ctx, month, lock.scope)))
  const moved = await move()
  for (const [i, lock] of locks.entries()) {
    const was = before[i] as LockedFigures
    const is = await monthFigures(ctx, month, lock.scope)
    const delta: LockedFigures = {
      activities: is.activities - was.activities,
      attendances: is.attendances - was.attendances,
      guests: is.guests - was.guests,
      people: is.people - was.people,
    }
    if (Object.values(delta).some((n) => n !== 0))
      await ctx.db
        .insert(restatements)
        .values({ lockId: lock.id, activityId: activity.id, delta, reason, decidedById: personIdOf(ctx.actor), createdAt: ctx.now })
  }
  return moved
}
