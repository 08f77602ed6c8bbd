import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { Settings } from '@/components/accounts/settings'
import { AppearanceSettings } from '@/components/shell/appearance-settings'
import { ClientMessages } from '@/components/shell/client-messages'
import type { Locale } from '@/db/vocabulary'
import { getMyAccount } from '@/lib/accounts/queries'
import { currentCtx } from '@/lib/auth/actor'
import { currentSessionHash } from '@/lib/auth/session'
import { textIn } from '@/lib/i18n/text'
import { getReference, listOfferedDistricts } from '@/lib/network/queries'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'accounts.settings' })
  return { title: t('title'), robots: { index: false } }
}

export default async function SettingsPage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  if (ctx.actor.kind !== 'person') redirect(`/${locale}/sign-in?returnTo=${encodeURIComponent(`/${locale}/me/settings`)}`)
  const account = await getMyAccount(ctx, await currentSessionHash())
  const { network } = await getReference(ctx)
  const districts = await listOfferedDistricts(ctx, account.profile.homeDistrictCode)
  const t = await getTranslations('accounts.settings')
  return (
    <div className="wrap page flex flex-col gap-6">
      <h1>{t('title')}</h1>
      <ClientMessages of={['accounts.settings']}>
        <Settings
          account={account}
          districts={districts.map(({ code, names }) => ({ value: code, label: textIn(names, locale) }))}
          zone={network?.zone ?? 'UTC'}
          locale={locale}
          now={ctx.now}
          appearance={<AppearanceSettings />}
        />
      </ClientMessages>
    </div>
  )
}
