import { and, eq, isNull, lt } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { activities } from '@/db/schema/activities'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { getReference } from '../../network/queries'
import { notify } from '../../notices/notify'
import { personIdOf } from '../../policy/actor'
import { authorize, can } from '../../policy/can'
import { getOverdueSince, listAdministrators } from '../../registrations/queries'
import { type ActivitySubject, lockActivity } from '../queries'
import { isPermitMissing } from '../rules'
import type { approveActivitySchema, askForChangesSchema } from '../schema'
import { assertComplete, assertLeadActive, list, reviewDistrict } from './publish'
import { organizersOf } from './tell'

/**
 * A reviewer's yes: the activity is listed. Nobody approves their own; public over 1,000 people needs a permit
 * (`permit_missing`); what was changed since the reviewer saw it is looked at again (`conflict`).
 */
export function approveActivity(ctx: Ctx, { activityId, seenAt }: z.output<typeof approveActivitySchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockForReview(ctx, activityId)
    authorize(ctx.actor, 'activity:review', activity)
    assertReviewable(ctx, activity)
    if (seenAt && activity.updatedAt.getTime() !== Date.parse(seenAt)) throw new AppError('conflict')
    assertComplete(ctx, activity)
    if (isPermitMissing(activity)) throw new AppError('permit_missing')
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

/** Tells the network, once per submission, of each review that nobody answered within three working days; returns how many. */
export async function escalateReviews(ctx: Ctx): Promise<number> {
  if (!(await getReference(ctx)).network) return 0
  const overdue = and(
    eq(activities.status, 'submitted'),
    isNull(activities.reviewEscalatedAt),
    lt(activities.submittedAt, await getOverdueSince(ctx)),
  )
  const waiting = await ctx.db.select({ id: activities.id }).from(activities).where(overdue).orderBy(activities.id)
  let told = 0
  for (const { id } of waiting)
    told += await inTransaction(ctx, async (ctx) => {
      authorize(ctx.actor, 'job:run', null)
      const [still] = await ctx.db
        .update(activities)
        .set({ reviewEscalatedAt: ctx.now })
        .where(and(eq(activities.id, id), overdue))
        .returning({ id: activities.id })
      if (!still) return 0
      const to = await listAdministrators(ctx, 'network_admin', null)
      await notify(ctx, { to, kind: 'activity_review_overdue', about: { type: 'activity', id } })
      await record(ctx, 'activity.review_escalated', { type: 'activity', id }, { people: to.length })
      return 1
    })
  return told
}

/** For a review the activity stands in its lead's district where it has none of its own. */
async function lockForReview(ctx: Ctx, activityId: string): Promise<ActivitySubject> {
  const activity = await lockActivity(ctx, activityId)
  return { ...activity, districtCode: await reviewDistrict(ctx, activity) }
}

function assertReviewable(ctx: Ctx, activity: ActivitySubject): void {
  if (activity.status !== 'submitted') throw new AppError('activity_not_open')
  if (activity.createdById === personIdOf(ctx.actor) || can(ctx.actor, 'activity:edit', activity)) throw new AppError('own_review')
}

async function tellOrganizers(ctx: Ctx, activity: ActivitySubject, kind: 'activity_approved' | 'activity_changes_asked'): Promise<void> {
  const holders = await organizersOf(ctx, activity.leadGroupId)
  const to = [...holders, ...(activity.createdById ? [activity.createdById] : [])]
  await notify(ctx, { to, kind, about: { type: 'activity', id: activity.id } })
}
