import { createHash } from 'node:crypto'
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { districts, kinds, networks, setUpLinks, venueCategories } from '@/db/schema/network'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'

export type Network = typeof networks.$inferSelect
export type Kind = typeof kinds.$inferSelect
export type District = typeof districts.$inferSelect
export type VenueCategory = typeof venueCategories.$inferSelect
/** What hardly ever changes and every page needs. */
export type Reference = { network: Network | null; kinds: Kind[]; districts: District[]; venueCategories: VenueCategory[] }

const STALE_AFTER_MS = 1000
const known = new WeakMap<Db, { at: number; reference: Promise<Reference> }>()

/** The network, its kinds, districts and venue categories in their order; at most one second old. */
export function getReference(ctx: Pick<Ctx, 'db'>): Promise<Reference> {
  const found = known.get(ctx.db)
  if (found && Date.now() - found.at < STALE_AFTER_MS) return found.reference
  const reference = readReference(ctx.db)
  known.set(ctx.db, { at: Date.now(), reference })
  reference.catch(() => known.delete(ctx.db))
  return reference
}

async function readReference(db: Db): Promise<Reference> {
  const [network] = await db.select().from(networks)
  return {
    network: network ?? null,
    kinds: await db.select().from(kinds).orderBy(asc(kinds.position)),
    districts: await db.select().from(districts).orderBy(asc(districts.position)),
    venueCategories: await db.select().from(venueCategories).orderBy(asc(venueCategories.position)),
  }
}

/** The network; throws `unavailable` before it is set up. */
export async function getNetwork(ctx: Pick<Ctx, 'db'>): Promise<Network> {
  const { network } = await getReference(ctx)
  if (!network) throw new AppError('unavailable')
  return network
}

/** Whether this secret opens the set-up now; reading it uses nothing up. */
export async function isSetUpOpen(ctx: Pick<Ctx, 'db' | 'now'>, secret: string): Promise<boolean> {
  const [link] = await ctx.db
    .select({ id: setUpLinks.id })
    .from(setUpLinks)
    .where(
      and(
        eq(setUpLinks.secretHash, createHash('sha256').update(secret).digest('hex')),
        isNull(setUpLinks.usedAt),
        gt(setUpLinks.expiresAt, ctx.now),
      ),
    )
  return Boolean(link)
}
