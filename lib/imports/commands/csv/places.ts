import { eq, sql } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { groups } from '@/db/schema/groups'
import { spaces, venues } from '@/db/schema/venues'
import type { datums, facilities, groupTypes, joinModes, LocalText, venueLevels } from '@/db/vocabulary'
import type { Ctx } from '../../../ctx'
import { searchVector } from '../../../search/bigrams'
import { slugOf, sortKeyOf } from '../../../search/sort-key'
import { type Draft, localOf } from '../../rules/drafts'
import { shortNameOf } from '../../rules/meetup'
import { compare, freshSlugs, keep } from '../sources'
import { badAt, type Catalog, type CsvRun, firstOnes, type Outcome } from './run'

/** Groups and venues of spreadsheets: listed at once, because who imports them is who would approve them. */

type Placed = { draft: Draft; name: string; names: LocalText; columns: Record<string, unknown> }
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
/** What a row tells, and nothing else. */
const told = (columns: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null && value !== undefined))
const merged = (column: typeof groups.names | typeof venues.names, value: LocalText) =>
  sql<LocalText>`${column} || ${JSON.stringify(value)}::jsonb`
const columnsAt = (values: Draft['values']) => ({ name: String(values.name), names: localOf(values.name, values.name_en) ?? {} })
/** Who is here already under the row's id at the source, or under its name. */
const known = (catalog: Catalog, { id, name }: Draft['values']) => (id ? catalog.find(String(id)) : null) ?? catalog.find(String(name))

export async function putGroups(ctx: Ctx, run: CsvRun, drafts: Draft[]): Promise<Outcome> {
  const { fresh, outcome } = firstOnes(run, 'groups', drafts)
  const ready: Placed[] = []
  for (const draft of fresh) {
    const { values } = draft
    const district = text(values.district) ? run.districts.find(String(values.district)) : null
    const parent = text(values.parent) ? run.groups.find(String(values.parent)) : null
    const own = known(run.groups, values)
    const before = outcome.problems.length
    if (values.district && !district) outcome.problems.push(badAt(draft, 'district', 'district_unknown'))
    if (values.parent && String(values.parent) === String(values.name)) outcome.problems.push(badAt(draft, 'parent', 'parent_self'))
    else if (values.parent && (!parent || run.groupStatus.get(parent) !== 'active'))
      outcome.problems.push(badAt(draft, 'parent', 'parent_unknown'))
    else if (parent && parent === own) outcome.problems.push(badAt(draft, 'parent', 'parent_self'))
    if (outcome.problems.length > before) continue
    const columns = told({
      type: values.type as (typeof groupTypes)[number],
      districtCode: district,
      parentId: parent,
      joinMode: values.join_mode as (typeof joinModes)[number],
      shortName: values.short_name,
      purpose: localOf(values.purpose, null),
      foundedOn: values.founded,
      roleMailbox: values.mailbox,
    })
    const { name, names } = columnsAt(values)
    ready.push({ draft, name, names, columns })
    // Rows below may name this one as their parent; a batch is written in order.
    if (own === null) {
      const id = newId()
      ready[ready.length - 1] = { draft: { ...draft, values: { ...values, id$: id } }, name, names, columns }
      run.groups.add(id, name, text(values.name_en), text(values.id))
      run.groupStatus.set(id, 'active')
      run.groupNames.set(id, names)
    }
  }
  return place(ctx, run, 'group', ready, outcome, async (made) => {
    const slugs = await freshSlugs(
      ctx,
      groups,
      made.map((m) => ({ key: m.draft.key, slug: slugOf(m.name) })),
    )
    await ctx.db.insert(groups).values(
      made.map(({ draft, name, names, columns }) => ({
        type: 'chapter' as const,
        joinMode: 'review' as const,
        shortName: shortNameOf(name),
        ...columns,
        id: String(draft.values.id$),
        names,
        slug: slugs.get(draft.key) ?? slugOf(name),
        approvedOn: run.today,
        status: 'active' as const,
        sortKey: sortKeyOf(name),
        search: searchVector(...Object.values(names)),
      })),
    )
  })
}

