import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { AlliancePanel } from '@/components/groups/alliance-panel'
import { GroupDeskHead } from '@/components/groups/desk-head'
import { GroupForm } from '@/components/groups/group-form'
import { StandingPanel } from '@/components/groups/standing-panel'
import { ClientMessages } from '@/components/shell/client-messages'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getGroupSettings } from '@/lib/groups/queries/desk'
import { textIn } from '@/lib/i18n/text'
import { orElsewhere } from '../../../activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'groups.desk' })
  return { title: t('tab.settings'), robots: { index: false } }
}

export default async function SettingsPage({ params }: Props) {
  const { locale, slug } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const settings = await getGroupSettings(ctx, slug).catch(orElsewhere(`/${locale}/organize/groups/${slug}/settings`))
  const { group, values, home } = settings
  const isOpen = group.status === 'active'
  return (
    <div className="wrap page">
      <GroupDeskHead group={group} current="settings" locale={locale} />
      <ClientMessages of={['groups.form', 'groups.joinModes', 'groups.alliance', 'groups.standing']}>
        {isOpen && (
          <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <GroupForm values={values} home={home && { id: home.id, label: textIn(home.names, locale) }} />
            <div className="flex flex-col gap-6">
              <AlliancePanel groupId={group.id} isAlliance={settings.isAlliance} alliances={settings.alliances} />
              {settings.maySuspend && <StandingPanel groupId={group.id} suspension={settings.suspension} />}
            </div>
          </div>
        )}
      </ClientMessages>
    </div>
  )
}
