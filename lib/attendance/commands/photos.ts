import { and, eq, inArray } from 'drizzle-orm'
import { recapPhotos } from '@/db/schema/attendance'
import { files } from '@/db/schema/files'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { personIdOf } from '../../policy/actor'
import type { RecapInput } from '../schema'

/**
 * Sets a recap's photos in their order, inside the command that files it and authorized it. Each is one that the actor
 * uploaded or that the recap shows already; anything else is a missing one (`invalid_input`).
 */
export async function setRecapPhotos(ctx: Ctx, activityId: string, photos: NonNullable<RecapInput['photos']>): Promise<void> {
  const ids = photos.map((photo) => photo.fileId)
  const shown = await ctx.db.select({ fileId: recapPhotos.fileId }).from(recapPhotos).where(eq(recapPhotos.activityId, activityId))
  const fresh = ids.filter((id) => !shown.some((photo) => photo.fileId === id))
  const mine =
    fresh.length > 0
      ? await ctx.db
          .select({ id: files.id })
          .from(files)
          .where(and(inArray(files.id, fresh), eq(files.ownerId, personIdOf(ctx.actor) ?? '')))
      : []
  if (new Set(ids).size !== ids.length || mine.length !== fresh.length) throw new AppError('invalid_input', { photos: 'invalid' })
  await ctx.db.delete(recapPhotos).where(eq(recapPhotos.activityId, activityId))
  if (photos.length > 0)
    await ctx.db.insert(recapPhotos).values(photos.map(({ fileId, consented }, position) => ({ activityId, fileId, consented, position })))
}
