import { desc, gte, sql } from 'drizzle-orm'
import { campaigns } from '@/db/schema/campaigns'
import type { Ctx } from '../ctx'
import { getNetwork } from '../network/queries'
import { addDays, localDate } from '../time/zones'

const SHOWN_AFTER_DAYS = 60

const shown = (ctx: Ctx, since: string) =>
  ctx.db
    .select({
      id: campaigns.id,
      slug: campaigns.slug,
      names: campaigns.names,
      theme: campaigns.theme,
      fromOn: campaigns.fromOn,
      toOn: campaigns.toOn,
      activityCount: sql<number>`(select count(*)::int from activities a where a.campaign_id = campaigns.id and a.status in ('published', 'finalised') and a.excluded_at is null and a.audience = 'public')`,
    })
    .from(campaigns)
    .where(gte(campaigns.toOn, since))

/** `coming` before its first day, `live` on its days, `over` after them, by the network's calendar. */
export type CampaignPhase = 'coming' | 'live' | 'over'
export type ShownCampaign = Awaited<ReturnType<typeof shown>>[number] & { phase: CampaignPhase }

/**
 * The campaign that the home page tells of: the one that is live, else the next to come, else the last one over, for 60
 * days after its end.
 */
export async function getShownCampaign(ctx: Ctx): Promise<ShownCampaign | null> {
  const { zone } = await getNetwork(ctx)
  const today = localDate(ctx.now, zone)
  const rank = sql`case when ${campaigns.fromOn} <= ${today} and ${campaigns.toOn} >= ${today} then 0 when ${campaigns.fromOn} > ${today} then 1 else 2 end`
  const [row] = await shown(ctx, addDays(today, -SHOWN_AFTER_DAYS))
    .orderBy(rank, sql`case when ${campaigns.fromOn} > ${today} then ${campaigns.fromOn} end`, desc(campaigns.toOn))
    .limit(1)
  if (!row) return null
  return { ...row, phase: row.toOn < today ? 'over' : row.fromOn > today ? 'coming' : 'live' }
}
