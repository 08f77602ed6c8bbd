import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { FaceForm, ZoneForm } from '@/components/network/settings-forms'
import { SettingsHead } from '@/components/network/settings-tabs'
import { ClientMessages } from '@/components/shell/client-messages'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getSettings } from '@/lib/network/queries'
import { can } from '@/lib/policy/can'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'network.settings' })
  return { title: t('title'), robots: { index: false } }
}

export default async function SettingsPage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  if (!can(ctx.actor, 'network:administer', null)) notFound()
  const settings = await getSettings(ctx)
  return (
    <div className="wrap page flex flex-col gap-8">
      <SettingsHead part="" />
      <ClientMessages of={['network']}>
        <FaceForm settings={settings} />
        <ZoneForm settings={settings} />
      </ClientMessages>
    </div>
  )
}
