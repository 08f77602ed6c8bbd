import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { Text } from '@/components/ui/text'
import type { Locale, LocalText } from '@/db/vocabulary'
import type { GroupDetail } from '@/lib/groups/queries'
import { formatFullDate } from '@/lib/time/format'
import styles from './groups.module.css'
import { Seal } from './seal'

type Props = { group: GroupDetail; district: { names: LocalText } | undefined; locale: Locale }

/** A group's seal, name, purpose and where it stands. */
export function GroupHead({ group, district, locale }: Props) {
  const t = useTranslations('groups')
  return (
    <header className={styles.head}>
      <Seal text={group.shortName} id={group.id} size={72} />
      <div className={styles.body}>
        <div className={styles.chips}>
          <Chip>{t(`types.${group.type}`)}</Chip>
          <Chip>{district ? <Text value={district.names} locale={locale} /> : t('whole_network')}</Chip>
          {group.dissolvedOn && <Chip tone="stop">{t('page.status_dissolved', { date: formatFullDate(group.dissolvedOn, locale) })}</Chip>}
          {group.suspendedUntil && (
            <Chip tone="stop">
              {group.suspendedUntil === 'open'
                ? t('page.status_suspended_open')
                : t('page.status_suspended', { date: formatFullDate(group.suspendedUntil, locale) })}
            </Chip>
          )}
          {group.dormant && (
            <Chip tone="wait" title={t('page.dormant_hint')}>
              {t('page.dormant')}
            </Chip>
          )}
        </div>
        <Text as="h1" value={group.names} locale={locale} />
        {group.parent && (
          <p className="small muted mt-2">
            {t('page.part_of')}{' '}
            <a className="link" href={`/${locale}/groups/${group.parent.slug}`}>
              <Text value={group.parent.names} locale={locale} />
            </a>
          </p>
        )}
        {group.purpose && <Text as="p" className="measure mt-3" value={group.purpose} locale={locale} />}
      </div>
    </header>
  )
}
