import { createHash } from 'node:crypto'
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { type Db, rootOf } from '@/db/client'
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
type Known = { at: number; reference: Promise<Reference>; read?: Reference }
const known = new WeakMap<Db, Known>()

/**
 * The network, its kinds, districts and venue categories in their order; at most one second old. A transaction uses what
 * is known but never waits for another's reading, which may wait for its locks.
 */
export async function getReference(ctx: Pick<Ctx, 'db'>): Promise<Reference> {
  const root = rootOf(ctx.db)
  const found = known.get(root)
  const isFresh = found !== undefined && Date.now() - found.at < STALE_AFTER_MS
  if (root !== ctx.db) {
    if (isFresh && found.read) return found.read
    const read = await readReference(ctx.db)
    known.set(root, { at: Date.now(), reference: Promise.resolve(read), read })
    return read
  }
  if (isFresh) return found.reference
  const entry: Known = { at: Date.now(), reference: readReference(ctx.db) }
  known.set(root, entry)
  entry.reference.then(
    (read) => {
      entry.read = read
    },
    () => known.delete(root),
  )
  return entry.reference
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
