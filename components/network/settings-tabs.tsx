import { useTranslations } from 'next-intl'
import { Tabs } from '@/components/ui/tabs'

const parts = ['', 'districts', 'kinds', 'rules', 'calendar', 'people'] as const
export type SettingsPart = (typeof parts)[number]

/** The head of every settings page: what this is, and its parts. */
export function SettingsHead({ part }: { part: SettingsPart }) {
  const t = useTranslations('network.settings')
  return (
    <header className="flex flex-col gap-4">
      <h1>{t('title')}</h1>
      <Tabs
        label={t('parts')}
        items={parts.map((at) => ({
          href: at ? `/admin/settings/${at}` : '/admin/settings',
          label: t(`part.${at || 'face'}`),
          current: at === part,
        }))}
      />
    </header>
  )
}
