import { locales } from '@/db/vocabulary'
import { getCalendarFile } from '@/lib/activities/queries/calendar'
import { currentCtx } from '@/lib/auth/actor'
import { publicOrigin } from '@/lib/auth/origin'
import { route } from '@/lib/route'

export const dynamic = 'force-dynamic'

/** An activity as a calendar file, in the language asked for: `?locale=en`. */
export const GET = route(async (request: Request, { params }: { params: Promise<{ slug: string }> }) => {
  const { slug } = await params
  const url = new URL(request.url)
  const locale = locales.find((l) => l === url.searchParams.get('locale')) ?? 'zh-CN'
  const file = await getCalendarFile(await currentCtx(), slug, locale, publicOrigin(request.url))
  return new Response(file, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${slug}.ics"`,
      'cache-control': 'private, no-store',
    },
  })
})
