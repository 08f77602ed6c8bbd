import { and, eq, inArray, ne } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { hosts } from '@/db/schema/activities'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getGroupSubject } from '../../groups/queries'
import { record } from '../../history/record'
import type { Subjects } from '../../policy/can'
import { authorize, can } from '../../policy/can'
import { type ActivitySubject, lockActivity } from '../queries'
import type { hostingSchema } from '../schema'
import { tellGroup } from './tell'

type Hosting = z.output<typeof hostingSchema>

/** The asked group's yes: it becomes a host and, as a co-host, is credited. */
export function acceptHosting(ctx: Ctx, input: Hosting): Promise<{ groupId: string }> {
  return answerHosting(ctx, input, 'accepted')
}

/** The asked group's no, or its withdrawal after a yes: it is a host no more and is not credited. */
export function declineHosting(ctx: Ctx, input: Hosting): Promise<{ groupId: string }> {
  return answerHosting(ctx, input, 'declined')
}

function answerHosting(ctx: Ctx, { activityId, groupId }: Hosting, answer: 'accepted' | 'declined') {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivity(ctx, activityId)
    authorize(ctx.actor, 'group:organize', await getGroupSubject(ctx, groupId))
    assertOpen(activity)
    const isAsked = and(eq(hosts.activityId, activityId), eq(hosts.groupId, groupId), ne(hosts.role, 'lead'))
    const changed = await ctx.db
      .update(hosts)
      .set({ acceptedAt: answer === 'accepted' ? ctx.now : null, declinedAt: answer === 'declined' ? ctx.now : null })
      .where(isAsked)
      .returning({ groupId: hosts.groupId })
    if (changed.length === 0) throw new AppError('not_found')
    await record(ctx, `activity.hosting_${answer}`, { type: 'activity', id: activityId }, { groupId })
    await tellGroup(ctx, activityId, activity.leadGroupId, `activity_hosting_${answer}`, groupId)
    return { groupId }
  })
}

function assertOpen(activity: ActivitySubject): void {
  if (activity.status === 'finalised') throw new AppError('activity_finalised')
  if (activity.status === 'cancelled') throw new AppError('activity_cancelled')
}

type Asked = { group: Subjects['group']; role: 'co' | 'support' }

/**
 * Asks these groups to host or support with the lead: who organizes them too accepts at once, the others are asked and
 * told. Groups left out are no hosts any more, and who was asked in another role is asked again.
 */
export async function setHosts(ctx: Ctx, activityId: string, leadGroupId: string, asked: Asked[]): Promise<void> {
  const before = await ctx.db
    .select()
    .from(hosts)
    .where(and(eq(hosts.activityId, activityId), ne(hosts.role, 'lead')))
  const gone = before.filter((host) => !asked.some(({ group, role }) => group.id === host.groupId && role === host.role))
  const ids = gone.map((host) => host.groupId)
  if (ids.length > 0) await ctx.db.delete(hosts).where(and(eq(hosts.activityId, activityId), inArray(hosts.groupId, ids)))
  const kept = before.filter((host) => !ids.includes(host.groupId))
  const fresh = asked.flatMap(({ group, role }, i) =>
    kept.some((host) => host.groupId === group.id)
      ? []
      : { activityId, groupId: group.id, role, position: i + 1, acceptedAt: can(ctx.actor, 'group:organize', group) ? ctx.now : null },
  )
  if (fresh.length > 0) await ctx.db.insert(hosts).values(fresh)
  for (const { groupId, acceptedAt } of fresh)
    if (!acceptedAt) await tellGroup(ctx, activityId, groupId, 'activity_hosting_asked', leadGroupId)
  for (const { groupId, declinedAt } of gone)
    if (!declinedAt && !asked.some(({ group }) => group.id === groupId))
      await tellGroup(ctx, activityId, groupId, 'activity_hosting_withdrawn', leadGroupId)
}
