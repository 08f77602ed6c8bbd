import { and, eq, gt, isNull, lte, ne, or } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { activities, hosts } from '@/db/schema/activities'
import { groupSuspensions, groups } from '@/db/schema/groups'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { notify } from '../../notices/notify'
import { authorize } from '../../policy/can'
import { listAdministrators } from '../../registrations/queries'
import { type ActivitySubject, lockActivity } from '../queries'
import { flagsOf, missingToPublish, type RiskFlag } from '../rules'
import type { activityIdSchema } from '../schema'

type OfActivity = z.output<typeof activityIdSchema>
export type Publication = { status: 'published' | 'submitted'; flags: RiskFlag[] }

/** Lists a draft, or sends it to review where it is flagged, by what it says now: a spreadsheet or another capacity may have changed it. */
export function publishActivity(ctx: Ctx, { activityId }: OfActivity): Promise<Publication> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivity(ctx, activityId)
    authorize(ctx.actor, 'activity:publish', activity)
    if (activity.status !== 'draft' && activity.status !== 'changes_asked') throw new AppError('activity_already_published')
    assertComplete(ctx, activity)
    await assertLeadActive(ctx, activity)
    const flags = flagsOf({ ...activity, stated: activity.riskFlags, hostDistricts: await districtsAsked(ctx, activityId) })
    await ctx.db.update(activities).set({ riskFlags: flags }).where(eq(activities.id, activityId))
    if (flags.length === 0) await list(ctx, activity)
    else await submit(ctx, activity)
    await record(
      ctx,
      flags.length === 0 ? 'activity.published' : 'activity.submitted',
      { type: 'activity', id: activityId },
      { flags: flags.join(' ') },
    )
    return { status: flags.length === 0 ? 'published' : 'submitted', flags }
  })
}

/** Districts of the lead and of the co-hosts that have not said no. */
async function districtsAsked(ctx: Ctx, activityId: string): Promise<(string | null)[]> {
  const rows = await ctx.db
    .select({ code: groups.districtCode })
    .from(hosts)
    .innerJoin(groups, eq(groups.id, hosts.groupId))
    .where(and(eq(hosts.activityId, activityId), ne(hosts.role, 'support'), isNull(hosts.declinedAt)))
  return rows.map((row) => row.code)
}

/** The district whose administrator decides: the place's, else the lead's. */
export async function reviewDistrict(ctx: Ctx, activity: ActivitySubject): Promise<string | null> {
  if (activity.districtCode) return activity.districtCode
  const [lead] = await ctx.db.select({ districtCode: groups.districtCode }).from(groups).where(eq(groups.id, activity.leadGroupId))
  return lead?.districtCode ?? null
}

export function assertComplete(ctx: Ctx, activity: ActivitySubject): void {
  const missing = missingToPublish(activity, ctx.now)
  if (missing.startsAt) throw new AppError('starts_in_past', missing)
  if (Object.keys(missing).length > 0) throw new AppError('publish_incomplete', missing)
}

export async function assertLeadActive(ctx: Ctx, activity: ActivitySubject): Promise<void> {
  const on = activity.reportedOn
  const [lead] = await ctx.db.select({ status: groups.status }).from(groups).where(eq(groups.id, activity.leadGroupId))
  const [suspended] = await ctx.db
    .select({ id: groupSuspensions.id })
    .from(groupSuspensions)
    .where(
      and(
        eq(groupSuspensions.groupId, activity.leadGroupId),
        lte(groupSuspensions.fromOn, on),
        or(isNull(groupSuspensions.toOn), gt(groupSuspensions.toOn, on)),
      ),
    )
  if (lead?.status !== 'active' || suspended) throw new AppError('host_inactive')
}

export async function list(ctx: Ctx, activity: ActivitySubject): Promise<void> {
  await ctx.db
    .update(activities)
    .set({ status: 'published', statusReason: null, publishedAt: ctx.now, updatedAt: ctx.now })
    .where(eq(activities.id, activity.id))
}

async function submit(ctx: Ctx, activity: ActivitySubject): Promise<void> {
  await ctx.db
    .update(activities)
    .set({ status: 'submitted', submittedAt: ctx.now, reviewEscalatedAt: null, updatedAt: ctx.now })
    .where(eq(activities.id, activity.id))
  const to = await reviewersOf(ctx, await reviewDistrict(ctx, activity))
  await notify(ctx, { to, kind: 'activity_review_asked', about: { type: 'activity', id: activity.id } })
}

/** The district's administrators; where it has none, the network's. */
async function reviewersOf(ctx: Ctx, districtCode: string | null): Promise<string[]> {
  const district = districtCode ? await listAdministrators(ctx, 'district_admin', districtCode) : []
  return district.length > 0 ? district : listAdministrators(ctx, 'network_admin', null)
}
