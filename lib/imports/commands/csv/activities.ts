import { and, eq, inArray } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { activities, hosts } from '@/db/schema/activities'
import type { activityLanguages, activityModes, audiences } from '@/db/vocabulary'
import { freeSlug, newWallSecret } from '../../../activities/commands/values'
import { assumedEnd } from '../../../activities/rules'
import { projectCounted } from '../../../attendance/commands/counted'
import type { Ctx } from '../../../ctx'
import { getNetwork } from '../../../network/queries'
import { personIdOf } from '../../../policy/actor'
import { searchVector } from '../../../search/bigrams'
import { type ActivityDraft, localOf } from '../../rules/drafts'
import { keep, sourcesOf } from '../sources'
import { badAt, type CsvRun, firstOnes, groupNamed, type MetActivity, type Outcome } from './run'

type Known = { id: string; status: string; origin: string }
type Placed = {
  draft: ActivityDraft
  id: string
  groupId: string
  kindCode: string
  venueId: string | null
  isPast: boolean
  isCancelled: boolean
  known: Known | undefined
  sourceId: string | null
}
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/**
 * Activities: what is over is back-filled (told beside the counted ones, never among them); what is to come becomes a
 * draft of its group, which is published as any other.
 */
export async function putActivities(ctx: Ctx, run: CsvRun, drafts: ActivityDraft[]): Promise<Outcome> {
  const { fresh, outcome } = firstOnes(run, 'activities', drafts)
  const told = new Map(
    (
      await sourcesOf(
        ctx,
        'activity',
        fresh.map((d) => d.key),
        'csv',
      )
    ).map((s) => [s.externalId, s]),
  )
  const here = await readHere(
    ctx,
    fresh,
    [...told.values()].flatMap((s) => s.activityId ?? []),
  )
  const placed: Placed[] = []
  for (const draft of fresh) {
    const resolved = resolve(ctx, run, draft, outcome)
    if (!resolved) continue
    const source = told.get(draft.key)
    const known = source?.activityId
      ? here.byId.get(source.activityId)
      : here.byTitle.get(naturalOf(resolved.groupId, draft.title, draft.when.reportedOn))
    const isChanged = source !== undefined && source.hash !== draft.hash
    if (isChanged && known && known.origin === 'here' && known.status !== 'draft') {
      outcome.problems.push(badAt(draft, null, 'activity_published'))
      continue
    }
    const id = known?.id ?? newId()
    if (!known) outcome.created++
    else if (isChanged) outcome.updated++
    else outcome.unchanged++
    placed.push({ draft, ...resolved, id, known, sourceId: isChanged ? (source?.id ?? null) : null })
    register(run, draft, { id, ...resolved })
  }
  if (!run.isDry) await write(ctx, run, placed, told)
  return outcome
}

/** What the row refers to; what is not here is a problem. */
function resolve(ctx: Ctx, run: CsvRun, draft: ActivityDraft, outcome: Outcome) {
  const { values, when } = draft
  const before = outcome.problems.length
  const group = groupNamed(run, text(values.group))
  if (group.bad) outcome.problems.push(badAt(draft, 'group', group.bad))
  const kindCode = run.kinds.find(String(values.kind))
  if (!kindCode) outcome.problems.push(badAt(draft, 'kind', 'kind_unknown'))
  const venueId = values.venue ? run.venues.find(String(values.venue)) : null
  if (values.venue && !venueId) outcome.problems.push(badAt(draft, 'venue', venueId === undefined ? 'venue_ambiguous' : 'venue_unknown'))
  const isPast = assumedEnd(when) <= ctx.now
  const isCancelled = values.status === 'cancelled'
  if (isCancelled && !isPast) outcome.problems.push(badAt(draft, 'status', 'cancelled_to_come'))
  if (outcome.problems.length > before || group.bad || !kindCode) return null
  return { groupId: group.id, kindCode, venueId: venueId ?? null, isPast, isCancelled }
}

export const naturalOf = (groupId: string, title: string, on: string): string => `${groupId}|${title.toLowerCase()}|${on}`

function register(run: CsvRun, draft: ActivityDraft, { id, groupId, isPast, isCancelled }: MetActivity): void {
  const entry = { id, groupId, isPast, isCancelled }
  const title = `${draft.title.toLowerCase()}|${draft.when.reportedOn}`
  run.activities.set(draft.key, entry)
  run.titled.set(title, (run.titled.get(title) ?? new Map()).set(id, entry))
}

