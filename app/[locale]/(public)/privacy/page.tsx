import { getTranslations, setRequestLocale } from 'next-intl/server'
import { Markdown } from '@/components/ui/markdown'
import { Table, Td, Th } from '@/components/ui/table'
import type { Locale } from '@/db/vocabulary'
import { listPersonalColumns } from '@/lib/accounts/queries'
import { currentCtx } from '@/lib/auth/actor'
import { getReference } from '@/lib/network/queries'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'accounts.privacy' })
  return { title: t('title') }
}

/** The register of personal details, as the code keeps it. */
export default async function PrivacyPage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const { network } = await getReference(await currentCtx())
  const t = await getTranslations('accounts.privacy')
  return (
    <div className="wrap page grid gap-6">
      <h1>{t('title')}</h1>
      <div className="measure grid gap-3">
        <p>{t('lead')}</p>
        <p>{t('never')}</p>
        <p>{t('facts')}</p>
        {network?.footer.privacy && <Markdown value={network.footer.privacy} locale={locale} />}
      </div>
      <Table caption={t('title')} captionHidden stack>
        <thead>
          <tr>
            {(['what', 'why', 'kept', 'seen', 'erased'] as const).map((head) => (
              <Th key={head} scope="col">
                {t(head)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {listPersonalColumns().map(({ key, purpose, kept, seenBy, erased }) => (
            <tr key={key}>
              <Th scope="row">{t(`columns.${key}` as 'columns.people_email')}</Th>
              <Td head={t('why')}>{t(`purposes.${purpose}`)}</Td>
              <Td head={t('kept')}>{t(`retentions.${kept}`)}</Td>
              <Td head={t('seen')}>{t(`audiences.${seenBy}`)}</Td>
              <Td head={t('erased')}>{t(`erasures.${erased}`)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
