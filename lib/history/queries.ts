import { and, desc, eq, gte, inArray, like, lt, type SQL, sql } from 'drizzle-orm'
import { people } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import { historyEntries, historySeals } from '@/db/schema/history'
import { venues } from '@/db/schema/venues'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../ctx'
import { authorize } from '../policy/can'
import { addDays } from '../time/zones'
import type { HistoryFilter } from './schema'
import { findTampering } from './seal'

const PAGE = 50
/** What an export holds at most. */
export const MOST_EXPORTED = 10_000

const key = (at: string, id: string) => sql`(${at}::timestamptz, ${id}::uuid)`

function conditions({ actor, verb, subject, from, to, cursor }: HistoryFilter): SQL | undefined {
  const [micros = '0', id = ''] = (cursor ?? '').split('.')
  return and(
    actor ? eq(historyEntries.actorId, actor) : undefined,
    verb ? (verb.includes('.') ? eq(historyEntries.verb, verb) : like(historyEntries.verb, `${verb.replaceAll('_', '\\_')}.%`)) : undefined,
    subject ? eq(historyEntries.subjectId, subject) : undefined,
    from ? gte(historyEntries.at, new Date(`${from}T00:00:00Z`)) : undefined,
    to ? lt(historyEntries.at, new Date(`${addDays(to, 1)}T00:00:00Z`)) : undefined,
    cursor ? sql`(${historyEntries.at}, ${historyEntries.id}) < ${key(new Date(Number(micros)).toISOString(), id)}` : undefined,
  )
}

/** A thing that an entry is about: its names (a person's name as both; null: erased) and its page. */
export type HistoryThing = { type: 'activity' | 'group' | 'venue' | 'person'; names: LocalText | null; href: string | null }

/**
 * The history, the newest first, 50 a page by key (or `limit`), each entry with who did it and what it is about as they
 * are called now; somebody erased has no name. For network administrators and auditors; at most six statements.
 */
export async function listHistory(ctx: Ctx, filter: HistoryFilter, limit = PAGE) {
  authorize(ctx.actor, 'history:read', null)
  const rows = await ctx.db
    .select()
    .from(historyEntries)
    .where(conditions(filter))
    .orderBy(desc(historyEntries.at), desc(historyEntries.id))
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  const things = await findThings(ctx, shown)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    entries: shown.map((row) => ({
      ...row,
      day: row.at.toISOString().slice(0, 10),
      actor: row.actorId ? (things.get(row.actorId) ?? null) : null,
      thing:
        idsOf(row)
          .flatMap((id) => things.get(id) ?? [])
          .find((thing) => thing !== things.get(row.actorId ?? '')) ?? null,
    })),
    nextCursor: last ? `${last.at.getTime()}.${last.id}` : null,
  }
}
export type HistoryPage = Awaited<ReturnType<typeof listHistory>>
export type ShownEntry = HistoryPage['entries'][number]

type Entry = typeof historyEntries.$inferSelect

/** The ids that say what an entry is about: its subject, then the activity, group, venue and person among its ids. */
const idsOf = (row: Entry): string[] =>
  [row.subjectId, row.ids.activityId, row.ids.groupId, row.ids.venueId, row.ids.personId].filter(
    (id): id is string => typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id),
  )

async function findThings(ctx: Ctx, rows: Entry[]): Promise<Map<string, HistoryThing>> {
  const ids = [...new Set([...rows.flatMap(idsOf), ...rows.flatMap((row) => row.actorId ?? [])])]
  const found = new Map<string, HistoryThing>()
  if (ids.length === 0) return found
  const persons = await ctx.db
    .select({ id: people.id, name: people.displayName, status: people.status })
    .from(people)
    .where(inArray(people.id, ids))
  for (const { id, name, status } of persons)
    found.set(id, { type: 'person', names: status === 'erased' ? null : { und: name }, href: null })
  for (const { id, titles, slug } of await ctx.db
    .select({ id: activities.id, titles: activities.titles, slug: activities.slug })
    .from(activities)
    .where(inArray(activities.id, ids)))
    found.set(id, { type: 'activity', names: titles, href: `/activities/${slug}` })
  for (const { id, names, slug } of await ctx.db
    .select({ id: groups.id, names: groups.names, slug: groups.slug })
    .from(groups)
    .where(inArray(groups.id, ids)))
    found.set(id, { type: 'group', names, href: `/groups/${slug}` })
  for (const { id, names, slug } of await ctx.db
    .select({ id: venues.id, names: venues.names, slug: venues.slug })
    .from(venues)
    .where(inArray(venues.id, ids)))
    found.set(id, { type: 'venue', names, href: `/venues/${slug}` })
  return found
}

/** How a day stands: still open, sealed (not asked), verified, or broken: its entries, or a day before, no longer give its hash. */
export type SealState = 'open' | 'sealed' | 'verified' | 'broken'

/** The state of each of these days of UTC; with `verify` the whole chain is recomputed. */
export async function getSeals(ctx: Ctx, days: string[], verify: boolean): Promise<Map<string, SealState>> {
  authorize(ctx.actor, 'history:read', null)
  if (days.length === 0) return new Map()
  const sealed = await ctx.db.select({ day: historySeals.day }).from(historySeals).where(inArray(historySeals.day, days))
  const broken = verify ? await findTampering(ctx) : null
  const stateOf = (day: string): SealState => {
    if (!sealed.some((seal) => seal.day === day)) return 'open'
    if (!verify) return 'sealed'
    return broken !== null && day >= broken ? 'broken' : 'verified'
  }
  return new Map(days.map((day) => [day, stateOf(day)]))
}
