import { getTranslations, setRequestLocale } from 'next-intl/server'
import { SetUpForm } from '@/components/accounts/set-up-form'
import { ClientMessages } from '@/components/shell/client-messages'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { doesMailLeave, isSetUpOpen } from '@/lib/network/queries'
import { defaultCategoryRows, defaultKindRows } from '@/lib/network/schema'

type Props = { params: Promise<{ locale: Locale; secret: string }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'network.setUp' })
  return { title: t('title'), robots: { index: false }, referrer: 'same-origin' }
}

/** Opened once by the link that the first start prints. */
export default async function SetUpPage({ params }: Props) {
  const { locale, secret } = await params
  setRequestLocale(locale)
  const open = await isSetUpOpen(await currentCtx(), secret)
  const t = await getTranslations('network.setUp')
  return (
    <div className="wrap page grid gap-5">
      <h1>{open ? t('title') : t('closed')}</h1>
      {open ? (
        <>
          <p className="muted">{t('lead')}</p>
          <ClientMessages of={['network', 'groups.roles']}>
            <SetUpForm secret={secret} rows={{ kinds: defaultKindRows, categories: defaultCategoryRows }} mailLeaves={doesMailLeave()} />
          </ClientMessages>
        </>
      ) : (
        <Empty title={t('closedHint')}>
          <ButtonLink variant="primary" href="/">
            {t('home')}
          </ButtonLink>
        </Empty>
      )}
    </div>
  )
}
