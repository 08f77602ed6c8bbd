import { getTranslations, setRequestLocale } from 'next-intl/server'
import { SignInForm } from '@/components/accounts/sign-in-form'
import { Card } from '@/components/ui/card'
import type { Locale } from '@/db/vocabulary'
import { problemsOf, signInParams } from '@/lib/accounts/schema'
import { currentCtx } from '@/lib/auth/actor'
import { ownPath } from '@/lib/auth/origin'
import { redirect } from '@/lib/i18n/navigation'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'accounts.name' })
  return { title: t('title'), robots: { index: false } }
}

/** Asked once, after the first sign-in by e-mail. */
export default async function NamePage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const returnTo = ownPath(signInParams.parse(await searchParams).returnTo) ?? `/${locale}`
  const { actor } = await currentCtx()
  if (actor.kind !== 'person') redirect({ href: '/sign-in', locale })
  const t = await getTranslations('accounts')
  const words = { label: t('name.label'), hint: t('name.hint'), submit: t('name.save'), pending: t('name.save'), problems: problemsOf(t) }
  return (
    <div className="wrap page grid max-w-xl gap-5">
      <h1>{t('name.title')}</h1>
      <Card className="grid gap-5 p-6">
        <p>{t('name.lead')}</p>
        <SignInForm field="displayName" words={words} hidden={{ locale, returnTo }} />
        <a href={returnTo} className="link">
          {t('name.later')}
        </a>
      </Card>
    </div>
  )
}
