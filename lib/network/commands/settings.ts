import { eq, isNotNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { activities } from '@/db/schema/activities'
import { networks } from '@/db/schema/network'
import { monthLocks } from '@/db/schema/statistics'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { authorize } from '../../policy/can'
import { faceColumns } from '../commands'
import type { Network } from '../queries'
import { senderParts } from '../rules'
import type { NetworkFace, rulesSchema, zoneSchema } from '../schema'

/** The network's only row, locked: settings are changed one after the other. */
export async function lockNetwork(ctx: Ctx): Promise<Network> {
  const [network] = await ctx.db.select().from(networks).for('update')
  if (!network) throw new AppError('unavailable')
  return network
}

/** Names, seal, languages, sender and footer, as every page and mail shows them from now on. */
export function saveNetworkFace(ctx: Ctx, input: NetworkFace): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:administer', null)
    const network = await lockNetwork(ctx)
    await ctx.db
      .update(networks)
      .set({ ...faceColumns(input, senderParts(network.sender).email), updatedAt: ctx.now })
      .where(eq(networks.id, network.id))
    await record(ctx, 'network.renamed', { type: 'network', id: network.id })
    return { id: network.id }
  })
}

/** Moves the reporting zone, and with it the day of every activity. Throws `zone_counted` once an activity is finalised or a month locked. */
export function changeZone(ctx: Ctx, { zone }: z.output<typeof zoneSchema>): Promise<{ zone: string }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:administer', null)
    const network = await lockNetwork(ctx)
    if (zone === network.zone) return { zone }
    if (await isAnythingCounted(ctx)) throw new AppError('zone_counted')
    await ctx.db.update(networks).set({ zone, updatedAt: ctx.now }).where(eq(networks.id, network.id))
    await ctx.db
      .update(activities)
      .set({ reportedOn: sql`(${activities.startsAt} at time zone ${zone})::date` })
      .where(isNotNull(activities.startsAt))
    await record(ctx, 'network.zone_changed', { type: 'network', id: network.id }, { from: network.zone, to: zone })
    return { zone }
  })
}

async function isAnythingCounted(ctx: Ctx): Promise<boolean> {
  const finalised = await ctx.db.select({ id: activities.id }).from(activities).where(isNotNull(activities.finalisedAt)).limit(1)
  const locked = await ctx.db.select({ month: monthLocks.month }).from(monthLocks).limit(1)
  return finalised.length + locked.length > 0
}

/**
 * The parameters of R-COUNT. An activity keeps the least head-count with which it was made, so that nothing that was
 * counted moves; the days until an activity finalises itself and the day of the lock hold for what is still open.
 */
export function saveRules(ctx: Ctx, input: z.output<typeof rulesSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:administer', null)
    const network = await lockNetwork(ctx)
    await ctx.db
      .update(networks)
      .set({ rules: { ...network.rules, ...input }, updatedAt: ctx.now })
      .where(eq(networks.id, network.id))
    for (const rule of ['minimumHeadCount', 'finaliseAfterDays', 'lockFromDay'] as const)
      if (input[rule] !== network.rules[rule])
        await record(ctx, 'network.rule_changed', { type: 'network', id: network.id }, { rule, from: network.rules[rule], to: input[rule] })
    return { id: network.id }
  })
}
