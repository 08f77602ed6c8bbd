import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { Tabs } from '@/components/ui/tabs'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import type { DeskGroupHead } from '@/lib/groups/queries/desk'
import { Link } from '@/lib/i18n/navigation'
import { Seal } from './seal'

const tabs = ['members', 'officers', 'settings', 'import'] as const

/** What every page of a group's desk begins with: its seal and name, and the tabs members · officers · settings · import. */
export function GroupDeskHead({ group, current, locale }: { group: DeskGroupHead; current: (typeof tabs)[number]; locale: Locale }) {
  const t = useTranslations('groups.desk')
  return (
    <header className="mb-6 flex flex-col gap-3">
      <Link href="/organize" className="back">
        {t('back')}
      </Link>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <div className="flex min-w-0 items-center gap-4">
          <Seal text={group.shortName} id={group.id} size={44} />
          <Text value={group.names} locale={locale} as="h1" />
        </div>
        {group.status === 'dissolved' && <Chip tone="stop">{t('dissolved')}</Chip>}
        <Link href={`/groups/${group.slug}`} className="link">
          {t('public_page')}
        </Link>
      </div>
      <Tabs
        label={t('tabs')}
        items={tabs
          .filter((tab) => (tab !== 'settings' || group.mayEdit) && (tab !== 'import' || group.mayImport))
          .map((tab) => ({ href: `/organize/groups/${group.slug}/${tab}`, label: t(`tab.${tab}`), current: tab === current }))}
      />
    </header>
  )
}
