import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import type { SettingsPart } from '@/components/network/settings-tabs'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { can } from '@/lib/policy/can'

export type SettingsProps = { params: Promise<{ locale: Locale }> }

/** The title of a part of the settings. */
export const settingsMetadata =
  (part: SettingsPart) =>
  async ({ params }: SettingsProps): Promise<Metadata> => {
    const t = await getTranslations({ locale: (await params).locale, namespace: 'network.settings' })
    return { title: `${t(`part.${part || 'face'}`)} · ${t('title')}`, robots: { index: false } }
  }

/** The language and the actor of a settings page; there is no such page for whoever does not administer the network. */
export async function openSettings(params: SettingsProps['params']) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  if (!can(ctx.actor, 'network:administer', null)) notFound()
  return { locale, ctx }
}
