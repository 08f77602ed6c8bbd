import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { DateLeaf } from '@/components/ui/leaf'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import type { ShownCampaign } from '@/lib/campaigns/queries'
import { formatNumber, startOfDay } from '@/lib/time/format'

/** A campaign that is coming, live or over, in a band across the page. */
export async function CampaignBand({ campaign, zone, locale }: { campaign: ShownCampaign; zone: string; locale: Locale }) {
  const t = await getTranslations('campaigns.band')
  const tone = ({ coming: 'wait', live: 'ok', over: 'plain' } as const)[campaign.phase]
  const href = `/activities?campaign=${campaign.slug}${campaign.phase === 'over' ? '&past=1' : ''}`
  return (
    <section className="campaign-band" aria-labelledby="campaign">
      <DateLeaf instant={startOfDay(campaign.fromOn, zone)} zone={zone} locale={locale} size="l" />
      <div className="min-w-0 flex-1">
        <h2 id="campaign" className="text-2xl">
          <Text value={campaign.names} locale={locale} />
        </h2>
        <p className="mt-1 flex flex-wrap items-center gap-2">
          <Text value={campaign.theme} locale={locale} as="span" /> <Chip tone={tone}>{t(campaign.phase)}</Chip>
        </p>
      </div>
      {campaign.activityCount > 0 && (
        <>
          <p>
            <b className="font-serif text-2xl font-semibold">{formatNumber(campaign.activityCount, locale)}</b>{' '}
            {t('activities', { n: campaign.activityCount })}
          </p>
          <ButtonLink href={href} variant="primary">
            {t(campaign.phase === 'over' ? 'look_back' : 'look')}
          </ButtonLink>
        </>
      )}
    </section>
  )
}
