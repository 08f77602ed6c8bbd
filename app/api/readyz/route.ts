import { systemCtx } from '@/lib/auth/actor'
import { askDatabase } from '@/lib/network/queries'
import { route } from '@/lib/route'

export const dynamic = 'force-dynamic'

/** The database answers, so pages can be served; 503 with Retry-After while it does not. */
export const GET = route(async () => {
  await askDatabase(await systemCtx('readyz'))
  return Response.json({ status: 'ready' }, { headers: { 'cache-control': 'no-store' } })
})
