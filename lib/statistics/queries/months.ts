import { asc, eq, sql } from 'drizzle-orm'
import { rowsOf } from '@/db/client'
import { activities } from '@/db/schema/activities'
import { type LockedFigures, monthLocks, restatements } from '@/db/schema/statistics'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'
import { authorize } from '../../policy/can'
import { missingRecaps } from './figures'
import type { Selection } from './selection'

export type MonthState = {
  month: string
  lockedAt: Date
  locked: LockedFigures
  ruleVersion: string
  hash: string
  restatements: { delta: LockedFigures; reason: string; at: Date; slug: string | null; titles: LocalText | null }[]
}

/** The network's locked months of a selection, oldest first, with what moved since: locked + Σ restatements = live. */
export async function listMonthLocks(ctx: Ctx, { fromOn, toOn }: Selection): Promise<MonthState[]> {
  authorize(ctx.actor, 'statistics:read', null)
  const rows = await ctx.db
    .select({ lock: monthLocks, restatement: restatements, slug: activities.slug, titles: activities.titles })
    .from(monthLocks)
    .leftJoin(restatements, eq(restatements.lockId, monthLocks.id))
    .leftJoin(activities, eq(activities.id, restatements.activityId))
    .where(sql`${monthLocks.scope} = 'network' and ${monthLocks.month} >= ${fromOn}::date and ${monthLocks.month} < ${toOn}::date`)
    .orderBy(asc(monthLocks.month), asc(restatements.createdAt))
  const states = new Map<string, MonthState>()
  for (const { lock, restatement, slug, titles } of rows) {
    const state = states.get(lock.id) ?? {
      month: lock.month.slice(0, 7),
      lockedAt: lock.lockedAt,
      locked: lock.figures,
      ruleVersion: lock.ruleVersion,
      hash: lock.hash,
      restatements: [],
    }
    if (restatement)
      state.restatements.push({ delta: restatement.delta, reason: restatement.reason, at: restatement.createdAt, slug, titles })
    states.set(lock.id, state)
  }
  return [...states.values()]
}

export type MissingRecap = { slug: string; titles: LocalText; reportedOn: string; host: LocalText; hostSlug: string }

/** By name, oldest first: the ended activities whose recap is missing; at most 200. */
export async function listMissingRecaps(ctx: Ctx, selection: Selection): Promise<MissingRecap[]> {
  authorize(ctx.actor, 'statistics:read', null)
  return rowsOf<MissingRecap>(
    ctx.db,
    sql`select a.slug, a.titles, a.reported_on::text as "reportedOn", g.names as host, g.slug as "hostSlug"
    from activities a join hosts l on l.activity_id = a.id and l.role = 'lead' join groups g on g.id = l.group_id
    where ${missingRecaps(ctx, selection)} order by a.reported_on, a.id limit 200`,
  )
}
