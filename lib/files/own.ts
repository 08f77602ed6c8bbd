import { and, eq, inArray } from 'drizzle-orm'
import { files } from '@/db/schema/files'
import type { Ctx } from '../ctx'
import { personIdOf } from '../policy/actor'

/** Whether the actor uploaded every one of these images: nobody hangs somebody else's picture on something. */
export async function areOwnImages(ctx: Ctx, ids: string[]): Promise<boolean> {
  const ownerId = personIdOf(ctx.actor)
  if (ids.length === 0 || !ownerId) return ids.length === 0
  const own = await ctx.db
    .select({ id: files.id })
    .from(files)
    .where(and(inArray(files.id, ids), eq(files.ownerId, ownerId)))
  return own.length === new Set(ids).size
}
