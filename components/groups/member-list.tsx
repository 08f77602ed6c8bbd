import { useTranslations } from 'next-intl'
import { LiveForm } from '@/components/form/live-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Empty } from '@/components/ui/empty'
import { Input, Select } from '@/components/ui/input'
import type { Locale } from '@/db/vocabulary'
import type { MemberItem, MemberList } from '@/lib/groups/queries/desk'
import { type MemberFilter, memberStates } from '@/lib/groups/schema'
import { formatAgo, formatFullDate, formatNumber } from '@/lib/time/format'
import { ApplicationActs, MemberActs } from './member-acts'

type Props = { list: MemberList; filter: MemberFilter; locale: Locale; now: Date }

/** A group's members for its officers: what waits for an answer first, then everybody by name. */
export function MemberListView({ list, filter, locale, now }: Props) {
  const t = useTranslations('groups.members')
  const { applications, members, group } = list
  const nothing = applications.length + members.length === 0
  return (
    <div className="flex min-w-0 flex-col gap-8">
      <Filters list={list} filter={filter} locale={locale} />
      {applications.length > 0 && (
        <section>
          <h2 className="mb-3">{t('applications', { n: applications.length })}</h2>
          <ul className="card divide-y divide-line">
            {applications.map((member) => (
              <li key={member.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
                <div className="min-w-0 flex-1 basis-60">
                  <h3>{member.displayName}</h3>
                  {member.note && <p className="break-words">{member.note}</p>}
                  {member.appliedAt && <Age at={member.appliedAt} now={now} locale={locale} />}
                </div>
                {group.mayDecide && <ApplicationActs member={member} />}
              </li>
            ))}
          </ul>
        </section>
      )}
      {members.length > 0 && (
        <section>
          <h2 className="mb-3">{filter.state ? t(`states.${filter.state}`) : t('everybody')}</h2>
          <ul className="card divide-y divide-line">
            {members.map((member) => (
              <Member key={member.id} member={member} mayDecide={group.mayDecide} locale={locale} />
            ))}
          </ul>
        </section>
      )}
      {nothing && (
        <Empty title={filter.q || filter.state ? t('no_match') : t('none')}>
          <p className="w-full">{filter.q || filter.state ? t('no_match_hint') : t('none_hint')}</p>
          {(filter.q || filter.state) && (
            <ButtonLink href={`/organize/groups/${group.slug}/members`} size="s">
              {t('all')}
            </ButtonLink>
          )}
        </Empty>
      )}
    </div>
  )
}

function Filters({ list, filter, locale }: Omit<Props, 'now'>) {
  const t = useTranslations('groups.members')
  const { counts } = list
  return (
    <LiveForm label={t('filter')}>
      <Input type="search" name="q" defaultValue={filter.q} aria-label={t('q')} placeholder={t('q')} maxLength={60} />
      <Select
        name="state"
        defaultValue={filter.state ?? ''}
        aria-label={t('state')}
        options={memberStates.map((state) => ({
          value: state,
          label: t('state_count', { state: t(`states.${state}`), n: formatNumber(counts[state] ?? 0, locale) }),
        }))}
      >
        <option value="">{t('all')}</option>
      </Select>
      <Button type="submit">{t('search')}</Button>
    </LiveForm>
  )
}

function Age({ at, now, locale }: { at: Date; now: Date; locale: Locale }) {
  const t = useTranslations('groups.members')
  const late = now.getTime() - at.getTime() > 5 * 86_400_000
  return late ? (
    <Chip tone="wait">{t('applied', { ago: formatAgo(at, now, locale) })}</Chip>
  ) : (
    <p className="small muted">{t('applied', { ago: formatAgo(at, now, locale) })}</p>
  )
}

function Member({ member, mayDecide, locale }: { member: MemberItem; mayDecide: boolean; locale: Locale }) {
  const t = useTranslations('groups')
  const { suspension } = member
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 px-4 py-3">
      <div className="min-w-0 flex-1 basis-36">
        <h3 className="text-base">{member.displayName}</h3>
        <p className="small muted">
          {member.joinedOn && t('members.since', { date: formatFullDate(member.joinedOn, locale) })}
          {member.status === 'suspended' && suspension && ` · ${suspension.reason}`}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {member.roles.map((role) => (
          <Chip key={role} tone="ink">
            {t(`roles.${role}`)}
          </Chip>
        ))}
        {member.status === 'suspended' && (
          <Chip tone="stop">
            {suspension?.toOn
              ? t('members.suspended_until', { date: formatFullDate(suspension.toOn, locale) })
              : t('members.states.suspended')}
          </Chip>
        )}
        {member.status === 'left' && <Chip>{t('members.states.left')}</Chip>}
        {mayDecide && member.status !== 'left' && <MemberActs member={member} />}
      </div>
    </li>
  )
}
