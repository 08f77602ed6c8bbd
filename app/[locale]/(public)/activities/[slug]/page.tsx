import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { setRequestLocale } from 'next-intl/server'
import { cache } from 'react'
import { ActivityBanners } from '@/components/activities/activity-banners'
import { ActivityFacts } from '@/components/activities/activity-facts'
import { ActivityHead } from '@/components/activities/activity-head'
import { KeepAndShare } from '@/components/activities/keep-and-share'
import { hasOtherView, metadataOf, OtherView } from '@/components/activities/other-views'
import { RecapShown } from '@/components/attendance/recap-shown'
import { ForParentLink } from '@/components/rsvps/for-parent-link'
import { RsvpPanel } from '@/components/rsvps/rsvp-panel'
import { Markdown } from '@/components/ui/markdown'
import type { Locale, LocalText } from '@/db/vocabulary'
import { getActivity } from '@/lib/activities/queries'
import { getPublicRecap } from '@/lib/attendance/queries/photos'
import { currentCtx } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { getReference } from '@/lib/network/queries'
import { getPanel } from '@/lib/rsvps/queries/panel'

type Props = { params: Promise<{ locale: Locale; slug: string }>; searchParams: Promise<{ view?: string | string[] }> }

const missing = (error: unknown): never => {
  if (error instanceof AppError && error.code === 'not_found') notFound()
  throw error
}
const load = cache(async (slug: string) => getActivity(await currentCtx(), slug).catch(missing))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug } = await params
  return metadataOf(await load(slug), locale)
}

export default async function ActivityDetailPage({ params, searchParams }: Props) {
  const { locale, slug } = await params
  setRequestLocale(locale)
  const [ctx, activity] = await Promise.all([currentCtx(), load(slug)])
  const { network, kinds } = await getReference(ctx)
  const { view } = await searchParams
  if (hasOtherView(view)) return <OtherView view={view} activity={activity} locale={locale} />
  const [panel, recap] = await Promise.all([getPanel(ctx, activity), activity.startsAt < ctx.now ? getPublicRecap(ctx, activity.id) : null])
  const kind = kinds.find((k) => k.code === activity.kindCode) ?? { names: {} as LocalText, hue: 200 }
  return (
    <div className="wrap page grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22.5rem] lg:gap-14">
      <article className="min-w-0">
        <ActivityBanners activity={activity} locale={locale} now={ctx.now} />
        <ActivityHead activity={activity} kind={kind} locale={locale} now={ctx.now} />
        <ActivityFacts activity={activity} networkZone={network?.zone ?? activity.zone} locale={locale} now={ctx.now} />
        <Markdown value={activity.body ?? activity.summaries} locale={locale} />
        <RecapShown activityId={activity.id} recap={recap} locale={locale} />
      </article>
      <aside className="lg:sticky lg:top-24">
        <RsvpPanel activity={activity} panel={panel} signedIn={ctx.actor.kind === 'person'} locale={locale} now={ctx.now} />
        <ForParentLink activity={activity} signedIn={ctx.actor.kind === 'person'} now={ctx.now} />
        <KeepAndShare activity={activity} locale={locale} now={ctx.now} />
      </aside>
    </div>
  )
}
