import { getTranslations, setRequestLocale } from 'next-intl/server'
import { Agreement } from '@/components/accounts/agreement'
import { OutsideIdentities } from '@/components/accounts/outside-identities'
import { PersonaCards } from '@/components/accounts/persona-cards'
import { SignInForm } from '@/components/accounts/sign-in-form'
import { SignedInAlready } from '@/components/accounts/signed-in'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import type { Locale } from '@/db/vocabulary'
import { listPersonas } from '@/lib/accounts/queries'
import { problemsOf, signInParams } from '@/lib/accounts/schema'
import { currentCtx } from '@/lib/auth/actor'
import { ownPath } from '@/lib/auth/origin'
import { requestFrom } from '@/lib/auth/peer'
import { listOutsideProviders } from '@/lib/auth/providers'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'accounts.signIn' })
  return { title: t('title'), robots: { index: false } }
}

export default async function SignInPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const { returnTo: asked, callbackUrl, error } = signInParams.parse(await searchParams)
  const returnTo = ownPath(asked ?? callbackUrl)
  const ctx = await currentCtx()
  const personas = await listPersonas(ctx, (await requestFrom()).loopback)
  const t = await getTranslations('accounts')
  const problems = problemsOf(t)
  const words = {
    label: t('signIn.email'),
    hint: t('signIn.emailHint'),
    submit: t('signIn.send'),
    pending: t('signIn.sending'),
    problems,
  }
  return (
    <div className={`wrap page grid gap-8 ${personas.length ? 'lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]' : 'max-w-xl'}`}>
      <section className="grid content-start gap-5">
        <h1>{t('signIn.title')}</h1>
        {error && <Notice tone="stop">{Object.hasOwn(problems, error) ? problems[error] : problems.other}</Notice>}
        {ctx.actor.kind === 'person' && <SignedInAlready name={ctx.actor.displayName} returnTo={returnTo} />}
        <Card className="grid gap-5 p-6">
          <p>{t('signIn.lead')}</p>
          <SignInForm field="email" words={words} hidden={{ locale, returnTo: returnTo ?? '' }} />
          <Agreement />
          <OutsideIdentities providers={listOutsideProviders()} returnTo={returnTo} />
        </Card>
        <p className="small muted">{t('signIn.browse')}</p>
      </section>
      {personas.length > 0 && <PersonaCards personas={personas} returnTo={returnTo} />}
    </div>
  )
}
