import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { ButtonLink } from '@/components/ui/button'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import { withdrawRegistrationAction } from '@/lib/registrations/actions'
import type { ShownRegistration } from '@/lib/registrations/queries'
import { formatAgo } from '@/lib/time/format'
import { nameOf } from './name'
import { RegistrationState } from './registration-state'

type Props = { registrations: ShownRegistration[]; locale: Locale; now: Date }

/** The reader's own applications: where each stands, why it came back, and how to go on. */
export function MyRegistrations({ registrations, locale, now }: Props) {
  const t = useTranslations('registrations')
  if (registrations.length === 0) return null
  return (
    <section>
      <h2 className="mb-3">{t('mine.title')}</h2>
      <ul className="card divide-y divide-line">
        {registrations.map((registration) => {
          const name = nameOf(registration)
          return (
            <li key={registration.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-4" data-testid="registration">
              <div className="min-w-0 flex-1 basis-60">
                <h3>
                  <Link href={`/registrations/${registration.id}`} className="hover:underline">
                    {name ? <Text value={name} locale={locale} /> : t('unnamed')}
                  </Link>
                </h3>
                <p className="small muted">
                  {t(`nouns.${registration.noun}`)} · {t('mine.touched', { ago: formatAgo(registration.updatedAt, now, locale) })}
                </p>
                {registration.decisionReason && <p className="mt-1">{t('reason', { text: registration.decisionReason })}</p>}
              </div>
              <RegistrationState registration={registration} />
              {registration.mayEdit && (
                <ButtonLink href={`/registrations/${registration.id}/edit`} size="s" variant="primary">
                  {t('mine.go_on')}
                </ButtonLink>
              )}
              {registration.status === 'draft' && (
                <ActionButton
                  action={withdrawRegistrationAction}
                  input={{ registrationId: registration.id }}
                  label={t('mine.discard')}
                  confirm={t('mine.discard_ask')}
                  size="s"
                  variant="plain"
                />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
