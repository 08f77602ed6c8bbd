import { getTranslations, setRequestLocale } from 'next-intl/server'
import { SignInForm } from '@/components/accounts/sign-in-form'
import { isInWeChat } from '@/components/shell/wechat'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import type { Locale } from '@/db/vocabulary'
import { getRequestedEmail } from '@/lib/accounts/queries'
import { problemsOf, signInParams } from '@/lib/accounts/schema'
import { currentCtx } from '@/lib/auth/actor'
import { Link } from '@/lib/i18n/navigation'
import { getReference } from '@/lib/network/queries'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'accounts.code' })
  return { title: t('title'), robots: { index: false } }
}

export default async function CodePage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const { request } = signInParams.parse(await searchParams)
  const ctx = await currentCtx()
  const email = await getRequestedEmail(ctx, request)
  const { network } = await getReference(ctx)
  const t = await getTranslations('accounts')
  const words = {
    label: t('code.label'),
    hint: t('code.hint'),
    submit: t('code.confirm'),
    pending: t('code.confirming'),
    problems: problemsOf(t),
  }
  return (
    <div className="wrap page grid max-w-xl gap-5">
      <h1>{t('code.title')}</h1>
      {email ? (
        <Card className="grid gap-5 p-6">
          <p>{t('code.sent', { email })}</p>
          <SignInForm field="code" words={words} hidden={{ requestId: request ?? '' }} />
          <p className="small muted">{t((await isInWeChat()) ? 'code.linkInWeChat' : 'code.link')}</p>
          {network?.demoSeededAt && <p className="small muted">{t('code.outbox')}</p>}
          <p>
            <Link href="/sign-in" className="link">
              {t('code.again')}
            </Link>
          </p>
        </Card>
      ) : (
        <Empty title={t('code.expired')}>
          <ButtonLink variant="primary" href="/sign-in">
            {t('code.askAgain')}
          </ButtonLink>
        </Empty>
      )}
    </div>
  )
}
