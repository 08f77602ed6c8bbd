import { locales } from '@/db/vocabulary'
import { getGroupFeed } from '@/lib/activities/queries/calendar'
import { visitorCtx } from '@/lib/auth/actor'
import { publicOrigin } from '@/lib/auth/origin'
import { feedResponse } from '@/lib/files/feed'
import { route } from '@/lib/route'

export const dynamic = 'force-dynamic'

/** A group's public activities, to come and 90 days back, to subscribe to: `?locale=en`. */
export const GET = route(async (request: Request, { params }: { params: Promise<{ slug: string }> }) => {
  const url = new URL(request.url)
  const locale = locales.find((l) => l === url.searchParams.get('locale')) ?? 'zh-CN'
  const feed = await getGroupFeed(await visitorCtx(), (await params).slug, 'atom', locale, publicOrigin(request.url))
  return feedResponse(request, feed, 'atom', { shared: true })
})
