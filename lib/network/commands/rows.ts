import { eq, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { grants, people } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import { districts, kinds, venueCategories } from '@/db/schema/network'
import { venues } from '@/db/schema/venues'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { authorize } from '../../policy/can'
import { districtColumns, rowColumns } from '../commands'
import {
  type addDistrictsSchema,
  type categoriesSchema,
  type districtCodeSchema,
  districtsOf,
  type districtsSchema,
  type kindsSchema,
} from '../schema'
import { lockNetwork } from './settings'

/**
 * The kinds in their order; new codes are added, none ever goes. Throws `kind_counted` where a kind with finalised
 * activities would begin or cease to be counted: their figures must not move.
 */
export function saveKinds(ctx: Ctx, input: z.output<typeof kindsSchema>): Promise<{ count: number }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:administer', null)
    const network = await lockNetwork(ctx)
    const held = new Map((await ctx.db.select().from(kinds)).map((kind) => [kind.code, kind]))
    for (const [position, row] of input.kinds.entries()) {
      const before = held.get(row.code)
      const columns = { ...rowColumns(row, position, before?.retiredAt ?? ctx.now), countable: row.countable }
      if (before && before.countable !== row.countable && (await isKindCounted(ctx, row.code)))
        throw new AppError('kind_counted', { [`kinds.${position}.countable`]: 'kind_counted' })
      if (before)
        await ctx.db
          .update(kinds)
          .set({ ...columns, updatedAt: ctx.now })
          .where(eq(kinds.code, row.code))
      else await ctx.db.insert(kinds).values({ code: row.code, ...columns, createdAt: ctx.now })
    }
    await record(ctx, 'network.kinds_saved', { type: 'network', id: network.id }, { count: input.kinds.length })
    return { count: input.kinds.length }
  })
}

async function isKindCounted(ctx: Ctx, code: string): Promise<boolean> {
  const found = await ctx.db
    .select({ id: activities.id })
    .from(activities)
    .where(sql`${activities.kindCode} = ${code} and ${activities.finalisedAt} is not null`)
    .limit(1)
  return found.length > 0
}

/** The venue categories in their order; new codes are added, none ever goes. */
export function saveCategories(ctx: Ctx, input: z.output<typeof categoriesSchema>): Promise<{ count: number }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:administer', null)
    const network = await lockNetwork(ctx)
    const held = new Map((await ctx.db.select().from(venueCategories)).map((category) => [category.code, category]))
    for (const [position, row] of input.categories.entries()) {
      const before = held.get(row.code)
      const columns = rowColumns(row, position, before?.retiredAt ?? ctx.now)
      if (before)
        await ctx.db
          .update(venueCategories)
          .set({ ...columns, updatedAt: ctx.now })
          .where(eq(venueCategories.code, row.code))
      else await ctx.db.insert(venueCategories).values({ code: row.code, ...columns, createdAt: ctx.now })
    }
    await record(ctx, 'network.categories_saved', { type: 'network', id: network.id }, { count: input.categories.length })
    return { count: input.categories.length }
  })
}

/** The districts in their order: names, validity, successors, seats; new codes are added, none goes here. */
export function saveDistricts(ctx: Ctx, input: z.output<typeof districtsSchema>): Promise<{ count: number }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:administer', null)
    const network = await lockNetwork(ctx)
    const held = new Set((await ctx.db.select({ code: districts.code }).from(districts)).map(({ code }) => code))
    const known = new Set([...held, ...input.districtRows.map(({ code }) => code)])
    for (const [position, row] of input.districtRows.entries()) {
      if (row.successorCode && (row.successorCode === row.code || !known.has(row.successorCode)))
        throw new AppError('invalid_input', { [`districtRows.${position}.successorCode`]: 'code' })
      if (row.validFrom && row.validTo && row.validTo < row.validFrom)
        throw new AppError('invalid_input', { [`districtRows.${position}.validTo`]: 'ends_before_start' })
      const columns = districtColumns(row, position)
      if (held.has(row.code))
        await ctx.db
          .update(districts)
          .set({ ...columns, updatedAt: ctx.now })
          .where(eq(districts.code, row.code))
      else await ctx.db.insert(districts).values({ code: row.code, ...columns, createdAt: ctx.now })
    }
    await record(ctx, 'network.districts_saved', { type: 'network', id: network.id }, { count: input.districtRows.length })
    return { count: input.districtRows.length }
  })
}

/** Adds the districts of a city or of pasted lines behind those there are; what is there already stays as it is. */
export function addDistricts(ctx: Ctx, input: z.output<typeof addDistrictsSchema>): Promise<{ count: number }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:administer', null)
    const network = await lockNetwork(ctx)
    const from = (await ctx.db.select({ code: districts.code }).from(districts)).length
    const brought = districtsOf(input).map((row, i) => ({ code: row.code, ...districtColumns(row, from + i), createdAt: ctx.now }))
    if (brought.length === 0) return { count: 0 }
    const added = await ctx.db.insert(districts).values(brought).onConflictDoNothing().returning({ code: districts.code })
    await record(ctx, 'network.districts_added', { type: 'network', id: network.id }, { count: added.length })
    return { count: added.length }
  })
}

/** Takes a district out that nothing has used. Throws `district_in_use`: then it ends by its date and names a successor. */
export function removeDistrict(ctx: Ctx, { code }: z.output<typeof districtCodeSchema>): Promise<{ code: string }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:administer', null)
    const network = await lockNetwork(ctx)
    const [row] = await ctx.db.select({ code: districts.code }).from(districts).where(eq(districts.code, code)).for('update')
    if (!row) throw new AppError('not_found')
    if (await isDistrictUsed(ctx, code)) throw new AppError('district_in_use')
    await ctx.db.delete(districts).where(eq(districts.code, code))
    await record(ctx, 'network.district_removed', { type: 'network', id: network.id }, { code })
    return { code }
  })
}

async function isDistrictUsed(ctx: Ctx, code: string): Promise<boolean> {
  const uses = await Promise.all([
    ctx.db.select({ one: sql`1` }).from(groups).where(eq(groups.districtCode, code)).limit(1),
    ctx.db.select({ one: sql`1` }).from(venues).where(eq(venues.districtCode, code)).limit(1),
    ctx.db.select({ one: sql`1` }).from(activities).where(eq(activities.districtCode, code)).limit(1),
    ctx.db.select({ one: sql`1` }).from(people).where(eq(people.homeDistrictCode, code)).limit(1),
    ctx.db.select({ one: sql`1` }).from(grants).where(eq(grants.scopeId, code)).limit(1),
    ctx.db
      .select({ one: sql`1` })
      .from(districts)
      .where(or(eq(districts.successorCode, code), eq(districts.parentCode, code)))
      .limit(1),
  ])
  return uses.some((rows) => rows.length > 0)
}
