import { DistrictSettings } from '@/components/network/district-settings'
import { SettingsHead } from '@/components/network/settings-tabs'
import { ClientMessages } from '@/components/shell/client-messages'
import { getSettings } from '@/lib/network/queries'
import { openSettings, type SettingsProps, settingsMetadata } from '../open'

export const generateMetadata = settingsMetadata('districts')

export default async function DistrictsPage({ params }: SettingsProps) {
  const { ctx } = await openSettings(params)
  const { districts } = await getSettings(ctx)
  return (
    <div className="wrap page flex flex-col gap-8">
      <SettingsHead part="districts" />
      <ClientMessages of={['network.districts']}>
        <DistrictSettings rows={districts} />
      </ClientMessages>
    </div>
  )
}
