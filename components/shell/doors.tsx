import { getTranslations } from 'next-intl/server'
import { CalendarIcon, HouseIcon, PeopleIcon } from '@/components/ui/icons'
import type { Locale } from '@/db/vocabulary'
import { formatNumber } from '@/lib/time/format'

const icons = { groups: PeopleIcon, venues: HouseIcon, activities: CalendarIcon }

/** The finds that open today, each with what is behind it. */
export async function Doors({ locale, ...counts }: { groups: number; venues: number; activities: number; locale: Locale }) {
  const t = await getTranslations('common.home')
  return (
    <nav className="home-doors" aria-label={t('doors')}>
      {(['groups', 'venues', 'activities'] as const).map((door) => {
        const Icon = icons[door]
        return (
          <a key={door} href={`/${locale}/${door}`} className="card">
            <span className="font-serif text-lg font-semibold">{t(`door_${door}`)}</span>
            <b>{formatNumber(counts[door], locale)}</b>
            <span className="small muted">{t(`door_${door}_note`)}</span>
            <Icon size={76} weight={1.1} />
          </a>
        )
      })}
    </nav>
  )
}
