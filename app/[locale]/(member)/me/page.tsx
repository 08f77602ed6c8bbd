import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { MyFeed } from '@/components/rsvps/my-feed'
import { MyRsvps } from '@/components/rsvps/my-rsvps'
import { ClientMessages } from '@/components/shell/client-messages'
import { Pager } from '@/components/ui/pager'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { redirect } from '@/lib/i18n/navigation'
import { listMyRsvps } from '@/lib/rsvps/queries'
import { getMyFeed } from '@/lib/rsvps/queries/feed'
import { mineFilterSchema } from '@/lib/rsvps/schema'
import { formatAgo } from '@/lib/time/format'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'rsvps.me' })
  return { title: t('title'), robots: { index: false } }
}

export default async function MePage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const { actor } = ctx
  if (actor.kind !== 'person') return redirect({ href: `/sign-in?returnTo=${encodeURIComponent(`/${locale}/me`)}`, locale })
  const { before } = mineFilterSchema.parse(await searchParams)
  const mine = await listMyRsvps(ctx, { before })
  const feed = await getMyFeed(ctx)
  const t = await getTranslations('rsvps.me')
  return (
    <div className="wrap page flex flex-col gap-8">
      <header>
        <h1>{t('title')}</h1>
        <p className="muted">{t('hello', { name: actor.displayName })}</p>
      </header>
      <MyRsvps {...mine} onlyPast={Boolean(before)} locale={locale} now={ctx.now} />
      <ClientMessages of={['rsvps.feed']}>
        <MyFeed since={feed && formatAgo(feed.since, ctx.now, locale)} locale={locale} />
      </ClientMessages>
      <Pager next={mine.older && `/me?before=${encodeURIComponent(mine.older)}`} first={before ? '/me' : null} />
    </div>
  )
}
