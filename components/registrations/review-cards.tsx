import { useTranslations } from 'next-intl'
import { ClientMessages } from '@/components/shell/client-messages'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { Text } from '@/components/ui/text'
import type { Locale, LocalText } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import type { ShownRegistration } from '@/lib/registrations/queries'
import { formatAgo } from '@/lib/time/format'
import { nameOf } from './name'
import { RegistrationState } from './registration-state'
import { ReviewActs } from './review-acts'

type Props = {
  registrations: ShownRegistration[]
  districtNames: (code: string | null) => LocalText | undefined
  locale: Locale
  now: Date
}

/** One card for each application: what it would register, who applied, how long it has waited, and the answers. */
export function ReviewCards({ registrations, districtNames, locale, now }: Props) {
  const t = useTranslations('registrations')
  return (
    <>
      {registrations.map((registration) => {
        const draft = registration.draft as { chapters?: unknown[]; venues?: unknown[] }
        const name = nameOf(registration)
        const district = districtNames(registration.districtCode)
        return (
          <Card as="article" key={registration.id} className="flex flex-col gap-3 p-5" data-testid="review">
            <p className="flex flex-wrap gap-2">
              <Chip tone="ink">{t(`nouns.${registration.noun}`)}</Chip>
              <RegistrationState registration={registration} />
              {registration.isOverdue && <Chip tone="stop">{t('overdue')}</Chip>}
              {district && (
                <Chip>
                  <Text value={district} locale={locale} />
                </Chip>
              )}
            </p>
            <h2 className="text-xl">
              <Link href={`/registrations/${registration.id}`} className="hover:underline">
                {name ? <Text value={name} locale={locale} /> : t('unnamed')}
              </Link>
            </h2>
            <p className="muted">
              {t('by', { name: registration.applicant })}
              {registration.submittedAt && ` · ${formatAgo(registration.submittedAt, now, locale)}`}
              {registration.noun === 'group' &&
                ` · ${t('parts', { chapters: draft.chapters?.length ?? 0, venues: draft.venues?.length ?? 0 })}`}
            </p>
            {registration.recommendation && <p>{t('recommendation', { text: registration.recommendation })}</p>}
            {registration.decisionReason && <p>{t('reason', { text: registration.decisionReason })}</p>}
            <ClientMessages of={['registrations.acts']}>
              <ReviewActs registration={registration} />
            </ClientMessages>
          </Card>
        )
      })}
    </>
  )
}
