import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { Chip } from '@/components/ui/chip'
import { Empty } from '@/components/ui/empty'
import type { Locale } from '@/db/vocabulary'
import { endTermAction, revokeInvitationAction } from '@/lib/groups/actions'
import type { Officer, OfficerList } from '@/lib/groups/queries/desk'
import { formatFullDate, formatWhen } from '@/lib/time/format'
import { addDays, localDate } from '@/lib/time/zones'
import { HandOverForm } from './officer-forms'

type Props = { list: OfficerList; locale: Locale; now: Date }

/** Who answers for a group, since when and until when; who comes next. */
export function OfficerListView({ list, locale, now }: Props) {
  const t = useTranslations('groups.officers_page')
  const roles = useTranslations('groups.roles')
  const { current, coming, invitations, group } = list
  return (
    <div className="flex min-w-0 flex-col gap-8">
      <section>
        <h2 className="mb-3">{t('now')}</h2>
        {current.length === 0 ? (
          <Empty title={t('none')}>
            <p>{t('none_hint')}</p>
          </Empty>
        ) : (
          <ul className="card divide-y divide-line">
            {current.map((officer) => (
              <Row key={officer.id} officer={officer} list={list} locale={locale} />
            ))}
          </ul>
        )}
      </section>
      {coming.length > 0 && (
        <section>
          <h2 className="mb-3">{t('coming')}</h2>
          <ul className="card divide-y divide-line">
            {coming.map((officer) => (
              <Row key={officer.id} officer={officer} list={list} locale={locale} />
            ))}
          </ul>
        </section>
      )}
      {invitations.length > 0 && (
        <section>
          <h2 className="mb-3">{t('invited')}</h2>
          <ul className="card divide-y divide-line">
            {invitations.map((invitation) => (
              <li key={invitation.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
                <span className="min-w-0 flex-1 basis-52 break-words">
                  {invitation.email}
                  <span className="small muted block">
                    {t('open_until', { when: formatWhen(invitation.expiresAt, list.zone, locale, now) })}
                  </span>
                </span>
                <Chip>{roles(invitation.role ?? 'organizer')}</Chip>
                {group.mayAppoint && (
                  <ActionButton
                    action={revokeInvitationAction}
                    input={{ invitationId: invitation.id }}
                    label={t('revoke')}
                    size="s"
                    variant="plain"
                  />
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Row({ officer, list, locale }: { officer: Officer; list: OfficerList; locale: Locale }) {
  const t = useTranslations('groups.officers_page')
  const roles = useTranslations('groups.roles')
  const { zone, group } = list
  const from = formatFullDate(localDate(officer.startsAt, zone), locale)
  // A term ends at a midnight: its last day is the one before.
  const isMidnight = officer.endsAt !== null && localDate(new Date(officer.endsAt.getTime() - 1), zone) !== localDate(officer.endsAt, zone)
  const lastOn = officer.endsAt && (isMidnight ? addDays(localDate(officer.endsAt, zone), -1) : localDate(officer.endsAt, zone))
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3" data-testid="officer">
      <div className="min-w-0 flex-1 basis-52">
        <h3 className="text-base">{officer.displayName}</h3>
        <p className="small muted">{lastOn ? t('from_to', { from, to: formatFullDate(lastOn, locale) }) : t('from', { from })}</p>
      </div>
      <Chip tone="ink">{roles(officer.role)}</Chip>
      {group.mayAppoint && (
        <div className="flex flex-wrap items-start gap-2">
          <HandOverForm grantId={officer.id} groupId={group.id} role={roles(officer.role)} name={officer.displayName} />
          <ActionButton
            action={endTermAction}
            input={{ grantId: officer.id }}
            label={t('end')}
            confirm={t('end_ask', { name: officer.displayName, role: roles(officer.role) })}
            variant="plain"
            size="s"
          />
        </div>
      )}
    </li>
  )
}
