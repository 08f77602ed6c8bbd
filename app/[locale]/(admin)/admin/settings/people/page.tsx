import { NetworkRoles } from '@/components/accounts/network-roles'
import { SettingsHead } from '@/components/network/settings-tabs'
import { ClientMessages } from '@/components/shell/client-messages'
import { listNetworkRoles } from '@/lib/accounts/queries/roles'
import { textIn } from '@/lib/i18n/text'
import { getSettings, listOfferedDistricts } from '@/lib/network/queries'
import { openSettings, type SettingsProps, settingsMetadata } from '../open'

export const generateMetadata = settingsMetadata('people')

export default async function PeoplePage({ params }: SettingsProps) {
  const { locale, ctx } = await openSettings(params)
  const { zone } = await getSettings(ctx)
  const districts = await listOfferedDistricts(ctx)
  const roles = await listNetworkRoles(ctx)
  return (
    <div className="wrap page flex flex-col gap-8">
      <SettingsHead part="people" />
      <ClientMessages of={['network.people', 'groups.roles']}>
        <NetworkRoles
          roles={roles}
          districts={districts.map(({ code, names }) => ({ value: code, label: textIn(names, locale) }))}
          zone={zone}
          now={ctx.now}
        />
      </ClientMessages>
    </div>
  )
}
