import { createHmac, timingSafeEqual } from 'node:crypto'
import { and, between, eq, inArray, sql } from 'drizzle-orm'
import { activities } from '@/db/schema/activities'
import { attendances } from '@/db/schema/attendance'
import { rsvps } from '@/db/schema/rsvps'
import type { ActivitySubject } from '../../activities/queries'
import { doorWindow, zoneOf } from '../../activities/rules'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getNetwork } from '../../network/queries'
import { personIdOf } from '../../policy/actor'
import { authorize, can } from '../../policy/can'
import { decideCheckIn, doorRefusal, KEPT_SCAN_MINUTES, secondsToNextCode, wallMinute } from '../rules'
import { getDoorCounts, getSubject } from './roster'

/** What the projector shows now: the code of this minute as six digits and as a token, and how many are in. */
export async function getWall(ctx: Ctx, activityId: string) {
  const activity = await getSubject(ctx, activityId)
  authorize(ctx.actor, 'activity:readWall', activity)
  const refused = decideCheckIn(activity, { direction: 'in', source: 'wall_code', knownAt: ctx.now }, null).refused
  return {
    activity,
    counts: await getDoorCounts(ctx, activity),
    door: doorWindow(activity),
    refused,
    code: wallCode(activity.wallSecret, wallMinute(ctx.now)),
    secondsToNext: secondsToNextCode(ctx.now),
    zone: zoneOf(activity, (await getNetwork(ctx)).zone),
  }
}

/** The codes of a minute: derived from the activity's secret, so that nothing is stored and nothing can be guessed. */
export function wallCode(secret: string, minute: number): { digits: string; token: string } {
  const mac = createHmac('sha256', secret).update(`wall:${minute}`).digest()
  return { digits: String(mac.readUInt32BE(0) % 1_000_000).padStart(6, '0'), token: mac.subarray(8, 20).toString('base64url') }
}

/** Whether `typed` is the code of this minute or of the one before; compared in constant time. */
export function isWallCode(secret: string, typed: { digits: string } | { token: string }, now: Date): boolean {
  const minute = wallMinute(now)
  const right = [minute, minute - 1].map((m) => wallCode(secret, m))
  return 'digits' in typed
    ? right.map((code) => isSame(code.digits, typed.digits)).includes(true)
    : right.map((code) => isSame(code.token, typed.token)).includes(true)
}

const isSame = (a: string, b: string): boolean => {
  const [x, y] = [a, b].map((s) => createHmac('sha256', 'hui').update(s).digest()) as [Buffer, Buffer]
  return timingSafeEqual(x, y)
}

const scanMac = (activity: ActivitySubject, at: number) =>
  createHmac('sha256', activity.wallSecret).update(`kept:${activity.id}:${at}`).digest('base64url')

/** The instant of a scan that was kept over the sign-in; null when forged or older than ten minutes. */
export function keptScanAt(activity: ActivitySubject, kept: string, now: Date): Date | null {
  const [typed = '', mac = ''] = kept.split('.')
  const at = Number(typed)
  if (!/^\d{1,16}$/.test(typed) || !isSame(mac, scanMac(activity, at))) return null
  return at <= now.getTime() && now.getTime() - at <= KEPT_SCAN_MINUTES * 60_000 ? new Date(at) : null
}

/** The activity whose code these six digits are now, among those whose door is open; the reader's own RSVPs go first. */
export async function findByDigits(ctx: Ctx, personId: string, digits: string): Promise<string | null> {
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const doors = await ctx.db
    .select({ id: activities.id, wallSecret: activities.wallSecret, rsvp: rsvps.status })
    .from(activities)
    .leftJoin(rsvps, and(eq(rsvps.activityId, activities.id), eq(rsvps.personId, personId)))
    .where(
      and(
        inArray(activities.status, ['published', 'finalised']),
        between(activities.startsAt, new Date(ctx.now.getTime() - 3 * 86_400_000), new Date(ctx.now.getTime() + 86_400_000)),
        sql`${activities.startsAt} - make_interval(mins => ${activities.doorOpensMinutes}) <= ${now}`,
        sql`coalesce(${activities.endsAt}, ${activities.startsAt} + interval '2 hours') + make_interval(mins => ${activities.doorClosesMinutes}) >= ${now}`,
      ),
    )
  const found = doors.filter((door) => isWallCode(door.wallSecret, { digits }, ctx.now))
  const [match] = found.filter((door) => door.rsvp === 'going').concat(found)
  return match?.id ?? null
}

/**
 * What the page behind a scanned code says: whose door it is, whether she is in, and what keeps the scan over a sign-in. For
 * who may see the activity, was there, or stands before its wall; for others there is none (`not_found`).
 */
export async function getCheckIn(ctx: Ctx, activityId: string, scanned: { t?: string; s?: string }) {
  const activity = await getSubject(ctx, activityId)
  if (doorRefusal(activity) === 'activity_not_open') throw new AppError('not_found')
  const personId = personIdOf(ctx.actor)
  const [mine] = personId
    ? await ctx.db
        .select({ inAt: attendances.inAt, source: attendances.source })
        .from(attendances)
        .where(and(eq(attendances.activityId, activityId), eq(attendances.personId, personId)))
    : []
  const isFresh = scanned.t !== undefined && isWallCode(activity.wallSecret, { token: scanned.t }, ctx.now)
  const keptAt = isFresh ? ctx.now : scanned.s === undefined ? null : keptScanAt(activity, scanned.s, ctx.now)
  if (!mine && !keptAt && !can(ctx.actor, 'activity:view', activity)) throw new AppError('not_found')
  return {
    activity: { id: activity.id, slug: activity.slug, titles: activity.titles, startsAt: activity.startsAt, endsAt: activity.endsAt },
    zone: zoneOf(activity, (await getNetwork(ctx)).zone),
    mine: mine ?? null,
    /** When the code was scanned, and what carries that over the sign-in; null without a valid scan. */
    keptAt,
    kept: keptAt && `${keptAt.getTime()}.${scanMac(activity, keptAt.getTime())}`,
  }
}