export async function putVenues(ctx: Ctx, run: CsvRun, drafts: Draft[]): Promise<Outcome> {
  const { fresh, outcome } = firstOnes(run, 'venues', drafts)
  const ready: Placed[] = []
  for (const draft of fresh) {
    const { values } = draft
    const district = text(values.district) ? run.districts.find(String(values.district)) : null
    const category = text(values.category) ? run.categories.find(String(values.category)) : null
    const operator = text(values.operator) ? run.groups.find(String(values.operator)) : null
    const problems = [
      values.district && !district ? badAt(draft, 'district', 'district_unknown') : null,
      values.category && !category ? badAt(draft, 'category', 'category_unknown') : null,
      values.operator && !operator ? badAt(draft, 'operator', operator === undefined ? 'group_ambiguous' : 'group_unknown') : null,
      (values.lng === undefined) !== (values.lat === undefined)
        ? badAt(draft, values.lng === undefined ? 'lng' : 'lat', 'position_incomplete')
        : null,
    ].filter((problem) => problem !== null)
    outcome.problems.push(...problems)
    if (problems.length > 0) continue
    const addresses = localOf(values.address, values.address_en)
    const columns = told({
      districtCode: district,
      categoryCode: category,
      operatorGroupId: operator,
      level: values.level as (typeof venueLevels)[number],
      addresses,
      directions: localOf(values.directions, null),
      capacity: values.capacity,
      lng: values.lng,
      lat: values.lat,
      datum: values.lng === undefined ? null : ((values.datum ?? 'WGS84') as (typeof datums)[number]),
      facilities: values.facilities as (typeof facilities)[number][],
    })
    const { name, names } = columnsAt(values)
    const isNew = known(run.venues, values) === null
    const id = newId()
    ready.push({ draft: isNew ? { ...draft, values: { ...values, id$: id } } : draft, name, names, columns })
    if (!isNew) continue
    run.venues.add(id, name, text(values.name_en), text(values.id))
    run.venueRows.set(id, { districtCode: district ?? null, names })
  }
  return place(ctx, run, 'venue', ready, outcome, async (made) => {
    const slugs = await freshSlugs(
      ctx,
      venues,
      made.map((m) => ({ key: m.draft.key, slug: slugOf(m.name) })),
    )
    await ctx.db.insert(venues).values(
      made.map(({ draft, name, names, columns }) => ({
        ...columns,
        id: String(draft.values.id$),
        names,
        slug: slugs.get(draft.key) ?? slugOf(name),
        status: 'listed' as const,
        sortKey: sortKeyOf(name),
        search: searchVector(...Object.values(names), text(draft.values.address)),
      })),
    )
    const rooms = made.flatMap(({ draft }) =>
      ((draft.values.spaces ?? []) as { name: string; capacity: number | null }[]).map((space, position) => ({
        venueId: String(draft.values.id$),
        names: localOf(space.name, null) ?? {},
        capacity: space.capacity,
        position,
      })),
    )
    if (rooms.length > 0) await ctx.db.insert(spaces).values(rooms)
  })
}

/** New ones are made, those that are here under that name are taken for the same, changed ones get what the row tells. */
async function place(
  ctx: Ctx,
  run: CsvRun,
  noun: 'group' | 'venue',
  ready: Placed[],
  outcome: Outcome,
  make: (made: Placed[]) => Promise<void>,
): Promise<Outcome> {
  const { added, changed } = await compare(
    ctx,
    noun,
    ready.map((r) => ({ ...r, key: r.draft.key, hash: r.draft.hash })),
    'csv',
  )
  const made = added.filter((a) => a.draft.values.id$ !== undefined)
  outcome.created += made.length
  outcome.updated += changed.length
  outcome.unchanged += ready.length - made.length - changed.length
  if (run.isDry) return outcome
  if (made.length > 0) await make(made)
  const table = noun === 'group' ? groups : venues
  for (const { draft, id } of changed)
    await ctx.db
      .update(table as typeof groups)
      .set({
        ...draft.columns,
        names: merged(table.names, draft.names),
        sortKey: sortKeyOf(draft.name),
        search: searchVector(...Object.values(draft.names)),
      })
      .where(eq(table.id, id))
  const catalog = noun === 'group' ? run.groups : run.venues
  const idOf = (a: Placed) => String(a.draft.values.id$ ?? known(catalog, a.draft.values) ?? '')
  const found = added.filter((a) => idOf(a) !== '')
  const ids = found.map((a) => ({ id: idOf(a) }))
  await keep(ctx, noun, noun === 'group' ? 'groupId' : 'venueId', found, ids, changed, 'csv')
  return outcome
}
