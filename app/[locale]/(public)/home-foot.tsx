import { CampaignBand } from '@/components/campaigns/campaign-band'
import { YearFigures } from '@/components/shell/year-figures'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getShownCampaign } from '@/lib/campaigns/queries'
import { getNetwork } from '@/lib/network/queries'
import { can } from '@/lib/policy/can'
import { getHeadline } from '@/lib/statistics/queries/groups'

/** Below the week: the campaign of the season and the year in figures, each only when there is one. */
export async function HomeFoot({ locale }: { locale: Locale }) {
  const ctx = await currentCtx()
  const [{ zone }, campaign, figures] = await Promise.all([getNetwork(ctx), getShownCampaign(ctx), getHeadline(ctx)])
  const mayOpen = can(ctx.actor, 'statistics:read', null)
  return (
    <>
      {campaign && <CampaignBand campaign={campaign} zone={zone} locale={locale} />}
      {figures.activities > 0 && <YearFigures figures={figures} open={mayOpen} locale={locale} />}
    </>
  )
}