async function readHere(ctx: Ctx, drafts: ActivityDraft[], ids: string[]) {
  const columns = { id: activities.id, status: activities.status, origin: activities.origin }
  const byId = new Map<string, Known>()
  const byTitle = new Map<string, Known>()
  if (drafts.length === 0) return { byId, byTitle }
  if (ids.length > 0)
    for (const row of await ctx.db.select(columns).from(activities).where(inArray(activities.id, ids))) byId.set(row.id, row)
  const rows = await ctx.db
    .select({ ...columns, titles: activities.titles, on: activities.reportedOn, groupId: hosts.groupId })
    .from(activities)
    .innerJoin(hosts, and(eq(hosts.activityId, activities.id), eq(hosts.role, 'lead')))
    .where(inArray(activities.reportedOn, [...new Set(drafts.map((d) => d.when.reportedOn))]))
  for (const row of rows) for (const title of Object.values(row.titles)) byTitle.set(naturalOf(row.groupId, title, row.on), row)
  return { byId, byTitle }
}

async function write(ctx: Ctx, run: CsvRun, placed: Placed[], told: Map<string, { id: string }>): Promise<void> {
  const minimumHeadCount = (await getNetwork(ctx)).rules.minimumHeadCount
  const made = placed.filter((p) => !p.known)
  for (const one of made) {
    await ctx.db.insert(activities).values({
      ...columnsOf(ctx, run, one),
      ...stateOf(ctx, run, one),
      id: one.id,
      slug: await freeSlug(ctx, one.draft.titles, one.draft.when.reportedOn),
      minimumHeadCount,
      wallSecret: newWallSecret(),
      createdById: personIdOf(ctx.actor),
      createdAt: ctx.now,
    })
    await ctx.db.insert(hosts).values({ activityId: one.id, groupId: one.groupId, role: 'lead', position: 0, acceptedAt: ctx.now })
  }
  const changed = placed.filter((p) => p.sourceId !== null)
  for (const one of changed) {
    await ctx.db
      .update(activities)
      .set({ ...columnsOf(ctx, run, one), ...(one.known?.origin === 'here' ? {} : stateOf(ctx, run, one)) })
      .where(eq(activities.id, one.id))
    if (one.known?.origin !== 'here') await projectCounted(ctx, one.id)
  }
  const fresh = placed.filter((p) => !told.has(p.draft.key))
  await keep(
    ctx,
    'activity',
    'activityId',
    fresh.map((p) => p.draft),
    fresh,
    changed.map((p) => ({ draft: p.draft, id: p.id, sourceId: String(p.sourceId) })),
    'csv',
  )
}

/** What the row tells; what it does not tell is left out, so that it stays as it is. */
function columnsOf(ctx: Ctx, run: CsvRun, { draft, kindCode, venueId, groupId }: Placed) {
  const { values, titles, when } = draft
  const venue = venueId ? run.venueRows.get(venueId) : undefined
  const place = venueId ? null : localOf(values.place, null)
  const mode = (values.mode ?? (venueId || place || !values.link ? 'onsite' : 'online')) as (typeof activityModes)[number]
  const optional = {
    summaries: localOf(values.summary, null),
    body: localOf(values.description, null),
    capacity: values.capacity as number | undefined,
    audience: values.audience as (typeof audiences)[number] | undefined,
    cost: localOf(values.cost, null),
    contact: text(values.contact),
    joiningLink: mode === 'onsite' ? null : text(values.link),
    languages: values.languages as (typeof activityLanguages)[number][] | undefined,
    ...(venueId && { venueId, districtCode: venue?.districtCode ?? null }),
    ...(place && { place }),
  }
  return {
    ...(Object.fromEntries(Object.entries(optional).filter(([, v]) => v !== null && v !== undefined)) as Partial<
      typeof activities.$inferInsert
    >),
    titles,
    kindCode,
    mode,
    startsAt: when.startsAt,
    endsAt: when.endsAt,
    zone: when.zone,
    reportedOn: when.reportedOn,
    updatedAt: ctx.now,
    search: searchVector(
      ...Object.values(titles),
      ...Object.values(run.groupNames.get(groupId) ?? {}),
      ...Object.values(venue?.names ?? {}),
    ),
  }
}

function stateOf(ctx: Ctx, run: CsvRun, { isPast, isCancelled, kindCode, draft }: Placed) {
  if (!isPast) return { status: 'draft' as const, origin: 'here' as const }
  const base = { origin: 'back_filled' as const, publishedAt: ctx.now, rsvpMode: 'walk_in' as const }
  return isCancelled
    ? { ...base, status: 'cancelled' as const, cancelledAt: draft.when.startsAt, finalisedAt: null, countedReason: 'cancelled' as const }
    : {
        ...base,
        status: 'finalised' as const,
        cancelledAt: null,
        finalisedAt: ctx.now,
        countedReason: run.countableKinds.has(kindCode) ? ('no_recap' as const) : ('kind_not_countable' as const),
      }
}
