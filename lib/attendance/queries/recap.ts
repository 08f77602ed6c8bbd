import { eq } from 'drizzle-orm'
import { recaps } from '@/db/schema/attendance'
import { assumedEnd, zoneOf } from '../../activities/rules'
import type { Ctx } from '../../ctx'
import { getNetwork } from '../../network/queries'
import { authorize, can } from '../../policy/can'
import { closingFigures, isCorrectable, proposeNoShows } from '../rules'
import { listPaperSheets, listRecapPhotos } from './photos'
import { getSubject, type RosterRow, readRoster } from './roster'

/** What closes an activity: its figures, who of those going did not come with what is proposed, and the recap as filed. */
export async function getRecap(ctx: Ctx, activityId: string) {
  const activity = await getSubject(ctx, activityId)
  authorize(ctx.actor, 'activity:fileRecap', activity)
  const rows = await readRoster(ctx, activityId)
  const [filed] = await ctx.db.select().from(recaps).where(eq(recaps.activityId, activityId))
  return {
    activity,
    filed: filed ?? null,
    sheets: await listPaperSheets(ctx, activity),
    photos: filed ? await listRecapPhotos(ctx, activityId, { all: true }) : [],
    ...closingOf(rows),
    zone: zoneOf(activity, (await getNetwork(ctx)).zone),
    endsAt: assumedEnd(activity),
    isEnded: ctx.now >= assumedEnd(activity),
    mayFinalise: can(ctx.actor, 'activity:finalise', activity),
    mayCorrect: isCorrectable(activity, ctx.now),
  }
}

/** The figures before closing (31 going, 26 present, 4 no-shows, 1 excused) and the absent with what is proposed for each. */
export async function getFinalisePreview(ctx: Ctx, activityId: string) {
  const activity = await getSubject(ctx, activityId)
  authorize(ctx.actor, 'activity:finalise', activity)
  return closingOf(await readRoster(ctx, activityId))
}

function closingOf(rows: readonly RosterRow[]) {
  const going = rows
    .filter((row) => row.rsvp === 'going')
    .map((row) => ({ personId: row.personId, attended: row.inAt !== null, excused: row.excusedAt !== null }))
  const proposed = new Set(proposeNoShows(going))
  const absent = rows
    .filter((row) => row.rsvp === 'going' && row.inAt === null)
    .map((row) => ({
      personId: row.personId,
      name: row.name,
      group: row.group,
      isExcused: row.excusedAt !== null,
      isNoShow: row.noShowAt !== null,
      isProposed: proposed.has(row.personId),
    }))
  return {
    figures: { ...closingFigures(going, rows.filter((row) => row.inAt).length), walkIns: rows.filter((row) => row.walkInAt).length },
    absent,
  }
}
