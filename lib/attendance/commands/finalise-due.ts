import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { activities } from '@/db/schema/activities'
import type { Ctx } from '../../ctx'
import { record } from '../../history/record'
import { getReference } from '../../network/queries'
import { authorize } from '../../policy/can'
import { finaliseActivity } from './recap'

const AT_ONCE = 200

/** Finalises what ended the network's number of days ago (default seven) and nobody closed; no no-shows, because nobody confirmed them. */
export async function finaliseDue(ctx: Ctx): Promise<{ finalised: number }> {
  authorize(ctx.actor, 'job:run', null)
  const { network } = await getReference(ctx)
  if (!network) return { finalised: 0 }
  const until = new Date(ctx.now.getTime() - network.rules.finaliseAfterDays * 86_400_000)
  const ended = sql`coalesce(${activities.endsAt}, ${activities.startsAt} + interval '2 hours')`
  const due = await ctx.db
    .select({ id: activities.id })
    .from(activities)
    .where(and(eq(activities.status, 'published'), lte(activities.startsAt, until), sql`${ended} <= ${until.toISOString()}::timestamptz`))
    .orderBy(asc(activities.endsAt))
    .limit(AT_ONCE)
  for (const { id } of due) await finaliseActivity(ctx, { activityId: id, noShows: [], excused: [], wereHere: [] })
  if (due.length > 0) await record(ctx, 'activities.finalised_when_due', { type: 'network', id: 'network' }, { count: due.length })
  return { finalised: due.length }
}
