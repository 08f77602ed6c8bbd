import { count, eq, sql } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { activities, hosts } from '@/db/schema/activities'
import { attendances, recaps } from '@/db/schema/attendance'
import { groupSuspensions, groups } from '@/db/schema/groups'
import { kinds } from '@/db/schema/network'
import { type CountedReason, RULE_VERSION } from '@/db/vocabulary'
import { type ActivitySubject, lockActivity } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { authorize } from '../../policy/can'
import { countedReason } from '../rules'
import type { Exclude } from '../schema'
import { restating } from './restate'

/**
 * Recomputes `counted_reason` of an activity, in the transaction of whatever moved one of its inputs. Holds the row;
 * writes and records only when the verdict moves.
 */
export async function projectCounted(ctx: Ctx, activityId: string): Promise<CountedReason> {
  const [held] = await ctx.db.select().from(activities).where(eq(activities.id, activityId)).for('no key update')
  if (!held) throw new AppError('not_found')
  const reason = countedReason(await readFacts(ctx, held))
  if (reason === held.countedReason) return reason
  await ctx.db.update(activities).set({ countedReason: reason, ruleVersion: RULE_VERSION }).where(eq(activities.id, activityId))
  await record(ctx, 'activity.recounted', { type: 'activity', id: activityId }, { from: held.countedReason, to: reason })
  return reason
}

async function readFacts(ctx: Ctx, activity: typeof activities.$inferSelect) {
  const [facts] = await ctx.db
    .select({
      kindCountable: kinds.countable,
      recapFiledAt: recaps.filedAt,
      guests: recaps.guests,
      attendances: sql<number>`(${ctx.db.select({ n: count() }).from(attendances).where(eq(attendances.activityId, activity.id))})`.mapWith(
        Number,
      ),
      leadId: groups.id,
      approvedOn: groups.approvedOn,
      dissolvedOn: groups.dissolvedOn,
    })
    .from(activities)
    .innerJoin(kinds, eq(kinds.code, activities.kindCode))
    .leftJoin(recaps, eq(recaps.activityId, activities.id))
    .leftJoin(hosts, sql`${hosts.activityId} = ${activities.id} and ${hosts.role} = 'lead' and ${hosts.acceptedAt} is not null`)
    .leftJoin(groups, eq(groups.id, hosts.groupId))
    .where(eq(activities.id, activity.id))
  if (!facts) throw new AppError('not_found')
  const suspensions = facts.leadId
    ? await ctx.db
        .select({ fromOn: groupSuspensions.fromOn, toOn: groupSuspensions.toOn })
        .from(groupSuspensions)
        .where(eq(groupSuspensions.groupId, facts.leadId))
    : []
  return {
    cancelled: activity.status === 'cancelled',
    finalised: activity.finalisedAt !== null,
    kindCountable: facts.kindCountable,
    excluded: activity.excludedAt !== null,
    recapFiled: facts.recapFiledAt !== null,
    attendances: facts.attendances,
    guests: facts.guests ?? 0,
    minimumHeadCount: activity.minimumHeadCount,
    publishedAt: activity.publishedAt,
    startsAt: activity.startsAt,
    origin: activity.origin,
    reportedOn: activity.reportedOn,
    leadHost: facts.leadId ? { approvedOn: facts.approvedOn, dissolvedOn: facts.dissolvedOn, suspensions } : null,
  }
}

/** Sets an activity aside from the statistics, with a reason (a test, a double entry). Answers its verdict. */
export function excludeActivity(ctx: Ctx, { activityId, reason }: Exclude): Promise<CountedReason> {
  return setExcluded(ctx, activityId, reason)
}

/** Takes an activity that was set aside back into the statistics. Answers its verdict. */
export function includeActivity(ctx: Ctx, { activityId }: { activityId: string }): Promise<CountedReason> {
  return setExcluded(ctx, activityId, null)
}

function setExcluded(ctx: Ctx, activityId: string, reason: string | null): Promise<CountedReason> {
  return inTransaction(ctx, async (ctx) => {
    const activity: ActivitySubject = await lockActivity(ctx, activityId)
    authorize(ctx.actor, 'activity:exclude', activity)
    return restating(ctx, activity, reason === null ? 'included' : 'excluded', async () => {
      await ctx.db
        .update(activities)
        .set({ excludedAt: reason === null ? null : ctx.now, excludedReason: reason })
        .where(eq(activities.id, activityId))
      await record(ctx, reason === null ? 'activity.included' : 'activity.excluded', { type: 'activity', id: activityId })
      return projectCounted(ctx, activityId)
    })
  })
}
