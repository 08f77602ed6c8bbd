import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import type { Option } from '@/components/ui/input'
import type { Locale } from '@/db/vocabulary'
import type { MyAccount } from '@/lib/accounts/queries'
import { Link } from '@/lib/i18n/navigation'
import { AccessNeedsForm } from './access-needs-form'
import { ChangeEmail } from './change-email'
import { MailChoices } from './mail-choices'
import { ProfileForm } from './profile-form'
import { SessionsList } from './sessions-list'

type Props = { account: MyAccount; districts: readonly Option[]; zone: string; locale: Locale; now: Date; appearance: React.ReactNode }

/** The settings, a card for each subject. `appearance` are the controls of the shell. */
export function Settings({ account, districts, zone, locale, now, appearance }: Props) {
  const t = useTranslations('accounts.settings')
  const { profile, muted } = account
  return (
    <div className="measure flex flex-col gap-6">
      <Part id="you" title={t('you')}>
        <ProfileForm profile={profile} districts={districts} />
      </Part>
      <Part id="type" title={t('appearance')} lead={t('appearanceLead')}>
        {appearance}
      </Part>
      <Part id="access" title={t('access')} lead={t('accessLead')}>
        <AccessNeedsForm accessNeeds={profile.accessNeeds} />
      </Part>
      <Part id="email" title={t('email')} lead={t('emailLead')}>
        <ChangeEmail email={profile.email} />
      </Part>
      <Part id="mails" title={t('mails')}>
        <MailChoices muted={muted} />
      </Part>
      <Part id="sessions" title={t('sessions')} lead={t('sessionsLead')}>
        <SessionsList account={account} zone={zone} locale={locale} now={now} />
      </Part>
      <Part id="more" title={t('more')}>
        <ul className="flex flex-col gap-3">
          {(['data', 'claim'] as const).map((key) => (
            <li key={key}>
              <Link href={`/me/${key}`} className="link font-semibold">
                {t(`links.${key}`)}
              </Link>
              <p className="muted">{t(`links.${key}Hint`)}</p>
            </li>
          ))}
        </ul>
      </Part>
    </div>
  )
}

function Part({ id, title, lead, children }: { id: string; title: string; lead?: string; children: React.ReactNode }) {
  return (
    <Card as="section" id={id} aria-labelledby={`${id}-title`} className="flex scroll-mt-20 flex-col gap-4 p-5 sm:p-6">
      <div>
        <h2 id={`${id}-title`} className="text-xl">
          {title}
        </h2>
        {lead && <p className="muted mt-1">{lead}</p>}
      </div>
      {children}
    </Card>
  )
}
