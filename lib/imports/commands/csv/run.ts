import { and, eq, inArray } from 'drizzle-orm'
import { groups } from '@/db/schema/groups'
import { sources } from '@/db/schema/imports'
import { venues } from '@/db/schema/venues'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../../../ctx'
import { getReference } from '../../../network/queries'
import { localDate } from '../../../time/zones'
import { folded } from '../../rules/cells'
import type { DateOrder } from '../../rules/dates'
import type { Draft } from '../../rules/drafts'
import type { Problem } from '../../rules/table'
import type { CsvNoun, RowReason } from '../../schema/csv'

export type Outcome = { created: number; updated: number; unchanged: number; problems: Problem[] }
export const nothing = (): Outcome => ({ created: 0, updated: 0, unchanged: 0, problems: [] })
export const badAt = (draft: { line: number }, field: string | null, reason: RowReason): Problem => ({ line: draft.line, field, reason })

/** Ids by everything by which people call them: slug, id at the source, name in each language. */
export class Catalog {
  private ids = new Map<string, Set<string>>()
  add(id: string, ...names: (string | null | undefined)[]): void {
    for (const name of names) {
      if (!name) continue
      const key = folded(name)
      this.ids.set(key, (this.ids.get(key) ?? new Set()).add(id))
    }
  }
  /** The id of who is called so; null for nobody, undefined when several are. */
  find(name: string): string | null | undefined {
    const found = this.ids.get(folded(name))
    if (!found) return null
    return found.size === 1 ? [...found][0] : undefined
  }
}

export type MetActivity = { id: string; groupId: string; isPast: boolean; isCancelled: boolean }

/**
 * One import: whose it is, what is known here and what the files have told so far. With `isDry` everything is looked up
 * and decided alike and nothing is written; ids of what would be made are kept here, so that later rows find them.
 */
export type CsvRun = {
  isDry: boolean
  /** The group whose officer imports; null: the whole network. */
  scope: string | null
  zone: string
  today: string
  order: DateOrder | null
  groups: Catalog
  groupStatus: Map<string, string>
  groupNames: Map<string, LocalText>
  venues: Catalog
  venueRows: Map<string, { districtCode: string | null; names: LocalText }>
  kinds: Catalog
  countableKinds: Set<string>
  categories: Catalog
  districts: Catalog
  /** Hashes of the rows met in these files, by noun and key. */
  met: Map<string, string>
  people: Map<string, { id: string; name: string }>
  emails: Map<string, string>
  /** People met in these files by name and the fingerprint of their phone. */
  phones: Map<string, string>
  /** People met in a group by name: `<group>|<name>` → ids. */
  named: Map<string, Set<string>>
  memberships: Set<string>
  /** People met in these files who have a primary membership. */
  primaries: Set<string>
  activities: Map<string, MetActivity>
  /** Activities met in these files by `<title>|<day>`. */
  titled: Map<string, Map<string, MetActivity>>
  attended: Set<string>
}

const namesOf = (names: LocalText) => Object.values(names)
const textless = (name: string) => (name.length > 2 ? name.replace(/(区|县|市|新区|自治县)$/, '') : null)

export async function beginRun(
  ctx: Ctx,
  { scope, order, isDry }: { scope: string | null; order: DateOrder | null; isDry: boolean },
): Promise<CsvRun> {
  const reference = await getReference(ctx)
  const zone = reference.network?.zone ?? 'UTC'
  const run: CsvRun = {
    isDry,
    scope,
    zone,
    today: localDate(ctx.now, zone),
    order,
    groups: new Catalog(),
    groupStatus: new Map(),
    groupNames: new Map(),
    venues: new Catalog(),
    venueRows: new Map(),
    kinds: new Catalog(),
    countableKinds: new Set(),
    categories: new Catalog(),
    districts: new Catalog(),
    met: new Map(),
    people: new Map(),
    emails: new Map(),
    phones: new Map(),
    named: new Map(),
    memberships: new Set(),
    primaries: new Set(),
    activities: new Map(),
    titled: new Map(),
    attended: new Set(),
  }
  for (const d of reference.districts) run.districts.add(d.code, d.code, ...namesOf(d.names), ...namesOf(d.names).map(textless))
  for (const k of reference.kinds) {
    if (k.retiredAt) continue
    run.kinds.add(k.code, k.code, ...namesOf(k.names))
    if (k.countable) run.countableKinds.add(k.code)
  }
  for (const c of reference.venueCategories) if (!c.retiredAt) run.categories.add(c.code, c.code, ...namesOf(c.names))
  for (const g of await ctx.db.select({ id: groups.id, slug: groups.slug, names: groups.names, status: groups.status }).from(groups)) {
    if (['draft', 'proposed', 'review', 'refused'].includes(g.status)) continue
    run.groups.add(g.id, g.slug, ...namesOf(g.names))
    run.groupStatus.set(g.id, g.status)
    run.groupNames.set(g.id, g.names)
  }
  const listed = ctx.db
    .select({ id: venues.id, slug: venues.slug, names: venues.names, districtCode: venues.districtCode })
    .from(venues)
    .where(eq(venues.status, 'listed'))
  for (const v of await listed) {
    run.venues.add(v.id, v.slug, ...namesOf(v.names))
    run.venueRows.set(v.id, v)
  }
  const told = ctx.db
    .select({ key: sources.externalId, groupId: sources.groupId, venueId: sources.venueId })
    .from(sources)
    .where(and(eq(sources.system, 'csv'), inArray(sources.noun, ['group', 'venue'])))
  for (const { key, groupId, venueId } of await told) {
    if (groupId && run.groupStatus.has(groupId)) run.groups.add(groupId, key)
    if (venueId && run.venueRows.has(venueId)) run.venues.add(venueId, key)
  }
  return run
}

/** The first of rows with one key; the same row again changes nothing, one with other values is a problem. */
export function firstOnes<D extends Draft>(run: CsvRun, noun: CsvNoun, drafts: D[]): { fresh: D[]; outcome: Outcome } {
  const outcome = nothing()
  const fresh = drafts.filter((draft) => {
    const key = `${noun} ${draft.key}`
    const before = run.met.get(key)
    if (before === draft.hash) outcome.unchanged++
    else if (before) outcome.problems.push(badAt(draft, draft.values.id ? 'id' : 'name' in draft.values ? 'name' : 'title', 'duplicate_id'))
    else run.met.set(key, draft.hash)
    return before === undefined
  })
  return { fresh, outcome }
}

/** The group that a cell names, inside what this import may touch. */
export function groupNamed(run: CsvRun, name: string | null): { id: string; bad?: undefined } | { bad: RowReason } {
  const id = name ? run.groups.find(name) : run.scope
  if (run.scope) return id === run.scope || (id === undefined && name) ? { id: run.scope } : { bad: 'group_foreign' }
  if (id === undefined) return { bad: 'group_ambiguous' }
  if (id === null) return { bad: 'group_unknown' }
  return run.groupStatus.get(id) === 'active' ? { id } : { bad: 'group_closed' }
}
