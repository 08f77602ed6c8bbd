import type { Metadata } from 'next'
import type { Locale } from '@/db/vocabulary'
import type { ActivityPage } from '@/lib/activities/queries'
import { textIn } from '@/lib/i18n/text'
import { DriverCard } from './driver-card'
import { PosterView } from './poster-view'

type Props = { view: string | string[] | undefined; activity: ActivityPage; locale: Locale }

export const hasOtherView = (view: Props['view']): boolean => view === 'driver' || view === 'poster'

/** What an activity's page shows instead of itself: the address for a driver, the poster. */
export function OtherView({ view, activity, locale }: Props) {
  return view === 'driver' ? <DriverCard activity={activity} locale={locale} /> : <PosterView activity={activity} locale={locale} />
}

/** What chats and search engines are told of an activity; its picture only where everybody may see it. */
export function metadataOf(activity: ActivityPage, locale: Locale): Metadata {
  const [title, description] = [textIn(activity.titles, locale), textIn(activity.summaries, locale) || undefined]
  const isPublic = activity.audience === 'public' && activity.publishedAt !== null
  const picture = { url: `/api/v1/activities/${activity.slug}/share.png?locale=${locale}`, width: 1200, height: 630 }
  const openGraph = { title, description, type: 'article' as const, locale, images: isPublic ? [picture] : undefined }
  return { title, description, openGraph, robots: isPublic ? undefined : { index: false } }
}
