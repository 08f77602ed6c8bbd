import { useTranslations } from 'next-intl'
import { ClientMessages } from '@/components/shell/client-messages'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import type { ShownInvitation } from '@/lib/groups/queries/mine'
import { textIn } from '@/lib/i18n/text'
import { formatWhen, formatWhenInside } from '@/lib/time/format'
import { AcceptInvitation } from './accept-invitation'
import { Seal } from './seal'

type Props = { invitation: ShownInvitation | null; secret: string; signedInAs: string | null; zone: string; locale: Locale; now: Date }

/** What an invitation offers, by whom, until when; accepting is a press, never a visit. */
export function InvitationCard({ invitation, secret, signedInAs, zone, locale, now }: Props) {
  const t = useTranslations('groups.invitation')
  if (!invitation)
    return (
      <Empty title={t('unknown')}>
        <p className="w-full">{t('unknown_hint')}</p>
        <ButtonLink href="/groups">{t('groups')}</ButtonLink>
      </Empty>
    )
  const { group, activity, offer } = invitation
  const next = group ? `/groups/${group.slug}` : activity ? `/activities/${activity.slug}` : '/'
  const settled = invitation.acceptedByMe || (invitation.isMember && !offer.role)
  return (
    <Card className="flex flex-col gap-5 p-6">
      <div className="flex items-start gap-4">
        {group && <Seal text={group.shortName} id={group.id} size={72} />}
        <div className="min-w-0">
          <p className="muted">{t('from', { name: invitation.inviter })}</p>
          <h2 className="text-xl">
            <Offer invitation={invitation} locale={locale} />
          </h2>
          {activity?.startsAt && <p className="mt-1">{formatWhen(activity.startsAt, activity.zone ?? zone, locale, now)}</p>}
          {offer.role && offer.grantStartsAt && offer.grantStartsAt > now && (
            <p className="mt-1">{t('term_from', { when: formatWhen(offer.grantStartsAt, zone, locale, now) })}</p>
          )}
          {offer.role && offer.grantEndsAt && (
            <p className="mt-1">{t('term_to', { when: formatWhen(offer.grantEndsAt, zone, locale, now) })}</p>
          )}
        </div>
      </div>
      {group?.purpose && <Text value={group.purpose} locale={locale} as="p" className="muted" />}
      {settled ? (
        <>
          <Notice tone="ok">{t('accepted')}</Notice>
          <ButtonLink href={next} variant="primary" className="self-start">
            {t('go_on')}
          </ButtonLink>
        </>
      ) : invitation.problem ? (
        <Notice tone="stop">
          {invitation.problem === 'invitation_other_address' ? t('other_address', { email: offer.email ?? '' }) : t('spent')}
        </Notice>
      ) : signedInAs === null ? (
        <>
          <p>{t('sign_in_hint')}</p>
          <ButtonLink
            href={`/sign-in?returnTo=${encodeURIComponent(`/${locale}/invitations/${secret}`)}`}
            variant="primary"
            className="self-start"
          >
            {t('sign_in')}
          </ButtonLink>
        </>
      ) : (
        <ClientMessages of={['groups.invitation']}>
          <AcceptInvitation secret={secret} next={next} as={signedInAs} />
        </ClientMessages>
      )}
      {!settled && !invitation.problem && (
        <p className="small muted">{t('until', { when: formatWhenInside(invitation.offer.expiresAt, zone, locale, now) })}</p>
      )}
    </Card>
  )
}

function Offer({ invitation, locale }: { invitation: ShownInvitation; locale: Locale }) {
  const t = useTranslations('groups')
  const { group, activity, district, offer } = invitation
  const to = textIn(activity?.titles ?? group?.names ?? district, locale)
  if (activity?.titles) return t('invitation.to_activity', { name: to })
  if (offer.role) return to ? t('invitation.to_role', { role: t(`roles.${offer.role}`), name: to }) : t(`roles.${offer.role}`)
  return t('invitation.to_group', { name: to })
}
