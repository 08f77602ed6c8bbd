import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { files } from '@/db/schema/files'
import { registrations } from '@/db/schema/registrations'
import type { Ctx } from '../ctx'
import { personIdOf } from '../policy/actor'

/** Whether the actor, or `ownerId`, uploaded every one of these images: nobody hangs somebody else's picture on something. */
export async function areOwnImages(ctx: Ctx, ids: string[], ownerId = personIdOf(ctx.actor)): Promise<boolean> {
  if (ids.length === 0 || !ownerId) return ids.length === 0
  const own = await ctx.db
    .select({ id: files.id })
    .from(files)
    .where(and(inArray(files.id, ids), eq(files.ownerId, ownerId)))
  return own.length === new Set(ids).size
}

type Status = (typeof registrations.$inferSelect)['status']

/** SQL: the application of its own uploader, in one of these states, that names an image among the photos of its venues. */
export const isNamedByApplication = (file: { id: SQL | string; ownerId: SQL | string }, states: Status[]) =>
  and(
    eq(registrations.applicantId, sql`${file.ownerId}::uuid`),
    inArray(registrations.status, states),
    sql`jsonb_path_exists(${registrations.draft}, '$.venues[*].photos[*].fileId ? (@ == $id)', jsonb_build_object('id', ${file.id}::text))`,
  )
