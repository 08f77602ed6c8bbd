import { and, asc, eq, isNotNull, ne } from 'drizzle-orm'
import { activities, hosts } from '@/db/schema/activities'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import type { Subjects } from '../policy/can'

export type ActivityRow = typeof activities.$inferSelect
/** An activity's row with what the policy asks of it. */
export type ActivitySubject = ActivityRow & Subjects['activity']

/** The activity, its row locked until the transaction ends (call inside `inTransaction`); throws `not_found`. */
export async function lockActivity(ctx: Ctx, id: string): Promise<ActivitySubject> {
  const [row] = await ctx.db.select().from(activities).where(eq(activities.id, id)).for('update')
  if (!row) throw new AppError('not_found')
  return withHosts(ctx, row)
}

/** As `lockActivity` without the lock. */
export async function getActivitySubject(ctx: Ctx, id: string): Promise<ActivitySubject> {
  const [row] = await ctx.db.select().from(activities).where(eq(activities.id, id))
  if (!row) throw new AppError('not_found')
  return withHosts(ctx, row)
}

async function withHosts(ctx: Ctx, row: ActivityRow): Promise<ActivitySubject> {
  const accepted = await ctx.db
    .select({ groupId: hosts.groupId, role: hosts.role })
    .from(hosts)
    .where(and(eq(hosts.activityId, row.id), isNotNull(hosts.acceptedAt), ne(hosts.role, 'support')))
    .orderBy(asc(hosts.position))
  return { ...row, leadGroupId: accepted.find((h) => h.role === 'lead')?.groupId ?? '', hostGroupIds: accepted.map((h) => h.groupId) }
}
