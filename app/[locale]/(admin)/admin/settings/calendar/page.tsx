import { Calendar } from '@/components/network/calendar'
import { SettingsHead } from '@/components/network/settings-tabs'
import { ClientMessages } from '@/components/shell/client-messages'
import { listCalendar } from '@/lib/network/queries'
import { calendarParams } from '@/lib/network/schema'
import { openSettings, type SettingsProps, settingsMetadata } from '../open'

type Props = SettingsProps & { searchParams: Promise<Record<string, unknown>> }

export const generateMetadata = settingsMetadata('calendar')

export default async function CalendarPage({ params, searchParams }: Props) {
  const { ctx } = await openSettings(params)
  const year = calendarParams.parse(await searchParams).year ?? ctx.now.getUTCFullYear()
  const days = await listCalendar(ctx, year)
  return (
    <div className="wrap page flex flex-col gap-8">
      <SettingsHead part="calendar" />
      <ClientMessages of={['network.calendar', 'network.districts']}>
        <Calendar year={year} days={days} />
      </ClientMessages>
    </div>
  )
}
