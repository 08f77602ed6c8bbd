import { CalendarDays, CircleUser, House, Users } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { NavLinks } from './nav-links'

/** The phone's way around; a page with its own bar (`data-bottom-bar`) takes its place. */
export async function TabBar() {
  const t = await getTranslations('common')
  const icon = { size: 22, 'aria-hidden': true, strokeWidth: 1.75 } as const
  return (
    <NavLinks
      className="tabbar"
      label={t('shell.tabs')}
      items={[
        { href: '/activities', label: t('nav.activities'), icon: <CalendarDays {...icon} /> },
        { href: '/groups', label: t('nav.groups'), icon: <Users {...icon} /> },
        { href: '/venues', label: t('nav.venues'), icon: <House {...icon} /> },
        { href: '/me', label: t('nav.me'), icon: <CircleUser {...icon} /> },
      ]}
    />
  )
}
