import { RulesForm } from '@/components/network/settings-forms'
import { SettingsHead } from '@/components/network/settings-tabs'
import { ClientMessages } from '@/components/shell/client-messages'
import { getSettings } from '@/lib/network/queries'
import { openSettings, type SettingsProps, settingsMetadata } from '../open'

export const generateMetadata = settingsMetadata('rules')

export default async function RulesPage({ params }: SettingsProps) {
  const { ctx } = await openSettings(params)
  const settings = await getSettings(ctx)
  return (
    <div className="wrap page flex flex-col gap-8">
      <SettingsHead part="rules" />
      <ClientMessages of={['network.rules']}>
        <RulesForm settings={settings} />
      </ClientMessages>
    </div>
  )
}
