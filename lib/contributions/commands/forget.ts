import { and, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { people } from '@/db/schema/accounts'
import type { Ctx } from '../../ctx'
import { record } from '../../history/record'
import { authorize } from '../../policy/can'

const WEEK_MS = 7 * 86_400_000

/**
 * Deletes access needs a week after the end of the last activity that the person joined (an unknown end counts as two
 * hours), and not before a week after they were written. Who is going somewhere keeps them.
 */
export function forgetAccessNeeds(ctx: Ctx): Promise<{ forgotten: number }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'job:run', null)
    const weekAgo = new Date(ctx.now.getTime() - WEEK_MS)
    const recent = sql`exists (
      select 1 from rsvps r join activities a on a.id = r.activity_id
      where r.person_id = people.id and r.status in ('going', 'offered', 'waitlisted', 'pending') and a.status <> 'cancelled'
        and coalesce(a.ends_at, a.starts_at + interval '2 hours') > ${weekAgo.toISOString()}::timestamptz)`
    const due = await ctx.db
      .select({ id: people.id })
      .from(people)
      .where(and(isNotNull(people.accessNeeds), lt(people.updatedAt, weekAgo), sql`not ${recent}`))
      .for('update', { skipLocked: true })
    if (due.length === 0) return { forgotten: 0 }
    const ids = due.map(({ id }) => id)
    await ctx.db.update(people).set({ accessNeeds: null }).where(inArray(people.id, ids))
    await record(ctx, 'person.access_needs_forgotten', { type: 'network', id: 'network' }, { people: ids.length })
    return { forgotten: ids.length }
  })
}
