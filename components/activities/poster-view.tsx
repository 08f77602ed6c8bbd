import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import type { Locale, LocalText } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'

type Props = { activity: { slug: string; titles: LocalText; status: string }; locale: Locale }

/** The poster alone: long-pressed on a phone it is kept or sent on, on a desk it is printed. */
export function PosterView({ activity, locale }: Props) {
  const t = useTranslations('activities.poster')
  const src = `/api/v1/activities/${activity.slug}/poster.png?locale=${locale}`
  return (
    <div className="wrap page flex flex-col items-center gap-5">
      <h1 className="text-xl print:hidden">{t('title', { name: textIn(activity.titles, locale) })}</h1>
      <p className="muted print:hidden">{t('hint')}</p>
      {/* biome-ignore lint/performance/noImgElement: drawn by a route of ours, in the size that is shown */}
      <img
        src={src}
        width={1080}
        height={1440}
        alt={t('alt', { name: textIn(activity.titles, locale) })}
        className="h-auto w-full max-w-[34rem] rounded-card border border-line print:max-w-none print:border-0"
      />
      <div className="flex flex-wrap gap-3 print:hidden">
        <ButtonLink href={src} download>
          {t('download')}
        </ButtonLink>
        <ButtonLink href={`/activities/${activity.slug}`}>{t('back')}</ButtonLink>
      </div>
    </div>
  )
}
