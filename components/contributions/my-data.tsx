import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import type { Locale } from '@/db/vocabulary'
import type { MyConsent } from '@/lib/accounts/queries'
import type { SectionName } from '@/lib/contributions/queries/mine'
import { Link } from '@/lib/i18n/navigation'
import { ConsentList } from './consent-list'
import { DownloadMine } from './download-mine'

type Props = { kept: { name: SectionName; rows: number }[]; consents: MyConsent[]; zone: string; locale: Locale; inApp: React.ReactNode }

/** What is kept about me, what I agreed to, and the two ways to take it along or away. `inApp` says what WeChat's browser cannot. */
export function MyData({ kept, consents, zone, locale, inApp }: Props) {
  const t = useTranslations('contributions')
  return (
    <div className="measure flex flex-col gap-6">
      <Card as="section" className="flex flex-col gap-4 p-5 sm:p-6">
        <h2 className="text-xl">{t('data.kept')}</h2>
        <Table caption={t('data.kept')} captionHidden>
          <thead>
            <tr>
              <Th>{t('data.kind')}</Th>
              <Th numeric>{t('data.count')}</Th>
            </tr>
          </thead>
          <tbody>
            {kept.map(({ name, rows }) => (
              <tr key={name}>
                <Th scope="row">{t(`sections.${name}`)}</Th>
                <Td numeric>{rows}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
        <p className="muted">
          {t('data.register')}{' '}
          <Link href="/privacy" className="link">
            {t('data.registerLink')}
          </Link>
        </p>
      </Card>
      <Card as="section" className="flex flex-col gap-4 p-5 sm:p-6">
        <h2 className="text-xl">{t('data.consents')}</h2>
        <ConsentList consents={consents} zone={zone} locale={locale} />
      </Card>
      <Card as="section" className="flex flex-col gap-4 p-5 sm:p-6">
        <h2 className="text-xl">{t('data.export')}</h2>
        <p className="muted">{t('data.exportLead')}</p>
        {inApp}
        <DownloadMine label={t('data.exportGo')} locale={locale} />
      </Card>
      <Card as="section" className="flex flex-col gap-4 p-5 sm:p-6">
        <h2 className="text-xl">{t('data.erase')}</h2>
        <p className="muted">{t('data.eraseLead')}</p>
        <ButtonLink href="/me/data/erase" className="self-start">
          {t('data.eraseGo')}
        </ButtonLink>
      </Card>
    </div>
  )
}
