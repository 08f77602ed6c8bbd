import { eq, inArray } from 'drizzle-orm'
import { groups } from '@/db/schema/groups'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'
import { getNetwork, getReference } from '../../network/queries'
import { localDate } from '../../time/zones'
import { periodOf } from '../rules'
import type { Dimension, StatisticsInput } from '../schema'
import type { Selection } from './selection'

/** The selection that a statistics address asks for; what it names and does not exist is left out. */
export async function readSelection(ctx: Ctx, input: StatisticsInput): Promise<Selection> {
  const { districts, kinds } = await getReference(ctx)
  const { zone } = await getNetwork(ctx)
  const selection: Selection = periodOf(input, localDate(ctx.now, zone))
  if (input.mode === 'lead') selection.leadOnly = true
  if (input.district === 'ONLINE' || input.district === 'UNPLACED' || districts.some((d) => d.code === input.district))
    selection.districtCode = input.district
  if (kinds.some((k) => k.code === input.kind)) selection.kindCode = input.kind
  if (input.group === 'NONE') selection.groupId = 'NONE'
  else if (input.group) {
    const [group] = await ctx.db.select({ id: groups.id }).from(groups).where(eq(groups.slug, input.group))
    if (group) selection.groupId = group.id
  }
  return selection
}

/** What a part is called, and how the address names it. `names` null: a bucket, named by the messages. */
export type PartName = { names: LocalText | null; param: string; shortName?: string }

/** Names of the parts of a dimension by key; months and buckets name themselves. */
export async function namesOfParts(ctx: Ctx, by: Dimension, keys: string[]): Promise<Map<string, PartName>> {
  const names = new Map<string, PartName>(keys.map((key) => [key, { names: null, param: key }]))
  const { districts, kinds } = await getReference(ctx)
  if (by === 'district') for (const d of districts) if (names.has(d.code)) names.set(d.code, { names: d.names, param: d.code })
  if (by === 'kind') for (const k of kinds) if (names.has(k.code)) names.set(k.code, { names: k.names, param: k.code })
  const ids = keys.filter((key) => key !== 'NONE')
  if (by === 'group' && ids.length > 0) {
    const found = await ctx.db
      .select({ id: groups.id, slug: groups.slug, names: groups.names, shortName: groups.shortName })
      .from(groups)
      .where(inArray(groups.id, ids))
    for (const g of found) names.set(g.id, { names: g.names, param: g.slug, shortName: g.shortName })
  }
  return names
}
