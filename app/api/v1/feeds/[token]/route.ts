import { locales } from '@/db/vocabulary'
import { visitorCtx } from '@/lib/auth/actor'
import { publicOrigin } from '@/lib/auth/origin'
import { feedResponse } from '@/lib/files/feed'
import { route } from '@/lib/route'
import { getPersonalFeed } from '@/lib/rsvps/queries/feed'

export const dynamic = 'force-dynamic'

/** What one person is going to, for her calendar program; the token in the address is the permission: `/api/v1/feeds/<token>.ics`. */
export const GET = route(async (request: Request, { params }: { params: Promise<{ token: string }> }) => {
  const url = new URL(request.url)
  const locale = locales.find((l) => l === url.searchParams.get('locale')) ?? 'zh-CN'
  const token = (await params).token.replace(/\.ics$/, '')
  return feedResponse(request, await getPersonalFeed(await visitorCtx(), token, locale, publicOrigin(request.url)), 'ics', {
    shared: false,
  })
})
