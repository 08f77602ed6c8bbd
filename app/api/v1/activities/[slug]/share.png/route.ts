import { locales } from '@/db/vocabulary'
import { getPicture } from '@/lib/activities/queries/poster'
import { visitorCtx } from '@/lib/auth/actor'
import { publicOrigin } from '@/lib/auth/origin'
import { pngResponse } from '@/lib/files/png'
import { route } from '@/lib/route'

export const dynamic = 'force-dynamic'

/** The picture beside an activity's link in chats and social pages: `?locale=en`. Of public activities only. */
export const GET = route(async (request: Request, { params }: { params: Promise<{ slug: string }> }) => {
  const url = new URL(request.url)
  const locale = locales.find((l) => l === url.searchParams.get('locale')) ?? 'zh-CN'
  const drawn = await getPicture(await visitorCtx(), (await params).slug, 'share', locale, publicOrigin(request.url))
  return pngResponse(drawn, { shared: true })
})
