import { useTranslations } from 'next-intl'
import { ReportLink } from '@/components/shell/report-link'
import { Card } from '@/components/ui/card'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import type { GroupDetail } from '@/lib/groups/queries'
import { formatFullDate, formatNumber } from '@/lib/time/format'
import styles from './groups.module.css'
import { Seal } from './seal'

/** How to reach a group, what is known of it, and the groups around it. */
export function GroupFacts({ group, locale }: { group: GroupDetail; locale: Locale }) {
  const t = useTranslations('groups')
  return (
    <aside>
      <Card className="p-6">
        <h2>{t('page.reach')}</h2>
        <p className="mt-2">
          {group.roleMailbox ? (
            <a className="link" href={`mailto:${group.roleMailbox}`}>
              {t('page.mail', { address: group.roleMailbox })}
            </a>
          ) : (
            t('page.no_mailbox')
          )}
        </p>
        <dl className={styles.facts}>
          {group.officers.length > 0 && <Fact label={t('page.officers')}>{group.officers.map((o) => t(`officers.${o}`)).join(' · ')}</Fact>}
          {group.homeVenue && (
            <Fact label={t('page.home_venue')}>
              <a className="link" href={`/${locale}/venues/${group.homeVenue.slug}`}>
                <Text value={group.homeVenue.names} locale={locale} />
              </a>
            </Fact>
          )}
          {group.memberCount ? <Fact label={t('page.members')}>{formatNumber(group.memberCount, locale)}</Fact> : null}
          <Fact label={t('page.membership')}>{t(`joinModes.${group.joinMode}`)}</Fact>
          {group.foundedOn && <Fact label={t('page.founded')}>{formatFullDate(group.foundedOn, locale)}</Fact>}
        </dl>
      </Card>
      <Related title={t('page.alliances')} groups={group.alliances} locale={locale} />
      <Related title={t('page.chapters')} groups={group.chapters} locale={locale} />
      <Related title={t('page.alliance_members')} groups={group.allianceMembers} locale={locale} />
      <ReportLink noun="group" id={group.id} />
    </aside>
  )
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Related({ title, groups, locale }: { title: string; groups: GroupDetail['chapters']; locale: Locale }) {
  if (groups.length === 0) return null
  return (
    <section className={styles.related}>
      <h2>{title}</h2>
      <ul className="mt-2">
        {groups.map((group) => (
          <li key={group.id}>
            <a href={`/${locale}/groups/${group.slug}`}>
              <Seal text={group.shortName} id={group.id} size={22} />
              <Text value={group.names} locale={locale} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
