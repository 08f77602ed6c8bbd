import { inTransaction } from '@/db/client'
import { kinds, networks, venueCategories } from '@/db/schema/network'
import type { Ctx } from '../../ctx'
import { record } from '../../history/record'
import { defaultKinds, defaultRules, defaultVenueCategories } from '../../network/schema'
import { authorize } from '../../policy/can'

/**
 * The network into which is imported. Where there is none, a bare one: named after the folder, counting in `zone`, with
 * the kinds and venue categories that every network begins with (docs/decisions/003-import-without-network.md).
 */
export function ensureNetwork(ctx: Ctx, folder: string, zone: string): Promise<{ zone: string; made: boolean }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'job:run', null)
    const [made] = await ctx.db
      .insert(networks)
      .values({
        names: { und: folder },
        seal: [...folder][0]?.toUpperCase() ?? '荟',
        zone,
        languages: ['zh-CN', 'en'],
        districtScheme: 'own',
        rules: { ...defaultRules },
        sender: 'Hui <hui@localhost>',
      })
      .onConflictDoNothing()
      .returning({ id: networks.id })
    await ctx.db
      .insert(kinds)
      .values([...defaultKinds])
      .onConflictDoNothing()
    if (made) {
      await ctx.db
        .insert(venueCategories)
        .values([...defaultVenueCategories])
        .onConflictDoNothing()
      await record(ctx, 'network.made_by_import', { type: 'network', id: made.id })
    }
    const [network] = await ctx.db.select({ zone: networks.zone }).from(networks)
    return { zone: network?.zone ?? zone, made: Boolean(made) }
  })
}
