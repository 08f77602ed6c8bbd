import { and, eq, gt, lt, lte, notExists, sql } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { activities } from '@/db/schema/activities'
import { notices } from '@/db/schema/notices'
import { rsvps } from '@/db/schema/rsvps'
import { lockActivity } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { record } from '../../history/record'
import { getNetwork } from '../../network/queries'
import { notify } from '../../notices/notify'
import { authorize } from '../../policy/can'
import { quietUntil } from '../rules'

/**
 * Reminds those going, once for each start, from 24 h before it; not in quiet hours. Who settled the place later than
 * that was told then. The notice itself is the mark: it is looked for under the lock of the activity's row.
 */
export async function remindDue(ctx: Ctx): Promise<number> {
  const found = await dueFor(ctx).groupBy(activities.id)
  let reminded = 0
  for (const { id } of found)
    reminded += await inTransaction(ctx, async (ctx) => {
      authorize(ctx.actor, 'job:run', null)
      const activity = await lockActivity(ctx, id)
      const rows = await dueFor(ctx, id).groupBy(activities.id, rsvps.personId)
      const people = rows.map((r) => r.personId)
      if (people.length === 0) return 0
      const { zone } = await getNetwork(ctx)
      await notify(ctx, {
        to: people,
        kind: 'activity_reminder',
        about: { type: 'activity', id },
        ids: { startsAt: activity.startsAt.toISOString() },
        notBefore: quietUntil(ctx.now, zone) ?? ctx.now,
      })
      await record(ctx, 'activity.reminded', { type: 'activity', id }, { people: people.length })
      return people.length
    })
  return reminded
}

function dueFor(ctx: Ctx, activityId?: string) {
  const dayBefore = sql`${activities.startsAt} - interval '24 hours'`
  const told = ctx.db
    .select({ id: notices.id })
    .from(notices)
    .where(
      and(
        eq(notices.aboutType, 'activity'),
        eq(notices.aboutId, sql`${activities.id}::text`),
        eq(notices.kind, 'activity_reminder'),
        eq(notices.recipientId, rsvps.personId),
        sql`(${notices.ids}->>'startsAt')::timestamptz = ${activities.startsAt}`,
      ),
    )
  return ctx.db
    .select({ id: activities.id, personId: sql<string>`min(${rsvps.personId}::text)` })
    .from(activities)
    .innerJoin(rsvps, and(eq(rsvps.activityId, activities.id), eq(rsvps.status, 'going')))
    .where(
      and(
        activityId ? eq(activities.id, activityId) : undefined,
        eq(activities.status, 'published'),
        gt(activities.startsAt, ctx.now),
        lte(dayBefore, sql`${ctx.now.toISOString()}::timestamptz`),
        lt(rsvps.updatedAt, dayBefore),
        notExists(told),
      ),
    )
    .$dynamic()
}
