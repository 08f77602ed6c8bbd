import { eq } from 'drizzle-orm'
import { paperSheets, recapPhotos } from '@/db/schema/attendance'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { areOwnImages } from '../../files/own'
import { personIdOf } from '../../policy/actor'
import type { Paper, RecapInput } from '../schema'

/**
 * Sets a recap's photos in their order, inside the command that files it and authorized it. Each is one that the actor
 * uploaded or that the recap shows already; anything else is a missing one (`invalid_input`).
 */
export async function setRecapPhotos(ctx: Ctx, activityId: string, photos: NonNullable<RecapInput['photos']>): Promise<void> {
  const ids = photos.map((photo) => photo.fileId)
  const shown = await ctx.db.select({ fileId: recapPhotos.fileId }).from(recapPhotos).where(eq(recapPhotos.activityId, activityId))
  const fresh = ids.filter((id) => !shown.some((photo) => photo.fileId === id))
  if (new Set(ids).size !== ids.length || !(await areOwnImages(ctx, fresh))) throw new AppError('invalid_input', { photos: 'invalid' })
  await ctx.db.delete(recapPhotos).where(eq(recapPhotos.activityId, activityId))
  if (photos.length > 0)
    await ctx.db
      .insert(recapPhotos)
      .values(photos.map(({ fileId, consented, alts }, position) => ({ activityId, fileId, consented, alts: alts ?? {}, position })))
}

/** Keeps photos of a sign-in sheet, inside the command that enters it and authorized it. Each is one that the actor uploaded. */
export async function keepSheets(ctx: Ctx, activityId: string, sheets: NonNullable<Paper['sheets']>): Promise<void> {
  if (sheets.length === 0) return
  const ids = sheets.map(({ fileId }) => fileId)
  if (new Set(ids).size !== ids.length || !(await areOwnImages(ctx, ids))) throw new AppError('invalid_input', { sheets: 'invalid' })
  await ctx.db
    .insert(paperSheets)
    .values(ids.map((fileId) => ({ activityId, fileId, addedById: personIdOf(ctx.actor), addedAt: ctx.now })))
    .onConflictDoNothing()
}
