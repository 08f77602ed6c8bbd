import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { Seal } from '@/components/groups/seal'
import { ClientMessages } from '@/components/shell/client-messages'
import { ButtonLink } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Notice } from '@/components/ui/notice'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { withdrawRegistrationAction } from '@/lib/registrations/actions'
import type { RegistrationDetail } from '@/lib/registrations/queries'
import { formatWhen } from '@/lib/time/format'
import { nameOf } from './name'
import { RegistrationState } from './registration-state'
import { ReviewActs } from './review-acts'

type Props = { registration: RegistrationDetail; isMine: boolean; zone: string; locale: Locale; now: Date }

/** What an application is about, where it stands, what was said, and what this reader can do now. */
export function RegistrationHead({ registration, isMine, zone, locale, now }: Props) {
  const t = useTranslations('registrations')
  const { id, noun, status, draft, submittedAt, groupSlug, venueSlug } = registration
  const name = nameOf(registration)
  const listed = groupSlug ? `/groups/${groupSlug}` : venueSlug ? `/venues/${venueSlug}` : null
  return (
    <header className="mb-8 flex flex-col gap-4">
      <div className="flex items-start gap-4">
        {noun === 'group' && <Seal text={String(draft.shortName ?? '荟')} id={id} size={72} />}
        <div className="min-w-0">
          <p className="mb-2 flex flex-wrap gap-2">
            <Chip tone="ink">{t(`nouns.${noun}`)}</Chip>
            <RegistrationState registration={registration} />
          </p>
          {name ? <Text value={name} locale={locale} as="h1" /> : <h1>{t('unnamed')}</h1>}
          {submittedAt && (
            <p className="muted mt-1">
              {t('by', { name: registration.applicant })} · {formatWhen(submittedAt, zone, locale, now)}
            </p>
          )}
        </div>
      </div>
      {registration.recommendation && <Notice tone="info">{t('recommendation', { text: registration.recommendation })}</Notice>}
      {registration.decisionReason && (
        <Notice tone={status === 'refused' ? 'stop' : 'warn'}>{t('reason', { text: registration.decisionReason })}</Notice>
      )}
      {isMine && (status === 'submitted' || status === 'recommended') && <p>{t(`next.${registration.waitsFor ?? 'network'}`)}</p>}
      <div className="flex flex-wrap items-start gap-3">
        {registration.mayEdit && (
          <ButtonLink href={`/registrations/${id}/edit`} variant="primary">
            {t('mine.go_on')}
          </ButtonLink>
        )}
        {listed && (
          <ButtonLink href={listed} variant="primary">
            {t('see_page')}
          </ButtonLink>
        )}
        {groupSlug && isMine && <ButtonLink href={`/organize/groups/${groupSlug}/activities/new`}>{t('first_activity')}</ButtonLink>}
        {isMine && (status === 'submitted' || status === 'recommended') && (
          <ActionButton
            action={withdrawRegistrationAction}
            input={{ registrationId: id }}
            label={t('mine.withdraw')}
            confirm={t('mine.withdraw_ask')}
            variant="plain"
          />
        )}
      </div>
      <ClientMessages of={['registrations.acts']}>
        <ReviewActs registration={registration} />
      </ClientMessages>
    </header>
  )
}
