import { getTranslations } from 'next-intl/server'
import { SignOut } from '@/components/accounts/sign-out'
import { BellIcon, ContrastIcon, PersonIcon, SearchIcon } from '@/components/ui/icons'
import type { Locale } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import type { Actor } from '@/lib/policy/actor'
import type { Theme, TypeSize } from './appearance'
import { AppearanceControls } from './appearance-controls'
import { Brand } from './brand'
import { LocaleLink } from './locale-link'
import { Menu } from './menu'
import { NavLinks } from './nav-links'
import { SignInLink } from './sign-in-link'

const organizes = new Set(['president', 'secretary', 'organizer', 'door_helper', 'keeper'])
const administers = new Set(['network_admin', 'district_admin', 'auditor'])

/** The doors this person may open, by the grants that hold now. */
export function desksOf(actor: Actor): ('me' | 'organize' | 'admin')[] {
  if (actor.kind !== 'person') return []
  const has = (roles: Set<string>) => actor.grants.some((g) => roles.has(g.role))
  return ['me' as const, ...(has(organizes) ? (['organize'] as const) : []), ...(has(administers) ? (['admin'] as const) : [])]
}

const deskHref = { me: '/me', organize: '/organize', admin: '/admin' } as const

export async function Header(props: {
  locale: Locale
  actor: Actor
  seal: string
  networkName: string
  theme: Theme
  typeSize: TypeSize
  /** How many notices wait unread, counted up to 100. */
  unread: number
}) {
  const { locale, actor, unread } = props
  const t = await getTranslations('common')
  const bell = unread > 0 ? t('shell.notices_unread', { n: unread }) : t('shell.notices')
  const other: Locale = locale === 'en' ? 'zh-CN' : 'en'
  return (
    <header className="top">
      <div className="wrap">
        <Brand seal={props.seal} locale={locale} label={t('shell.home', { network: props.networkName })} />
        <NavLinks
          className="doors-nav"
          label={t('shell.doors')}
          items={[
            { href: '/activities', label: t('nav.activities') },
            { href: '/groups', label: t('nav.groups') },
            { href: '/venues', label: t('nav.venues') },
          ]}
        />
        <search className="contents">
          <form action={`/${locale}/activities`} className="find">
            <SearchIcon size={16} className="flex-none" />
            <input type="search" name="q" maxLength={100} placeholder={t('shell.search')} aria-label={t('shell.search')} />
          </form>
        </search>
        <div className="top-tools">
          <Link href="/activities" className="icon-btn md:hidden" aria-label={t('shell.search')}>
            <SearchIcon />
          </Link>
          <LocaleLink to={other} short={other === 'en' ? 'EN' : '中'} label={other === 'en' ? 'EN: English' : '中文'} />
          <Menu summary={<ContrastIcon />} label={t('shell.appearance')}>
            <AppearanceControls
              theme={props.theme}
              typeSize={props.typeSize}
              themeLegend={t('shell.theme')}
              typeLegend={t('shell.type')}
              themes={[
                { value: 'auto', label: t('shell.theme_auto') },
                { value: 'light', label: t('shell.theme_light') },
                { value: 'dark', label: t('shell.theme_dark') },
              ]}
              typeSizes={[
                { value: 'normal', label: t('shell.type_normal') },
                { value: 'large', label: t('shell.type_large') },
              ]}
            />
          </Menu>
          {actor.kind === 'person' && (
            <Link href="/me/notices" className="icon-btn relative max-md:hidden" aria-label={bell} title={bell}>
              <BellIcon />
              {unread > 0 && (
                <span className="badge" aria-hidden="true">
                  {unread >= 100 ? '99+' : unread}
                </span>
              )}
            </Link>
          )}
          {actor.kind === 'person' ? (
            <Menu summary={<PersonIcon size={22} />} label={t('shell.account', { name: actor.displayName })}>
              <p className="px-3 pt-1 pb-2 font-semibold">{actor.displayName}</p>
              {desksOf(actor).map((desk) => (
                <Link key={desk} href={deskHref[desk]} className="menu-item">
                  {t(`nav.${desk}`)}
                </Link>
              ))}
              <Link href="/me/notices" className="menu-item md:hidden">
                {bell}
              </Link>
              <Link href="/me/settings" className="menu-item">
                {t('shell.settings')}
              </Link>
              <SignOut label={t('shell.sign_out')} pendingLabel={t('form.pending')} locale={locale} variant="plain" className="w-full" />
            </Menu>
          ) : (
            <SignInLink label={t('shell.sign_in')} locale={locale} />
          )}
        </div>
      </div>
    </header>
  )
}
