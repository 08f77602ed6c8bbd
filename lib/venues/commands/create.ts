import { eq } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { spaces, venues } from '@/db/schema/venues'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { getReference } from '../../network/queries'
import { searchVector } from '../../search/bigrams'
import { slugOf, sortKeyOf } from '../../search/sort-key'
import type { VenueDetails } from '../schema'
import { insertPhotos } from './photos'

type Beside = { operatorGroupId?: string | null; createdById?: string | null }

/**
 * Lists a venue with its spaces and photos, in the transaction of the command that decided so and authorized it. Throws
 * `invalid_input` for a category or district that the network does not have.
 */
export async function createVenue(ctx: Ctx, details: VenueDetails, beside: Beside = {}): Promise<{ id: string; slug: string }> {
  const { districts, venueCategories } = await getReference(ctx)
  if (details.districtCode && !districts.some((d) => d.code === details.districtCode))
    throw new AppError('invalid_input', { districtCode: 'invalid' })
  if (details.categoryCode && !venueCategories.some((c) => c.code === details.categoryCode))
    throw new AppError('invalid_input', { categoryCode: 'invalid' })
  const names = details.names as LocalText
  const slug = await freeVenueSlug(ctx, names)
  const [made] = await ctx.db
    .insert(venues)
    .values({
      slug,
      names,
      categoryCode: details.categoryCode ?? null,
      districtCode: details.districtCode ?? null,
      addresses: details.addresses ?? {},
      lng: details.lng ?? null,
      lat: details.lat ?? null,
      datum: details.datum ?? null,
      capacity: details.capacity ?? null,
      facilities: details.facilities,
      summary: details.summary,
      operatorGroupId: beside.operatorGroupId ?? null,
      status: 'listed',
      sortKey: sortKeyOf(names.zh ?? names.en ?? ''),
      search: searchVector(...Object.values(names), ...Object.values(details.addresses ?? {})) as unknown as string,
      createdById: beside.createdById ?? null,
      createdAt: ctx.now,
    })
    .returning({ id: venues.id })
  const { id } = made as { id: string }
  if (details.spaces.length > 0)
    await ctx.db
      .insert(spaces)
      .values(details.spaces.map(({ names, capacity }, position) => ({ venueId: id, names: names as LocalText, capacity, position })))
  await insertPhotos(ctx, id, details.photos)
  await record(ctx, 'venue.listed', { type: 'venue', id })
  return { id, slug }
}

/** A slug that no venue has: of its English or Chinese name, with a random end where that is taken. */
async function freeVenueSlug(ctx: Ctx, names: LocalText): Promise<string> {
  const base = slugOf(names.en ?? names.zh ?? names.und ?? '')
  const [taken] = await ctx.db.select({ id: venues.id }).from(venues).where(eq(venues.slug, base))
  return taken ? `${base.slice(0, 50)}-${newId().slice(-6)}` : base
}
