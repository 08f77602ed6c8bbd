import { and, asc, eq } from 'drizzle-orm'
import { activities } from '@/db/schema/activities'
import { paperSheets, recapPhotos, recaps } from '@/db/schema/attendance'
import { files } from '@/db/schema/files'
import { venuePhotos, venues } from '@/db/schema/venues'
import type { LocalText } from '@/db/vocabulary'
import { type ActivitySubject, getActivitySubject } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { personIdOf } from '../../policy/actor'
import { can } from '../../policy/can'
import { isImageUnderReview } from '../../registrations/queries'

export type RecapPhoto = { fileId: string; consented: boolean; alts: LocalText; width: number | null; height: number | null }

/** A recap's photos in their order; those whose people did not agree to be shown only for who files it. */
export async function listRecapPhotos(ctx: Ctx, activityId: string, { all }: { all: boolean }): Promise<RecapPhoto[]> {
  return ctx.db
    .select({ fileId: files.id, consented: recapPhotos.consented, alts: recapPhotos.alts, width: files.width, height: files.height })
    .from(recapPhotos)
    .innerJoin(files, eq(files.id, recapPhotos.fileId))
    .where(and(eq(recapPhotos.activityId, activityId), all ? undefined : eq(recapPhotos.consented, true)))
    .orderBy(asc(recapPhotos.position))
}

/** Photos of an activity's sign-in sheets, for its organizers and the auditor; none for anybody else. */
export async function listPaperSheets(ctx: Ctx, activity: ActivitySubject): Promise<string[]> {
  if (!can(ctx.actor, 'activity:readPaperSheets', activity)) return []
  const rows = await ctx.db
    .select({ fileId: paperSheets.fileId })
    .from(paperSheets)
    .where(eq(paperSheets.activityId, activity.id))
    .orderBy(asc(paperSheets.addedAt), asc(paperSheets.fileId))
  return rows.map(({ fileId }) => fileId)
}

/** What an activity's page shows of it afterwards: the recap and its public photos; null where none is filed. */
export async function getPublicRecap(ctx: Ctx, activityId: string) {
  const [filed] = await ctx.db.select({ texts: recaps.texts }).from(recaps).where(eq(recaps.activityId, activityId))
  return filed ? { texts: filed.texts, photos: await listRecapPhotos(ctx, activityId, { all: false }) } : null
}

/**
 * An image that the actor may see, and whether everybody may. Its owner sees it; else it is as visible as what it hangs
 * on: an activity's recap (without consent only its hosts) or entrance, a sign-in sheet (its organizers and the auditor),
 * a venue (while it is not listed, only those who edit it), an application for one (those who review it). Throws `not_found` for every other one.
 */
export async function getImage(ctx: Ctx, id: string): Promise<{ key: string; hash: string; isPublic: boolean }> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new AppError('not_found')
  const [file] = await ctx.db
    .select({
      key: files.key,
      hash: files.hash,
      ownerId: files.ownerId,
      recapOf: recapPhotos.activityId,
      consented: recapPhotos.consented,
      sheetOf: paperSheets.activityId,
      entranceOf: activities.id,
      venue: { id: venues.id, districtCode: venues.districtCode, operatorGroupId: venues.operatorGroupId, status: venues.status },
    })
    .from(files)
    .leftJoin(recapPhotos, eq(recapPhotos.fileId, files.id))
    .leftJoin(paperSheets, eq(paperSheets.fileId, files.id))
    .leftJoin(activities, eq(activities.entrancePhotoId, files.id))
    .leftJoin(venuePhotos, eq(venuePhotos.fileId, files.id))
    .leftJoin(venues, eq(venues.id, venuePhotos.venueId))
    .where(eq(files.id, id))
    .limit(1)
  if (!file) throw new AppError('not_found')
  const { key, hash } = file
  if (file.venue?.status === 'listed') return { key, hash, isPublic: true }
  if (file.venue && can(ctx.actor, 'venue:edit', file.venue)) return { key, hash, isPublic: false }
  if (file.sheetOf) {
    if (can(ctx.actor, 'activity:readPaperSheets', await getActivitySubject(ctx, file.sheetOf))) return { key, hash, isPublic: false }
    throw new AppError('not_found')
  }
  const activityId = file.recapOf ?? file.entranceOf
  if (activityId) {
    const activity = await getActivitySubject(ctx, activityId)
    const open = file.recapOf ? file.consented === true : true
    if (open && can(ctx.actor, 'activity:view', activity))
      return { key, hash, isPublic: can({ kind: 'visitor' }, 'activity:view', activity) }
    if (can(ctx.actor, 'activity:fileRecap', activity)) return { key, hash, isPublic: false }
  } else if (file.ownerId) {
    const { ownerId } = file
    if (ownerId === personIdOf(ctx.actor) || (await isImageUnderReview(ctx, { id, ownerId }))) return { key, hash, isPublic: false }
  }
  throw new AppError('not_found')
}
