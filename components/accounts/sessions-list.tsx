import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { Chip } from '@/components/ui/chip'
import type { Locale } from '@/db/vocabulary'
import { disconnectIdentityAction, signOutOthersAction } from '@/lib/accounts/actions'
import type { MyAccount } from '@/lib/accounts/queries'
import { formatWhen } from '@/lib/time/format'

/** The newest are enough to recognise; signing out ends all of them. */
const SHOWN = 8

/** Where one is signed in, and with which outside identities. A session knows no device: the time one signed in tells it apart. */
export function SessionsList({ account, zone, locale, now }: { account: MyAccount; zone: string; locale: Locale; now: Date }) {
  const t = useTranslations('accounts.settings')
  const { sessions, identities } = account
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-col gap-2">
        {sessions.slice(0, SHOWN).map((session) => (
          <li key={session.createdAt.toISOString()} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>{t('signedIn', { when: formatWhen(session.createdAt, zone, locale, now) })}</span>
            {session.current && <Chip tone="ok">{t('thisDevice')}</Chip>}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div>
          <ActionButton
            action={signOutOthersAction}
            input={{}}
            label={t('signOutOthers', { n: sessions.length - 1 })}
            confirm={t('signOutOthersAsk')}
            doneLabel={t('othersOut')}
          />
        </div>
      )}
      {identities.length > 0 && (
        <>
          <h3 className="text-lg">{t('identities')}</h3>
          <ul className="flex flex-col gap-2">
            {identities.map(({ provider, createdAt }) => (
              <li key={provider} className="flex flex-wrap items-center gap-3">
                <span>
                  <b>{provider}</b> <span className="muted">{formatWhen(createdAt, zone, locale, now)}</span>
                </span>
                <ActionButton
                  action={disconnectIdentityAction}
                  input={{ provider }}
                  label={t('disconnect')}
                  confirm={t('disconnectAsk', { provider })}
                  size="s"
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
