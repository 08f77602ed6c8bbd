import { getTranslations, setRequestLocale } from 'next-intl/server'
import { MeTabs } from '@/components/rsvps/me-tabs'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'

type Props = { children: React.ReactNode; params: Promise<{ locale: string }> }

export default async function MeLayout({ children, params }: Props) {
  const locale = (await params).locale as Locale
  setRequestLocale(locale)
  const { actor } = await currentCtx()
  const t = await getTranslations('rsvps.me')
  if (actor.kind !== 'person') return children
  return (
    <>
      <div className="wrap pt-6">
        <MeTabs
          label={t('tabs')}
          items={[
            { href: '/me', label: t('tab.activities') },
            { href: '/me/record', label: t('tab.record') },
            { href: '/me/groups', label: t('tab.groups') },
            { href: '/me/notices', label: t('tab.notices') },
            { href: '/me/settings', label: t('tab.settings') },
          ]}
        />
      </div>
      {children}
    </>
  )
}
