import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { Parents } from '@/components/rsvps/parents'
import { RsvpForForm } from '@/components/rsvps/rsvp-for-form'
import { ClientMessages } from '@/components/shell/client-messages'
import { Card } from '@/components/ui/card'
import type { Locale } from '@/db/vocabulary'
import { getActivitySubject } from '@/lib/activities/queries'
import { currentCtx } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { Link } from '@/lib/i18n/navigation'
import { textIn } from '@/lib/i18n/text'
import { can } from '@/lib/policy/can'
import { listMyParents } from '@/lib/rsvps/queries/parents'

type Props = { params: Promise<{ locale: Locale; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'rsvps.parent' })
  return { title: t('title'), robots: { index: false } }
}

export default async function ParentsPage({ params }: Props) {
  const { locale, id } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  if (ctx.actor.kind !== 'person') redirect(`/${locale}/sign-in?returnTo=${encodeURIComponent(`/${locale}/me/parents/${id}`)}`)
  const activity = await getActivitySubject(ctx, id).catch((error): never => {
    if (error instanceof AppError) notFound()
    throw error
  })
  if (!can(ctx.actor, 'activity:rsvpForParent', activity)) notFound()
  const title = textIn(activity.titles, locale)
  const t = await getTranslations('rsvps.parent')
  return (
    <div className="wrap page">
      <div className="flex max-w-xl flex-col gap-6">
        <header>
          <h1>{t('title')}</h1>
          <p className="mt-1">
            <Link href={`/activities/${activity.slug}`} className="link">
              {title}
            </Link>
          </p>
        </header>
        <Parents parents={await listMyParents(ctx, id)} />
        <Card as="section" className="flex flex-col gap-4 p-5 sm:p-6">
          <p className="muted">{t('lead')}</p>
          <ClientMessages of={['rsvps.people.for', 'rsvps.slip']}>
            <RsvpForForm activityId={id} title={title} parent />
          </ClientMessages>
        </Card>
      </div>
    </div>
  )
}
