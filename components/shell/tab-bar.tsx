import { getTranslations } from 'next-intl/server'
import { CalendarIcon, HouseIcon, PeopleIcon, PersonIcon } from '@/components/ui/icons'
import { NavLinks } from './nav-links'

/** The phone's way around; a page with its own bar (`data-bottom-bar`) takes its place. */
export async function TabBar() {
  const t = await getTranslations('common')
  return (
    <NavLinks
      className="tabbar"
      label={t('shell.tabs')}
      items={[
        { href: '/activities', label: t('nav.activities'), icon: <CalendarIcon size={22} /> },
        { href: '/groups', label: t('nav.groups'), icon: <PeopleIcon size={22} /> },
        { href: '/venues', label: t('nav.venues'), icon: <HouseIcon size={22} /> },
        { href: '/me', label: t('nav.me'), icon: <PersonIcon size={22} /> },
      ]}
    />
  )
}
