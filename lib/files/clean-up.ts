import { and, eq, exists, lt, not, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { people } from '@/db/schema/accounts'
import { paperSheets, recapPhotos } from '@/db/schema/attendance'
import { files } from '@/db/schema/files'
import { registrations } from '@/db/schema/registrations'
import { venuePhotos } from '@/db/schema/venues'
import type { Ctx } from '../ctx'
import { defineJob } from '../jobs/enqueue'
import { deleteImage } from './image'
import { isNamedByApplication } from './own'

/** Deletes images that nothing has pointed at for a day (an application that is not decided yet points), those of erased persons, and sign-in sheets 90 days after their activity. */
export const cleanUpFilesJob = defineJob('files/clean-up', z.object({}))

const DAY = 86_400_000
const SHEETS_KEPT = 90 * DAY
const hangs = sql`(exists (select 1 from recap_photos r where r.file_id = ${files.id}) or exists (select 1 from venue_photos v where v.file_id = ${files.id}) or exists (select 1 from activities a where a.entrance_photo_id = ${files.id}) or exists (select 1 from paper_sheets p where p.file_id = ${files.id}))`
const isApplied = (ctx: Ctx) =>
  exists(
    ctx.db
      .select({ one: sql`1` })
      .from(registrations)
      .where(
        isNamedByApplication({ id: sql`${files.id}`, ownerId: sql`${files.ownerId}` }, ['draft', 'sent_back', 'submitted', 'recommended']),
      ),
  )
const isOldSheet = (now: Date) =>
  sql`exists (select 1 from paper_sheets p join activities a on a.id = p.activity_id where p.file_id = ${files.id} and coalesce(a.ends_at, a.starts_at) < ${new Date(now.getTime() - SHEETS_KEPT).toISOString()}::timestamptz)`

export async function cleanUpFiles(ctx: Ctx): Promise<number> {
  const dueRows = await ctx.db
    .select({ id: files.id, key: files.key })
    .from(files)
    .leftJoin(people, eq(people.id, files.ownerId))
    .where(
      or(
        eq(people.status, 'erased'),
        isOldSheet(ctx.now),
        and(lt(files.createdAt, new Date(ctx.now.getTime() - DAY)), sql`not ${hangs}`, not(isApplied(ctx))),
      ),
    )
    .limit(500)
  for (const file of dueRows) {
    await ctx.db.delete(recapPhotos).where(eq(recapPhotos.fileId, file.id))
    await ctx.db.delete(paperSheets).where(eq(paperSheets.fileId, file.id))
    await ctx.db.delete(venuePhotos).where(eq(venuePhotos.fileId, file.id))
    await ctx.db.execute(sql`update activities set entrance_photo_id = null where entrance_photo_id = ${file.id}`)
    await deleteImage(ctx, file)
  }
  return dueRows.length
}
