import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import type { Locale } from '@/db/vocabulary'
import type { ListedActivity } from '@/lib/activities/queries'
import { shownText } from '@/lib/i18n/text'
import { formatWhen } from '@/lib/time/format'

/** Nothing fits: says so, and names the nearest one. */
export function NoActivities({ nearest, locale, now }: { nearest: ListedActivity | null; locale: Locale; now: Date }) {
  const t = useTranslations('activities.empty')
  if (!nearest)
    return (
      <Empty title={t('none')}>
        <p>{t('noneHint')}</p>
      </Empty>
    )
  const title = shownText(nearest.titles, locale)
  return (
    <Empty title={t('title')}>
      <p className="w-full">
        {t('nearest', { when: formatWhen(nearest.startsAt, nearest.zone, locale, now) })}
        <a className="link" href={`/${locale}/activities/${nearest.slug}`} lang={title.lang}>
          {title.text}
        </a>
      </p>
      <ButtonLink href="/activities" size="s">
        {t('clear')}
      </ButtonLink>
    </Empty>
  )
}
