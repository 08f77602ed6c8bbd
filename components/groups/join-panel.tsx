import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { ClientMessages } from '@/components/shell/client-messages'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import type { Locale } from '@/db/vocabulary'
import { joinGroupAction, leaveGroupAction } from '@/lib/groups/actions'
import type { GroupDetail } from '@/lib/groups/queries'
import type { MyStanding } from '@/lib/groups/queries/mine'
import { formatAgo } from '@/lib/time/format'
import { ApplyForm } from './apply-form'
import styles from './groups.module.css'

type Props = { group: GroupDetail; standing: MyStanding; locale: Locale; now: Date }

/** How to join, by the group's mode and where the reader stands with it; for its officers the way to its desk. */
export function JoinPanel(props: Props) {
  const t = useTranslations('groups.join')
  const { group, standing } = props
  if (group.status !== 'active' && !standing.mayEdit) return null
  return (
    <Card as="section" className={`flex flex-col gap-3 p-6 ${styles.join}`}>
      <h2>{t(standing.mine?.status === 'active' || standing.mine?.status === 'suspended' ? 'yours' : 'title')}</h2>
      <Standing {...props} />
      {standing.mayReadMembers && (
        <p className="border-t border-line pt-3">
          <ButtonLink href={`/organize/groups/${group.slug}/members`} size="s">
            {t('desk')}
          </ButtonLink>
        </p>
      )}
    </Card>
  )
}

function Standing({ group, standing, locale, now }: Props) {
  const t = useTranslations('groups.join')
  const { mine } = standing
  if (mine?.status === 'active')
    return (
      <>
        <p>
          <Chip tone="ok">{mine.primary ? t('member_primary') : t('member')}</Chip>
        </p>
        <ActionButton
          action={leaveGroupAction}
          input={{ membershipId: mine.id }}
          label={t('leave')}
          confirm={t('leave_ask')}
          size="s"
          className="self-start"
        />
      </>
    )
  if (mine?.status === 'applied')
    return (
      <>
        <p>
          <Chip tone="wait">{t('applied')}</Chip>{' '}
          {mine.appliedAt && <span className="small muted">{formatAgo(mine.appliedAt, now, locale)}</span>}
        </p>
        <p className="small muted">{t('applied_hint')}</p>
        <ActionButton action={leaveGroupAction} input={{ membershipId: mine.id }} label={t('withdraw')} size="s" className="self-start" />
      </>
    )
  if (mine?.status === 'suspended') return <Chip tone="stop">{t('suspended')}</Chip>
  if (group.joinMode === 'closed' || group.suspendedUntil) return <p className="muted">{t('closed')}</p>
  if (group.joinMode === 'invite') return <p className="muted">{group.roleMailbox ? t('invite_mail') : t('invite')}</p>
  if (!standing.signedIn)
    return (
      <>
        <p className="muted">{t(`${group.joinMode}_hint`)}</p>
        <ButtonLink
          href={`/sign-in?returnTo=${encodeURIComponent(`/${locale}/groups/${group.slug}`)}`}
          variant="primary"
          className="self-start"
        >
          {t('sign_in')}
        </ButtonLink>
      </>
    )
  return (
    <>
      <p className="muted">{mine?.status === 'refused' ? t('refused_hint') : t(`${group.joinMode}_hint`)}</p>
      {group.joinMode === 'open' ? (
        <ActionButton action={joinGroupAction} input={{ groupId: group.id }} label={t('join')} variant="primary" className="self-start" />
      ) : (
        <ClientMessages of={['groups.join']}>
          <ApplyForm groupId={group.id} />
        </ClientMessages>
      )}
    </>
  )
}
