import { and, asc, eq } from 'drizzle-orm'
import { attendances } from '@/db/schema/attendance'
import type { ActivitySubject } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { can } from '../../policy/can'
import { isCorrectable } from '../rules'

/** Whose attendance is known by an import alone, in the order of ids. */
export async function listUnconfirmed(ctx: Ctx, activityId: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ personId: attendances.personId })
    .from(attendances)
    .where(and(eq(attendances.activityId, activityId), eq(attendances.source, 'import')))
    .orderBy(asc(attendances.personId))
  return rows.map((row) => row.personId)
}

/** What the door says of imported attendance: how many, and whether this organizer may still confirm it. */
export async function getUnconfirmed(ctx: Ctx, activity: ActivitySubject): Promise<{ count: number; mayConfirm: boolean }> {
  const count = can(ctx.actor, 'activity:confirmPaper', activity) ? (await listUnconfirmed(ctx, activity.id)).length : 0
  return { count, mayConfirm: activity.origin === 'here' && isCorrectable(activity, ctx.now) }
}
