import { and, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { activities, hosts } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import { rsvps } from '@/db/schema/rsvps'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getGroupSubject } from '../../groups/queries'
import { record } from '../../history/record'
import { getNetwork } from '../../network/queries'
import { notify } from '../../notices/notify'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { type ActivitySubject, lockActivity } from '../queries'
import { flagsOf, isPostponement, needsPermit } from '../rules'
import type { createActivitySchema, updateActivitySchema } from '../schema'
import { setHosts } from './hosting'
import { bookSpace } from './space'
import { askedOf, columnsOf, findHostGroups, freeSlug, newWallSecret } from './values'

/** Makes a draft of a group's activity; with a space it asks for the booking at once. */
export function createActivity(ctx: Ctx, input: z.output<typeof createActivitySchema>): Promise<{ id: string; slug: string }> {
  return inTransaction(ctx, async (ctx) => {
    const lead = await getGroupSubject(ctx, input.groupId)
    authorize(ctx.actor, 'group:organize', lead)
    const hostGroups = await findHostGroups(ctx, lead.id, input)
    const columns = await columnsOf(ctx, input, hostGroups.credited)
    const slug = await freeSlug(ctx, columns.titles, columns.reportedOn)
    const [made] = await ctx.db
      .insert(activities)
      .values({
        ...columns,
        slug,
        status: 'draft',
        minimumHeadCount: (await getNetwork(ctx)).rules.minimumHeadCount,
        wallSecret: newWallSecret(),
        createdById: personIdOf(ctx.actor),
        createdAt: ctx.now,
      })
      .returning({ id: activities.id })
    const id = made?.id as string
    await ctx.db.insert(hosts).values({ activityId: id, groupId: lead.id, role: 'lead', position: 0, acceptedAt: ctx.now })
    await setHosts(ctx, id, lead.id, askedOf(hostGroups))
    if (columns.spaceId) await bookSpace(ctx, { ...columns, id }, lead.id)
    await record(ctx, 'activity.drafted', { type: 'activity', id }, { groupId: lead.id })
    return { id, slug }
  })
}

/**
 * Edits an activity. Once it is published, its time moves by less than 30 minutes here (more is a postponement), its
 * capacity changes by `changeCapacity` alone, and what would need a review is refused.
 */
export function updateActivity(ctx: Ctx, input: z.output<typeof updateActivitySchema>): Promise<{ id: string; told: number }> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivity(ctx, input.activityId)
    authorize(ctx.actor, 'activity:edit', activity)
    if (activity.status === 'cancelled') throw new AppError('activity_cancelled')
    if (activity.status === 'finalised') throw new AppError('activity_finalised')
    const hostGroups = await findHostGroups(ctx, activity.leadGroupId, input)
    const isPublished = activity.status === 'published'
    const plan = isPublished ? { ...input, capacity: activity.capacity ?? undefined } : input
    const columns = await columnsOf(ctx, plan, hostGroups.credited, activity)
    if (isPublished) assertSmallChange(activity, columns, await districtsOf(ctx, activity), ctx.now)
    await ctx.db
      .update(activities)
      .set({ ...columns, updatedAt: ctx.now })
      .where(eq(activities.id, activity.id))
    await setHosts(ctx, activity.id, activity.leadGroupId, askedOf(hostGroups))
    const moved = isMoved(activity, columns)
    if (activity.spaceId !== columns.spaceId || (columns.spaceId && moved))
      await bookSpace(ctx, { ...columns, id: activity.id }, activity.leadGroupId)
    await record(ctx, 'activity.edited', { type: 'activity', id: activity.id }, { moved })
    return { id: activity.id, told: isPublished && moved ? await tellOfChange(ctx, activity.id) : 0 }
  })
}

type Columns = Awaited<ReturnType<typeof columnsOf>>

async function districtsOf(ctx: Ctx, activity: ActivitySubject): Promise<(string | null)[]> {
  const rows = await ctx.db.select({ districtCode: groups.districtCode }).from(groups).where(inArray(groups.id, activity.hostGroupIds))
  return rows.map((row) => row.districtCode)
}

function assertSmallChange(before: ActivitySubject, after: Columns, hostDistricts: (string | null)[], now: Date): void {
  const shift = Math.trunc((after.startsAt.getTime() - before.startsAt.getTime()) / 60_000)
  if (isPostponement(before.startsAt, after.startsAt)) throw new AppError('postpone_instead', { startsAt: 'postpone_instead' })
  if (shift !== 0 && before.startsAt <= now) throw new AppError('activity_started', { startsAt: 'activity_started' })
  if (shift !== 0 && after.startsAt <= now) throw new AppError('starts_in_past', { startsAt: 'starts_in_past' })
  const known = flagsOf({ ...before, stated: before.riskFlags, hostDistricts })
  if (after.riskFlags.some((flag) => !before.riskFlags.includes(flag) && !known.includes(flag))) throw new AppError('review_needed')
  if (needsPermit(before, after)) throw new AppError('permit_missing')
}

/** Whether those going must come at another time or to another place. */
const isMoved = (before: ActivitySubject, after: Columns): boolean =>
  before.startsAt.getTime() !== after.startsAt.getTime() ||
  before.endsAt?.getTime() !== after.endsAt?.getTime() ||
  before.venueId !== after.venueId ||
  before.spaceId !== after.spaceId ||
  before.mode !== after.mode ||
  JSON.stringify(before.place) !== JSON.stringify(after.place)

async function tellOfChange(ctx: Ctx, activityId: string): Promise<number> {
  const concerned = await ctx.db
    .select({ personId: rsvps.personId })
    .from(rsvps)
    .where(and(eq(rsvps.activityId, activityId), inArray(rsvps.status, ['going', 'offered', 'waitlisted', 'pending'])))
  await notify(ctx, { to: concerned.map((r) => r.personId), kind: 'activity_changed', about: { type: 'activity', id: activityId } })
  return concerned.length
}
