import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '@/db/client'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { doesMailLeave, getNetwork } from '../../network/queries'
import { can } from '../../policy/can'

export type Door = {
  key: 'reviews' | 'reports' | 'statistics' | 'history' | 'imports' | 'outbox' | 'settings' | 'people'
  count: number | null
}
export const firstSteps = ['districts', 'officers', 'group', 'venue', 'activity', 'mail'] as const
export type FirstStep = { key: (typeof firstSteps)[number]; done: boolean }
export type Administration = {
  doors: Door[]
  /** What a new network does first, from facts; null once all is done, and for who does not administer the network. */
  firstSteps: FirstStep[] | null
  /** Mails that did not arrive in the last seven days; null for who may not read it. `leaves`: whether mails leave at all. */
  mail: { failed: number; leaves: boolean } | null
}

type Counts = {
  reviews: number
  reports: number
  failed: number
  districts: number
  officers: number
  groups: number
  venues: number
  activities: number
  mailed: number
}
const FAILED_DAYS = 7

/** What this administrator may open, with what waits there. Throws `not_found` for who administers nothing. */
export async function getAdministration(ctx: Ctx): Promise<Administration> {
  const may = {
    reviews: can(ctx.actor, 'network:readReviews', null),
    reports: can(ctx.actor, 'report:list', null),
    statistics: can(ctx.actor, 'statistics:read', null),
    history: can(ctx.actor, 'history:read', null),
    outbox: can(ctx.actor, 'network:readOutbox', null),
    settings: can(ctx.actor, 'network:administer', null),
  }
  if (!Object.values(may).includes(true)) throw new AppError(ctx.actor.kind === 'visitor' ? 'sign_in_required' : 'not_found')
  const network = await getNetwork(ctx)
  const counts = await readCounts(ctx)
  const leaves = doesMailLeave() && !network.demoSeededAt
  const doors: Door[] = [
    ...(may.reviews ? [{ key: 'reviews' as const, count: counts.reviews }] : []),
    ...(may.reports ? [{ key: 'reports' as const, count: counts.reports }] : []),
    ...(may.statistics ? [{ key: 'statistics' as const, count: null }] : []),
    ...(may.history ? [{ key: 'history' as const, count: null }] : []),
    ...(may.settings
      ? [
          { key: 'imports' as const, count: null },
          { key: 'settings' as const, count: null },
          { key: 'people' as const, count: null },
        ]
      : []),
    ...(may.outbox && !leaves ? [{ key: 'outbox' as const, count: null }] : []),
  ]
  const steps: FirstStep[] = [
    { key: 'districts', done: counts.districts > 0 },
    { key: 'officers', done: counts.officers > 1 },
    { key: 'group', done: counts.groups > 0 },
    { key: 'venue', done: counts.venues > 0 },
    { key: 'activity', done: counts.activities > 0 },
    { key: 'mail', done: counts.mailed > 0 },
  ]
  const isBegun = steps.every(({ key, done }) => done || key === 'mail') && (steps.at(-1)?.done || Boolean(network.demoSeededAt))
  return { doors, firstSteps: may.settings && !isBegun ? steps : null, mail: may.outbox ? { failed: counts.failed, leaves } : null }
}

/** One statement; each count stops at a hundred or at the first. A district's administrator sees what her districts answer for. */
async function readCounts(ctx: Ctx): Promise<Counts> {
  const grants = ctx.actor.kind === 'person' ? ctx.actor.grants : []
  const isWide = grants.some((g) => g.role === 'network_admin' || g.role === 'auditor')
  const codes = grants.flatMap((g) => (g.role === 'district_admin' && g.scopeId ? [g.scopeId] : []))
  const mine = (column: SQL) => (isWide ? sql`true` : sql`${column} = any(${sql.param(`{${codes.join(',')}}`)}::text[])`)
  const since = new Date(ctx.now.getTime() - FAILED_DAYS * 86_400_000).toISOString()
  const [row] = await rowsOf<Counts>(
    ctx.db,
    sql`select
      ((select count(*) from (select 1 from registrations r where r.status in ('submitted', 'recommended') and ${mine(sql`r.district_code`)} limit 100) r) +
       (select count(*) from (select 1 from activities a where a.status = 'submitted' and ${mine(sql`a.district_code`)} limit 100) a))::int as reviews,
      (select count(*)::int from (select 1 from reports r where r.status = 'open' and ${mine(sql`r.district_code`)} limit 100) r) as reports,
      (select count(*)::int from (select 1 from outbox_messages m where m.outcome in ('failed', 'bounced') and m.created_at > ${since}::timestamptz limit 100) m) as failed,
      (select count(*)::int from (select 1 from districts limit 1) d) as districts,
      (select count(*)::int from (select distinct g.person_id from grants g where g.role in ('network_admin', 'auditor', 'district_admin') limit 2) g) as officers,
      (select count(*)::int from (select 1 from groups where status = 'active' limit 1) g) as groups,
      (select count(*)::int from (select 1 from venues where status = 'listed' limit 1) v) as venues,
      (select count(*)::int from (select 1 from activities where published_at is not null limit 1) a) as activities,
      (select count(*)::int from (select 1 from outbox_messages where template = 'test_mail' and outcome in ('sent', 'suppressed') limit 1) m) as mailed`,
  )
  return row as Counts
}
