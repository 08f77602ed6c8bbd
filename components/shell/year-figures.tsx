import { getTranslations } from 'next-intl/server'
import type { Locale } from '@/db/vocabulary'
import { formatNumber } from '@/lib/time/format'

/** The last twelve full months in four figures; for those who may open the statistics each is a door to its rows. */
export async function YearFigures({
  figures,
  open,
  locale,
}: {
  figures: { activities: number; attendances: number; people: number; members: number }
  open: boolean
  locale: Locale
}) {
  const t = await getTranslations('common.home')
  return (
    <section className="year-figures" aria-label={t('figures')}>
      {(['activities', 'attendances', 'people', 'members'] as const).map((name) => (
        <p key={name}>
          <b>
            {open ? (
              <a href={`/${locale}/admin/statistics`} className="figure-link">
                {formatNumber(figures[name], locale)}
              </a>
            ) : (
              formatNumber(figures[name], locale)
            )}
          </b>
          {t(`figure_${name}`)}
        </p>
      ))}
    </section>
  )
}
