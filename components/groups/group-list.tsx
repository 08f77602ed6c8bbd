import { useTranslations } from 'next-intl'
import { NothingFound } from '@/components/ui/nothing-found'
import { Text } from '@/components/ui/text'
import type { Locale, LocalText } from '@/db/vocabulary'
import type { ListedGroup } from '@/lib/groups/queries'
import { shownText } from '@/lib/i18n/text'
import { formatNumber } from '@/lib/time/format'
import styles from './groups.module.css'
import { Seal } from './seal'

type Props = { groups: ListedGroup[]; districts: { code: string; names: LocalText }[]; locale: Locale; filtered: boolean }

/** Groups of the directory: seal, name, purpose; type, district and members beneath. */
export function GroupList({ groups, districts, locale, filtered }: Props) {
  const t = useTranslations('groups')
  if (groups.length === 0) return <NothingFound of="groups" filtered={filtered} />
  const names = new Map(districts.map((d) => [d.code, d.names]))
  return (
    <ul className={styles.list} aria-label={t('list.results')}>
      {groups.map((group) => {
        const name = shownText(group.names, locale)
        return (
          <li key={group.id}>
            <Seal text={group.shortName} id={group.id} size={44} />
            <div className={styles.body}>
              <h2>
                <a href={`/${locale}/groups/${group.slug}`} lang={name.lang}>
                  {name.text}
                </a>
              </h2>
              {group.purpose && <Text as="p" className={styles.purpose} value={group.purpose} locale={locale} />}
              <p className={styles.meta}>
                {t(`types.${group.type}`)} ·{' '}
                {group.districtCode ? <Text value={names.get(group.districtCode)} locale={locale} /> : t('whole_network')}
                {group.memberCount ? ` · ${t('list.members', { n: formatNumber(group.memberCount, locale) })}` : null}
              </p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
