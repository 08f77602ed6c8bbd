import { visitorCtx } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { listGroups } from '@/lib/groups/queries'
import { groupApiSchema, publicCount } from '@/lib/groups/schema'
import { listGroupSources } from '@/lib/imports/queries'
import { fieldErrorsOf } from '@/lib/parse'
import { route } from '@/lib/route'
import { getGroupFigures } from '@/lib/statistics/queries/groups'

/** The public groups with their figures of all time, by sort key. Numbers of 1 to 4 people are null. */
export const GET = route(async (request) => {
  const asked = groupApiSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!asked.success) throw new AppError('invalid_input', fieldErrorsOf(asked.error))
  const ctx = await visitorCtx()
  const { items, nextCursor } = await listGroups(ctx, asked.data)
  const ids = items.map((group) => group.id)
  const [figures, sources] = await Promise.all([getGroupFigures(ctx, ids), listGroupSources(ctx, ids)])
  return Response.json({
    items: items.map(({ id, slug, names }) => {
      const own = figures.get(id)
      return { slug, name: names, figures: own && { ...own, people: publicCount(own.people) }, source: sources.get(id) }
    }),
    nextCursor,
  })
})
