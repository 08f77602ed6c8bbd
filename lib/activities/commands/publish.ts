import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { grants } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { groupSuspensions, groups } from '@/db/schema/groups'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { notify } from '../../notices/notify'
import { personIdOf } from '../../policy/actor'
import { authorize, can } from '../../policy/can'
import { type ActivitySubject, lockActivity } from '../queries'
import { missingToPublish, type RiskFlag } from '../rules'
import type { activityIdSchema, askForChangesSchema } from '../schema'

type OfActivity = z.output<typeof activityIdSchema>
export type Publication = { status: 'published' | 'submitted'; flags: RiskFlag[] }

/** Lists a draft, or sends it to review where it is flagged. */
export function publishActivity(ctx: Ctx, { activityId }: OfActivity): Promise<Publication> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivity(ctx, activityId)
    authorize(ctx.actor, 'activity:publish', activity)
    if (activity.status !== 'draft' && activity.status !== 'changes_asked') throw new AppError('activity_already_published')
    assertComplete(ctx, activity)
    await assertLeadActive(ctx, activity)
    const flags = activity.riskFlags
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

/** A reviewer's yes: the activity is listed. Nobody approves their own. */
export function approveActivity(ctx: Ctx, { activityId }: OfActivity): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockForReview(ctx, activityId)
    authorize(ctx.actor, 'activity:review', activity)
    assertReviewable(ctx, activity)
    assertComplete(ctx, activity)
    await assertLeadActive(ctx, activity)
    await list(ctx, activity)
    await record(ctx, 'activity.approved', { type: 'activity', id: activityId })
    await tellOrganizers(ctx, activity, 'activity_approved')
    return { id: activityId }
  })
}

/** A reviewer's question back: the organizer changes it and submits it again. */
export function askForChanges(ctx: Ctx, { activityId, reason }: z.output<typeof askForChangesSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockForReview(ctx, activityId)
    authorize(ctx.actor, 'activity:review', activity)
    assertReviewable(ctx, activity)
    await ctx.db
      .update(activities)
      .set({ status: 'changes_asked', statusReason: reason, updatedAt: ctx.now })
      .where(eq(activities.id, activityId))
    await record(ctx, 'activity.changes_asked', { type: 'activity', id: activityId })
    await tellOrganizers(ctx, activity, 'activity_changes_asked')
    return { id: activityId }
  })
}

/** For a review the activity stands in its lead's district where it has none of its own. */
async function lockForReview(ctx: Ctx, activityId: string): Promise<ActivitySubject> {
  const activity = await lockActivity(ctx, activityId)
  return { ...activity, districtCode: await reviewDistrict(ctx, activity) }
}

async function reviewDistrict(ctx: Ctx, activity: ActivitySubject): Promise<string | null> {
  if (activity.districtCode) return activity.districtCode
  const [lead] = await ctx.db.select({ districtCode: groups.districtCode }).from(groups).where(eq(groups.id, activity.leadGroupId))
  return lead?.districtCode ?? null
}

function assertReviewable(ctx: Ctx, activity: ActivitySubject): void {
  if (activity.status !== 'submitted') throw new AppError('activity_not_open')
  if (activity.createdById === personIdOf(ctx.actor) || can(ctx.actor, 'activity:edit', activity)) throw new AppError('own_review')
}

function assertComplete(ctx: Ctx, activity: ActivitySubject): void {
  const missing = missingToPublish(activity, ctx.now)
  if (missing.startsAt) throw new AppError('starts_in_past', missing)
  if (Object.keys(missing).length > 0) throw new AppError('publish_incomplete', missing)
}

async function assertLeadActive(ctx: Ctx, activity: ActivitySubject): Promise<void> {
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

async function list(ctx: Ctx, activity: ActivitySubject): Promise<void> {
  await ctx.db
    .update(activities)
    .set({ status: 'published', statusReason: null, publishedAt: ctx.now, updatedAt: ctx.now })
    .where(eq(activities.id, activity.id))
}

async function submit(ctx: Ctx, activity: ActivitySubject): Promise<void> {
  await ctx.db
    .update(activities)
    .set({ status: 'submitted', submittedAt: ctx.now, updatedAt: ctx.now })
    .where(eq(activities.id, activity.id))
  const to = await reviewersOf(ctx, await reviewDistrict(ctx, activity))
  await notify(ctx, { to, kind: 'activity_review_asked', about: { type: 'activity', id: activity.id } })
}

/** The district's administrators; where there is none, the network's. */
async function reviewersOf(ctx: Ctx, districtCode: string | null): Promise<string[]> {
  const holds = and(lte(grants.startsAt, ctx.now), or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now)))
  const ofRole = (role: 'district_admin' | 'network_admin') =>
    ctx.db
      .selectDistinct({ personId: grants.personId })
      .from(grants)
      .where(and(eq(grants.role, role), role === 'district_admin' ? eq(grants.scopeId, districtCode ?? '') : undefined, holds))
  const district = districtCode ? await ofRole('district_admin') : []
  return (district.length > 0 ? district : await ofRole('network_admin')).map((row) => row.personId)
}

async function tellOrganizers(ctx: Ctx, activity: ActivitySubject, kind: 'activity_approved' | 'activity_changes_asked'): Promise<void> {
  const holders = await ctx.db
    .selectDistinct({ personId: grants.personId })
    .from(grants)
    .where(
      and(
        inArray(grants.role, ['president', 'secretary', 'organizer']),
        eq(grants.scopeType, 'group'),
        eq(grants.scopeId, activity.leadGroupId),
        lte(grants.startsAt, ctx.now),
        or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now)),
      ),
    )
  const to = [...holders.map((row) => row.personId), ...(activity.createdById ? [activity.createdById] : [])]
  await notify(ctx, { to, kind, about: { type: 'activity', id: activity.id } })
}
