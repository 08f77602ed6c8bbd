import { useTranslations } from 'next-intl'
import { Tabs } from '@/components/ui/tabs'

/** List or calendar of the same activities; `at` is the address with its other filters, without `view`. */
export function ViewSwitch({ at, isCalendar }: { at: string; isCalendar: boolean }) {
  const t = useTranslations('activities.calendar')
  const calendar = `${at}${at.includes('?') ? '&' : '?'}view=calendar`
  return (
    <Tabs
      label={t('view')}
      items={[
        { href: at, label: t('asList'), current: !isCalendar },
        { href: calendar, label: t('asCalendar'), current: isCalendar },
      ]}
    />
  )
}
