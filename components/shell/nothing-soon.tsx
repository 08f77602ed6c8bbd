import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import type { Locale, LocalText } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'
import { formatWhen } from '@/lib/time/format'

type Next = { slug: string; titles: LocalText; startsAt: Date; zone: string }

/** A week without activities: the nearest one by name, and where else to look. */
export async function NothingSoon({
  next,
  district,
  locale,
  now,
}: {
  next: Next | null
  district: { names: LocalText } | null
  locale: Locale
  now: Date
}) {
  const t = await getTranslations('common.home')
  const where = district ? textIn(district.names, locale) : t('here')
  return (
    <Empty title={next ? t('empty_week', { place: where }) : t('empty_none', { place: where })}>
      {next && (
        <p className="w-full">
          {t('empty_next', { when: formatWhen(next.startsAt, next.zone, locale, now) })}
          <a className="link" href={`/${locale}/activities/${next.slug}`}>
            {textIn(next.titles, locale)}
          </a>
        </p>
      )}
      {district ? (
        <ButtonLink href="/" size="s">
          {t('empty_step')}
        </ButtonLink>
      ) : (
        <ButtonLink href="/groups" size="s">
          {t('empty_groups')}
        </ButtonLink>
      )}
    </Empty>
  )
}
