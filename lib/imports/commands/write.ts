import { eq, sql } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { newId } from '@/db/ids'
import { activities, hosts } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import { importRuns, reportedFigures } from '@/db/schema/imports'
import { kinds } from '@/db/schema/network'
import { venues } from '@/db/schema/venues'
import { projectCounted } from '../../attendance/commands/counted'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { authorize } from '../../policy/can'
import { searchVector } from '../../search/bigrams'
import { sortKeyOf } from '../../search/sort-key'
import { localDate } from '../../time/zones'
import type { ActivityDraft, EventDraft, GroupDraft, VenueDraft } from '../rules/meetup'
import { compare, freshSlugs, idsOf, keep } from './sources'

/** One run of the importer: what it has met so far, and what it changed. */
export type Run = {
  folder: string
  zone: string
  /** The chapters' zones by urlname. */
  zones: Map<string, string | null>
  groups: Set<string>
  venues: Set<string>
  created: number
  updated: number
  id: string | null
}
export const newRun = (folder: string, zone: string): Run => ({
  folder,
  zone,
  zones: new Map(),
  groups: new Set(),
  venues: new Set(),
  created: 0,
  updated: 0,
  id: null,
})

type Changes = { created: number; updated: number }
const SYSTEM = 'meetup'
const LOCK = 7_238_403
const SEARCHED = 20_000

/** A batch of groups, in a transaction of its own. */
export function writeGroups(ctx: Ctx, run: Run, drafts: GroupDraft[]): Promise<void> {
  return committed(ctx, run, async (ctx) => {
    const changes = await putGroups(ctx, run, drafts)
    return { changes, done: () => drafts.forEach((d) => void run.groups.add(d.key)) }
  })
}

/** A batch of events, in a transaction of its own: the groups and venues that are met for the first time, and the activities. */
export function writeEvents(ctx: Ctx, run: Run, events: EventDraft[]): Promise<void> {
  return committed(ctx, run, async (ctx) => {
    const newGroups = firstOf(events.map((e) => e.group).filter((g) => !run.groups.has(g.key)))
    const newVenues = firstOf(events.flatMap((e) => e.venues).filter((v) => !run.venues.has(v.key)))
    const changes = [
      await putGroups(ctx, run, newGroups),
      await putVenues(ctx, newVenues),
      await putActivities(
        ctx,
        events.map((e) => e.activity),
        new Map(events.map((e) => [e.group.key, e.group])),
      ),
    ]
    const done = () => {
      for (const group of newGroups) run.groups.add(group.key)
      for (const venue of newVenues) run.venues.add(venue.key)
    }
    return { changes: sum(changes), done }
  })
}

/** Marks the run as finished, where it changed anything. */
export async function finishRun(ctx: Ctx, run: Run): Promise<void> {
  if (run.id) await ctx.db.update(importRuns).set({ finishedAt: new Date() }).where(eq(importRuns.id, run.id))
}

const firstOf = <T extends { key: string }>(drafts: T[]): T[] => [...new Map(drafts.toReversed().map((d) => [d.key, d])).values()]
const sum = (all: Changes[]): Changes => ({
  created: all.reduce((n, c) => n + c.created, 0),
  updated: all.reduce((n, c) => n + c.updated, 0),
})

/** One importer at a time; the batch, its line in the history and the run's progress are committed together. */
async function committed(ctx: Ctx, run: Run, write: (ctx: Ctx) => Promise<{ changes: Changes; done: () => void }>): Promise<void> {
  const { changes, done, runId } = await inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'job:run', null)
    await ctx.db.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
    const { changes, done } = await write(ctx)
    if (changes.created + changes.updated === 0) return { changes, done, runId: run.id }
    const runId = run.id ?? newId(ctx.now.getTime())
    const progress = { created: run.created + changes.created, updated: run.updated + changes.updated }
    await ctx.db
      .insert(importRuns)
      .values({ id: runId, system: SYSTEM, folder: run.folder, progress })
      .onConflictDoUpdate({ target: importRuns.id, set: { progress, updatedAt: new Date() } })
    await record(ctx, 'import.batch_written', { type: 'import', id: runId }, changes)
    return { changes, done, runId }
  })
  done()
  run.id = runId
  run.created += changes.created
  run.updated += changes.updated
}

async function putGroups(ctx: Ctx, run: Run, drafts: GroupDraft[]): Promise<Changes> {
  const { added, changed } = await compare(ctx, 'group', drafts)
  const values = (d: GroupDraft) => ({
    names: d.names,
    shortName: d.shortName,
    sortKey: sortKeyOf(d.names.und ?? ''),
    search: searchVector(d.names.und, d.key),
  })
  const slugs = await freshSlugs(ctx, groups, added)
  const made = added.map((d) => ({
    ...values(d),
    id: newId(),
    slug: slugs.get(d.key) ?? d.slug,
    type: 'chapter' as const,
    approvedOn: localDate(ctx.now, run.zone),
    joinMode: 'closed' as const,
    status: 'active' as const,
  }))
  if (made.length > 0) await ctx.db.insert(groups).values(made)
  for (const { draft, id } of changed) await ctx.db.update(groups).set(values(draft)).where(eq(groups.id, id))
  await keep(ctx, 'group', 'groupId', added, made, changed)
  return { created: added.length, updated: changed.length }
}

