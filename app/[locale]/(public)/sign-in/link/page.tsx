import { getTranslations, setRequestLocale } from 'next-intl/server'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import type { Locale } from '@/db/vocabulary'
import { getLinkedEmail } from '@/lib/accounts/queries'
import { signInParams } from '@/lib/accounts/schema'
import { currentCtx } from '@/lib/auth/actor'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'accounts.link' })
  return { title: t('title'), robots: { index: false }, referrer: 'same-origin' }
}

/** What a mailed link opens. Looking at it uses nothing up: the button does. */
export default async function LinkPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const { request, secret } = signInParams.parse(await searchParams)
  const email = await getLinkedEmail(await currentCtx(), request, secret)
  const t = await getTranslations('accounts')
  return (
    <div className="wrap page grid max-w-xl gap-5">
      <h1>{t('link.title')}</h1>
      {email ? (
        <Card className="p-6">
          <form method="post" action="/api/auth/link" className="grid gap-5">
            <p>{t('link.as', { email })}</p>
            <input type="hidden" name="requestId" value={request} />
            <input type="hidden" name="secret" value={secret} />
            <input type="hidden" name="locale" value={locale} />
            <Button type="submit" variant="primary" size="l">
              {t('link.confirm', { email })}
            </Button>
          </form>
        </Card>
      ) : (
        <Empty title={t('link.spent')}>
          <p className="muted">{t('link.spentHint')}</p>
          <ButtonLink variant="primary" href="/sign-in">
            {t('code.askAgain')}
          </ButtonLink>
        </Empty>
      )}
    </div>
  )
}
