import { eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { files } from '@/db/schema/files'
import { venuePhotos } from '@/db/schema/venues'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { areOwnImages } from '../../files/own'
import { record } from '../../history/record'
import { authorize } from '../../policy/can'
import type { VenueDetails, venuePhotosSchema } from '../schema'
import { lockVenue } from './edit'

/**
 * Sets a venue's photos in their order; the first is its face. Each is one that the keeper uploaded or that the venue
 * shows already, else `invalid_input`. What is left out is deleted within a day.
 */
export function setVenuePhotos(ctx: Ctx, { venueId, photos }: z.output<typeof venuePhotosSchema>): Promise<{ count: number }> {
  return inTransaction(ctx, async (ctx) => {
    const venue = await lockVenue(ctx, venueId)
    authorize(ctx.actor, 'venue:edit', venue)
    const ids = photos.map((photo) => photo.fileId)
    const shown = await ctx.db.select({ fileId: venuePhotos.fileId }).from(venuePhotos).where(eq(venuePhotos.venueId, venueId))
    const fresh = ids.filter((id) => !shown.some((photo) => photo.fileId === id))
    if (new Set(ids).size !== ids.length || !(await areOwnImages(ctx, fresh))) throw new AppError('invalid_input', { photos: 'invalid' })
    await ctx.db.delete(venuePhotos).where(eq(venuePhotos.venueId, venueId))
    await insertPhotos(ctx, venueId, photos)
    if (fresh.length > 0) await ctx.db.update(files).set({ consentedAt: ctx.now }).where(inArray(files.id, fresh))
    await record(ctx, 'venue.photos_set', { type: 'venue', id: venueId }, { count: photos.length })
    return { count: photos.length }
  })
}

/** Hangs photos on a venue that has none, in their order; the caller has looked whose they are. */
export async function insertPhotos(ctx: Ctx, venueId: string, photos: VenueDetails['photos']): Promise<void> {
  if (photos.length > 0)
    await ctx.db.insert(venuePhotos).values(photos.map(({ fileId, alts }, position) => ({ venueId, fileId, alts, position })))
}
