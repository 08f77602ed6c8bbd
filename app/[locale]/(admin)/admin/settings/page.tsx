import { FaceForm, ZoneForm } from '@/components/network/settings-forms'
import { SettingsHead } from '@/components/network/settings-tabs'
import { ClientMessages } from '@/components/shell/client-messages'
import { getSettings } from '@/lib/network/queries'
import { openSettings, type SettingsProps, settingsMetadata } from './open'

export const generateMetadata = settingsMetadata('')

export default async function SettingsPage({ params }: SettingsProps) {
  const { ctx } = await openSettings(params)
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
