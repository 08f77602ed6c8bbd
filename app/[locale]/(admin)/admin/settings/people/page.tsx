import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { NetworkRoles } from '@/components/accounts/network-roles'
import { SettingsHead } from '@/components/network/settings-tabs'
import { ClientMessages } from '@/components/shell/client-messages'
import type { Locale } from '@/db/vocabulary'
import { listNetworkRoles } from '@/lib/accounts/queries/roles'
import { currentCtx } from '@/lib/auth/actor'
import { textIn } from '@/lib/i18n/text'
import { getSettings } from '@/lib/network/queries'
import { can } from '@/lib/policy/can'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'network.settings' })
  return { title: t('title'), robots: { index: false } }
}

export default async function PeoplePage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  if (!can(ctx.actor, 'network:administer', null)) notFound()
  const { districts, zone } = await getSettings(ctx)
  const roles = await listNetworkRoles(ctx)
  return (
    <div className="wrap page flex flex-col gap-8">
      <SettingsHead part="/people" />
      <ClientMessages of={['network.people', 'groups.roles']}>
        <NetworkRoles
          roles={roles}
          districts={districts.map(({ code, zh, en }) => ({ value: code, label: textIn({ zh, en }, locale) }))}
          zone={zone}
          now={ctx.now}
        />
      </ClientMessages>
    </div>
  )
}
