import { getTranslations } from 'next-intl/server'
import { PinIcon } from '@/components/ui/icons'
import { Text } from '@/components/ui/text'
import type { Locale, LocalText } from '@/db/vocabulary'
import { Menu } from './menu'

type Named = { code: string; names: LocalText }

type Props = { districts: Named[]; chosen: Named | null; locale: Locale }

/** "Near me" without asking where that is: a district that the reader chooses, kept in the address; and what most ask for. */
export async function NearMe({ query, ...props }: Props & { query: string }) {
  const t = await getTranslations('common.home')
  const { locale } = props
  return (
    <div className="flex flex-wrap items-center gap-2">
      <DistrictMenu {...props} />
      <a href={`/${locale}/activities?when=today&part=evening${query}`} className="btn btn-plain btn-s">
        {t('tonight')}
      </a>
      <a href={`/${locale}/activities?when=weekend${query}`} className="btn btn-plain btn-s">
        {t('weekend')}
      </a>
      <a href={`/${locale}/activities?places=1${query}`} className="btn btn-plain btn-s">
        {t('places')}
      </a>
    </div>
  )
}

async function DistrictMenu({ districts, chosen, locale }: Props) {
  const t = await getTranslations('common.home')
  const summary = (
    <>
      <PinIcon size={16} />
      {chosen ? <Text value={chosen.names} locale={locale} /> : t('all_districts')}
      <span aria-hidden="true">▾</span>
    </>
  )
  return (
    <Menu summary={summary} label={t('district')} className="btn btn-quiet btn-s">
      <div className="grid grid-cols-2">
        <a href={`/${locale}`} className="menu-item" aria-current={chosen ? undefined : 'true'}>
          {t('all_districts')}
        </a>
        {districts.map((d) => (
          <a
            key={d.code}
            href={`/${locale}?district=${d.code}`}
            className="menu-item"
            aria-current={d.code === chosen?.code ? 'true' : undefined}
          >
            <Text value={d.names} locale={locale} />
          </a>
        ))}
      </div>
    </Menu>
  )
}
