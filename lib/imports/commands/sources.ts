import { and, eq, inArray } from 'drizzle-orm'
import type { activities } from '@/db/schema/activities'
import type { groups } from '@/db/schema/groups'
import { sources } from '@/db/schema/imports'
import type { venues } from '@/db/schema/venues'
import type { sourceSystems } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'

export type Noun = 'group' | 'venue' | 'activity' | 'person'
type System = (typeof sourceSystems)[number]

export type Changed<D> = { draft: D; id: string; sourceId: string }

/** Which drafts are new here, and which differ from what was taken over. */
export async function compare<D extends { key: string; hash: string }>(
  ctx: Ctx,
  noun: Noun,
  drafts: D[],
  system: System = 'meetup',
): Promise<{ added: D[]; changed: Changed<D>[] }> {
  const found = new Map(
    (
      await sourcesOf(
        ctx,
        noun,
        drafts.map((d) => d.key),
        system,
      )
    ).map((s) => [s.externalId, s]),
  )
  const added: D[] = []
  const changed: Changed<D>[] = []
  for (const draft of drafts) {
    const source = found.get(draft.key)
    if (!source) added.push(draft)
    else if (source.hash !== draft.hash)
      changed.push({ draft, sourceId: source.id, id: (source.groupId ?? source.venueId ?? source.activityId) as string })
  }
  return { added, changed }
}

/** What was taken over from a source under these keys. */
export const sourcesOf = async (ctx: Ctx, noun: Noun, keys: string[], system: System = 'meetup') =>
  keys.length === 0
    ? []
    : ctx.db
        .select()
        .from(sources)
        .where(and(eq(sources.system, system), eq(sources.noun, noun), inArray(sources.externalId, [...new Set(keys)])))

/** The ids here of what came from the source under these keys. */
export async function idsOf(ctx: Ctx, noun: Noun, keys: string[]): Promise<Map<string, string>> {
  return new Map((await sourcesOf(ctx, noun, keys)).map((s) => [s.externalId, (s.groupId ?? s.venueId) as string]))
}

/** Notes where the new ones came from, and the new hash of those that changed. */
export async function keep<D extends { key: string; hash: string }>(
  ctx: Ctx,
  noun: Noun,
  column: 'groupId' | 'venueId' | 'activityId' | 'personId',
  added: D[],
  made: { id: string }[],
  changed: Changed<D>[],
  system: System = 'meetup',
): Promise<void> {
  if (added.length > 0)
    await ctx.db
      .insert(sources)
      .values(added.map((d, i) => ({ system, noun, externalId: d.key, hash: d.hash, [column]: made[i]?.id }) as const))
  for (const { draft, sourceId } of changed) await ctx.db.update(sources).set({ hash: draft.hash }).where(eq(sources.id, sourceId))
}

/** Slugs that nothing has yet, `-2`, `-3` … where one is taken. */
export async function freshSlugs(
  ctx: Ctx,
  table: typeof groups | typeof venues | typeof activities,
  drafts: { key: string; slug: string }[],
) {
  const chosen = new Map<string, string>()
  const used = new Set<string>()
  let open = drafts.map((d) => ({ ...d, n: 1, slug: d.slug }))
  while (open.length > 0) {
    const candidates = open.map((d) => (d.n === 1 ? d.slug : `${d.slug}-${d.n}`))
    const taken = await ctx.db
      .select({ slug: (table as typeof groups).slug })
      .from(table as typeof groups)
      .where(inArray((table as typeof groups).slug, candidates))
    for (const { slug } of taken) used.add(slug)
    open = open.filter((d, i) => {
      const slug = candidates[i] as string
      if (used.has(slug)) {
        d.n++
        return true
      }
      used.add(slug)
      chosen.set(d.key, slug)
      return false
    })
  }
  return chosen
}
