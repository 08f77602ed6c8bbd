import { and, eq, ne, notInArray } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { hosts } from '@/db/schema/activities'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getGroupSubject } from '../../groups/queries'
import { record } from '../../history/record'
import type { Subjects } from '../../policy/can'
import { authorize, can } from '../../policy/can'
import { lockActivity } from '../queries'
import type { hostingSchema } from '../schema'

type Hosting = z.output<typeof hostingSchema>

/** The asked group's yes: it becomes a host and is credited. */
export function acceptHosting(ctx: Ctx, input: Hosting): Promise<{ groupId: string }> {
  return answerHosting(ctx, input, 'accepted')
}

/** The asked group's no. */
export function declineHosting(ctx: Ctx, input: Hosting): Promise<{ groupId: string }> {
  return answerHosting(ctx, input, 'declined')
}

function answerHosting(ctx: Ctx, { activityId, groupId }: Hosting, answer: 'accepted' | 'declined') {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivity(ctx, activityId)
    authorize(ctx.actor, 'group:organize', await getGroupSubject(ctx, groupId))
    if (activity.status === 'finalised') throw new AppError('activity_finalised')
    if (activity.status === 'cancelled') throw new AppError('activity_cancelled')
    const isAsked = and(eq(hosts.activityId, activityId), eq(hosts.groupId, groupId), ne(hosts.role, 'lead'))
    const changed = await ctx.db
      .update(hosts)
      .set({ acceptedAt: answer === 'accepted' ? ctx.now : null, declinedAt: answer === 'declined' ? ctx.now : null })
      .where(isAsked)
      .returning({ groupId: hosts.groupId })
    if (changed.length === 0) throw new AppError('not_found')
    await record(ctx, `activity.hosting_${answer}`, { type: 'activity', id: activityId }, { groupId })
    return { groupId }
  })
}

/** Asks these groups to host with the lead: who organizes them too accepts at once, the others are asked; groups left out are no hosts any more. */
export async function setCoHosts(ctx: Ctx, activityId: string, coHosts: Subjects['group'][]): Promise<void> {
  const ids = coHosts.map((group) => group.id)
  await ctx.db
    .delete(hosts)
    .where(and(eq(hosts.activityId, activityId), eq(hosts.role, 'co'), ids.length > 0 ? notInArray(hosts.groupId, ids) : undefined))
  const rows = coHosts.map((group, i) => ({
    activityId,
    groupId: group.id,
    role: 'co' as const,
    position: i + 1,
    acceptedAt: can(ctx.actor, 'group:organize', group) ? ctx.now : null,
  }))
  if (rows.length > 0) await ctx.db.insert(hosts).values(rows).onConflictDoNothing()
}
