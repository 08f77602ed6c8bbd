import { createHash } from 'node:crypto'
import { and, asc, eq, gte, lt } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { activities } from '@/db/schema/activities'
import { monthLocks } from '@/db/schema/statistics'
import { RULE_VERSION } from '@/db/vocabulary'
import { awaitMonth, monthFigures } from '../attendance/commands/restate'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { record } from '../history/record'
import { getNetwork } from '../network/queries'
import { personIdOf } from '../policy/actor'
import { authorize } from '../policy/can'
import { addMonths, localDate } from '../time/zones'
import { decideLock } from './rules'
import type { LockMonthInput } from './schema'

/**
 * Freezes the figures of a month (`YYYY-MM`) with their rule version and a SHA-256 over figures and counted ids. From
 * the 8th of the next month on, in the network's zone. Whatever moves afterwards is a restatement (`restating`).
 * Throws `month_not_over`, `month_lock_too_early`, `month_locked`.
 */
export function lockMonth(ctx: Ctx, input: LockMonthInput) {
  return inTransaction(ctx, async (ctx) => {
    await awaitMonth(ctx, input.month, 'locking')
    authorize(ctx.actor, 'month:lock', null)
    const { zone, rules } = await getNetwork(ctx)
    const month = `${input.month}-01`
    const [existing] = await ctx.db
      .select({ id: monthLocks.id })
      .from(monthLocks)
      .where(and(eq(monthLocks.month, month), eq(monthLocks.scope, input.scope)))
    const decision = decideLock(input.month, localDate(ctx.now, zone), rules.lockFromDay, existing !== undefined)
    if (!decision.ok) throw new AppError(decision.code)
    const figures = await monthFigures(ctx, input.month, input.scope)
    const counted = await ctx.db
      .select({ id: activities.id })
      .from(activities)
      .where(
        and(
          eq(activities.countedReason, 'counted'),
          gte(activities.reportedOn, month),
          lt(activities.reportedOn, `${addMonths(input.month, 1)}-01`),
        ),
      )
      .orderBy(asc(activities.id))
    const hash = createHash('sha256')
      .update(JSON.stringify([RULE_VERSION, input.scope, month, figures, counted.map((a) => a.id)]))
      .digest('hex')
    const [lock] = await ctx.db
      .insert(monthLocks)
      .values({ scope: input.scope, month, figures, ruleVersion: RULE_VERSION, hash, lockedById: personIdOf(ctx.actor), lockedAt: ctx.now })
      .returning()
    if (!lock) throw new AppError('month_locked')
    await record(ctx, 'month.locked', { type: 'month', id: `${input.scope}:${input.month}` }, { hash, ...figures })
    return lock
  })
}
