import { CategoriesForm, KindsForm } from '@/components/network/settings-forms'
import { SettingsHead } from '@/components/network/settings-tabs'
import { ClientMessages } from '@/components/shell/client-messages'
import { getSettings } from '@/lib/network/queries'
import { openSettings, type SettingsProps, settingsMetadata } from '../open'

export const generateMetadata = settingsMetadata('kinds')

export default async function KindsPage({ params }: SettingsProps) {
  const { ctx } = await openSettings(params)
  const settings = await getSettings(ctx)
  return (
    <div className="wrap page flex flex-col gap-8">
      <SettingsHead part="kinds" />
      <ClientMessages of={['network.rows', 'network.settings']}>
        <div className="grid items-start gap-10 xl:grid-cols-2">
          <KindsForm settings={settings} />
          <CategoriesForm settings={settings} />
        </div>
      </ClientMessages>
    </div>
  )
}
