import { useTranslations } from 'next-intl'
import { ConsentChoice } from '@/components/accounts/consent-choice'
import type { Locale } from '@/db/vocabulary'
import type { MyConsent } from '@/lib/accounts/queries'
import { Link } from '@/lib/i18n/navigation'
import { formatFullDate } from '@/lib/time/format'
import { localDate } from '@/lib/time/zones'

/** Each text that one may agree to, with the date and version of one's answer. */
export function ConsentList({ consents, zone, locale }: { consents: MyConsent[]; zone: string; locale: Locale }) {
  const t = useTranslations('contributions.data')
  const settings = useTranslations('accounts.settings')
  const day = (at: Date) => formatFullDate(localDate(at, zone), locale)
  const stateOf = ({ givenAt, withdrawnAt, version }: MyConsent) => {
    if (withdrawnAt) return t('withdrawn', { date: day(withdrawnAt), version })
    return givenAt ? t('given', { date: day(givenAt), version }) : t('notGiven')
  }
  return (
    <ul className="flex flex-col divide-y divide-line">
      {consents.map((consent) => {
        const given = consent.givenAt !== null && consent.withdrawnAt === null && !consent.outdated
        return (
          <li key={consent.purpose} className="flex flex-col items-start gap-2 py-4 first:pt-0 last:pb-0">
            <h3 className="text-lg">{t(consent.purpose)}</h3>
            <p>{t(`${consent.purpose}Text`)}</p>
            <p className="small muted">
              {stateOf(consent)} {consent.outdated && t('outdated')}
            </p>
            {/* Access needs are agreed to where they are written; without the first there is no account. */}
            {consent.purpose === 'account' && given ? (
              <Link href="/me/data/erase" className="link">
                {t('eraseGo')}
              </Link>
            ) : consent.purpose === 'access_needs' && !given ? (
              <Link href="/me/settings#access" className="link">
                {settings('access')}
              </Link>
            ) : (
              <ConsentChoice
                purpose={consent.purpose}
                given={given}
                words={{ agree: t('agree'), withdraw: t('withdraw'), ask: t('withdrawAsk') }}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}
