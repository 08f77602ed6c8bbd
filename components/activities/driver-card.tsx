import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import type { Locale, LocalText } from '@/db/vocabulary'
import type { ActivityPage } from '@/lib/activities/queries'
import { textIn } from '@/lib/i18n/text'

/** The address in large Chinese, for a taxi driver. */
export function DriverCard({ activity, locale }: { activity: ActivityPage; locale: Locale }) {
  const t = useTranslations('activities.page')
  const chinese = (value: LocalText | null | undefined) => textIn(value, 'zh-CN')
  const place = activity.venuePending ? null : (activity.venue?.names ?? activity.place)
  return (
    <div className="wrap page flex flex-col gap-8">
      <div lang="zh-CN" className="flex flex-col gap-5">
        <p className="text-xl">师傅，请送我到：</p>
        <h1 className="text-4xl md:text-5xl">{chinese(place) || '地点待定'}</h1>
        {activity.venue && !activity.venuePending && <p className="text-3xl">{chinese(activity.venue.addresses)}</p>}
        <p className="text-2xl text-ink-2">
          {chinese(activity.placeDirections ?? (activity.venuePending ? null : activity.venue?.directions))}
        </p>
      </div>
      <div>
        <ButtonLink href={`/activities/${activity.slug}`} hrefLang={locale}>
          {t('back')}
        </ButtonLink>
      </div>
    </div>
  )
}