async function putVenues(ctx: Ctx, drafts: VenueDraft[]): Promise<Changes> {
  const { added, changed } = await compare(ctx, 'venue', drafts)
  const values = (d: VenueDraft) => ({
    names: d.names,
    addresses: d.addresses,
    lng: d.position?.lng ?? null,
    lat: d.position?.lat ?? null,
    datum: d.position ? ('WGS84' as const) : null,
    sortKey: sortKeyOf(d.names.und ?? ''),
    search: searchVector(d.names.und, d.addresses?.und),
  })
  const slugs = await freshSlugs(ctx, venues, added)
  const made = added.map((d) => ({ ...values(d), id: newId(), slug: slugs.get(d.key) ?? d.slug, status: 'listed' as const }))
  if (made.length > 0) await ctx.db.insert(venues).values(made)
  for (const { draft, id } of changed) await ctx.db.update(venues).set(values(draft)).where(eq(venues.id, id))
  await keep(ctx, 'venue', 'venueId', added, made, changed)
  return { created: added.length, updated: changed.length }
}

async function putActivities(ctx: Ctx, drafts: ActivityDraft[], named: Map<string, GroupDraft>): Promise<Changes> {
  const { added, changed } = await compare(ctx, 'activity', drafts)
  const touched = [...added, ...changed.map((c) => c.draft)]
  if (touched.length === 0) return { created: 0, updated: 0 }
  const groupIds = await idsOf(
    ctx,
    'group',
    touched.map((d) => d.groupKey),
  )
  const venueIds = await idsOf(
    ctx,
    'venue',
    touched.flatMap((d) => d.venueKey ?? []),
  )
  const kindCode = await kindOf(ctx)
  const values = (d: ActivityDraft) => ({
    titles: d.titles,
    body: d.body,
    mode: d.mode,
    startsAt: d.startsAt,
    endsAt: d.endsAt,
    zone: d.zone,
    utcOffsetMinutes: d.utcOffsetMinutes,
    reportedOn: d.reportedOn,
    venueId: d.venueKey ? (venueIds.get(d.venueKey) ?? null) : null,
    place: d.place,
    status: d.status,
    publishedAt: d.publishedAt,
    cancelledAt: d.status === 'cancelled' ? d.startsAt : null,
    finalisedAt: d.status === 'finalised' ? (d.endsAt ?? d.startsAt) : null,
    search: searchVector(d.titles.und, named.get(d.groupKey)?.names.und, d.body?.und?.slice(0, SEARCHED)),
  })
  const slugs = await freshSlugs(ctx, activities, added)
  const made = added.map((d) => ({
    ...values(d),
    id: newId(),
    slug: slugs.get(d.key) ?? d.slug,
    kindCode,
    // People reply at the source; here one just comes.
    rsvpMode: 'walk_in' as const,
    languages: [],
    wallSecret: newId(),
    origin: 'imported' as const,
    countedReason: uncounted[d.status],
  }))
  if (made.length > 0) await ctx.db.insert(activities).values(made)
  for (const { draft, id } of changed) {
    await ctx.db.update(activities).set(values(draft)).where(eq(activities.id, id))
    await ctx.db.delete(hosts).where(eq(hosts.activityId, id))
  }
  const all = [...added.map((draft, i) => ({ draft, id: made[i]?.id ?? '' })), ...changed]
  await ctx.db.insert(hosts).values(
    all.map(({ draft, id }) => {
      const groupId = groupIds.get(draft.groupKey)
      if (!groupId) throw new AppError('internal')
      return { activityId: id, groupId, role: 'lead' as const, acceptedAt: draft.publishedAt }
    }),
  )
  await putFigures(ctx, all)
  await keep(ctx, 'activity', 'activityId', added, made, changed)
  for (const { id } of changed) await projectCounted(ctx, id)
  return { created: added.length, updated: changed.length }
}

/** The first rule of R-COUNT that fails for what has no recap; told activities are never counted. */
const uncounted = { published: 'not_finalised', cancelled: 'cancelled', finalised: 'no_recap' } as const

async function putFigures(ctx: Ctx, all: { draft: ActivityDraft; id: string }[]): Promise<void> {
  await ctx.db
    .insert(reportedFigures)
    .values(all.map(({ draft, id }) => ({ activityId: id, system: SYSTEM, going: draft.going, waitlisted: draft.waitlisted }) as const))
    .onConflictDoUpdate({
      target: [reportedFigures.activityId, reportedFigures.system],
      set: { going: sql`excluded.going`, waitlisted: sql`excluded.waitlisted`, updatedAt: new Date() },
    })
}

async function kindOf(ctx: Ctx): Promise<string> {
  const [kind] = await ctx.db
    .select({ code: kinds.code })
    .from(kinds)
    .where(eq(kinds.countable, true))
    .orderBy(sql`${kinds.code} <> 'LEARN'`, kinds.position)
    .limit(1)
  if (!kind) throw new AppError('conflict')
  return kind.code
}
