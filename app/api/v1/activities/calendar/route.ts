import { listCalendar } from '@/lib/activities/queries/month'
import { calendarFilterSchema } from '@/lib/activities/schema'
import { currentCtx } from '@/lib/auth/actor'
import { route } from '@/lib/route'

export const dynamic = 'force-dynamic'

/** The activities of some days for a calendar: `?from=2026-11-01&to=2026-12-01`, with the list's filters; clocks are the network's. */
export const GET = route(async (request: Request) => {
  const filter = calendarFilterSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
  const items = await listCalendar(await currentCtx(), filter)
  return Response.json({ items }, { headers: { 'cache-control': 'private, no-store' } })
})
