import { and, eq, inArray, isNotNull, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { activities } from '@/db/schema/activities'
import { bookings, spaces } from '@/db/schema/venues'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getNetwork } from '../../network/queries'
import { can } from '../../policy/can'
import { addDays, instantOf, localDate, localParts } from '../../time/zones'
import { bookedHours, getSpace } from '../queries'
import { dayFor, mondayOf } from '../rules'
import type { takenHoursSchema } from '../schema'

/**
 * What happens at a venue in a week, Monday to Sunday in the network's zone: the one that holds `asked` (a date), or
 * the current one. Its published activities, but those for whose space the keeper has not said yes, and confirmed bookings
 * without one. A title stands only on what everybody may see; the rest is a taken time.
 */
export async function getWeek(ctx: Ctx, venueId: string, asked?: string) {
  const { zone } = await getNetwork(ctx)
  const day = dayFor(asked, ctx.now, zone)
  const monday = mondayOf(day)
  const [from, to] = [instantOf(monday, '00:00', zone).toISOString(), instantOf(addDays(monday, 7), '00:00', zone).toISOString()]
  const ends = sql<Date>`coalesce(${activities.endsAt}, ${activities.startsAt} + interval '2 hours')`.mapWith(activities.startsAt)
  const happening = await ctx.db
    .select({
      id: activities.id,
      slug: activities.slug,
      titles: activities.titles,
      spaceId: activities.spaceId,
      startsAt: activities.startsAt,
      endsAt: ends,
      kindCode: activities.kindCode,
      audience: activities.audience,
    })
    .from(activities)
    .where(
      and(
        eq(activities.venueId, venueId),
        inArray(activities.status, ['published', 'finalised']),
        or(isNull(activities.spaceId), isNotNull(activities.venueConfirmedAt), isBooked),
        sql`${activities.startsAt} < ${to}::timestamptz and ${activities.startsAt} > ${from}::timestamptz - interval '14 days' and ${ends} > ${from}::timestamptz`,
      ),
    )
    .orderBy(activities.startsAt)
    .limit(300)
  const taken = await ctx.db
    .select({
      id: bookings.id,
      spaceId: bookings.spaceId,
      ...bookedHours,
    })
    .from(bookings)
    .innerJoin(spaces, eq(spaces.id, bookings.spaceId))
    .where(
      and(
        eq(spaces.venueId, venueId),
        eq(bookings.status, 'confirmed'),
        sql`${bookings.during} && tstzrange(${from}::timestamptz, ${to}::timestamptz)`,
        sql`(${bookings.activityId} is null or ${notShown(happening.map((h) => h.id))})`,
      ),
    )
    .limit(300)
  const spells = [
    ...happening.map(({ audience, slug, titles, ...h }) => ({
      ...h,
      ...(audience === 'public' ? { slug, titles } : { slug: null, titles: null }),
    })),
    ...taken.map((t) => ({ ...t, slug: null, titles: null, kindCode: null })),
  ]
  return { day, monday, zone, today: localDate(ctx.now, zone), spells: spells.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()) }
}
export type Week = Awaited<ReturnType<typeof getWeek>>
export type WeekSpell = Week['spells'][number]

/**
 * When a space of a listed venue is taken on a day: wall clock of the network's zone from and until, cut at midnight, by
 * start; and the minutes kept free around each. Throws `not_found`.
 */
export async function listTakenHours(ctx: Ctx, { spaceId, date, activityId }: z.output<typeof takenHoursSchema>) {
  const space = await getSpace(ctx, spaceId)
  if (!can(ctx.actor, 'venue:view', space.venue)) throw new AppError('not_found')
  const { zone } = await getNetwork(ctx)
  const [from, to] = [instantOf(date, '00:00', zone), instantOf(addDays(date, 1), '00:00', zone)]
  const taken = await ctx.db
    .select({ ...bookedHours })
    .from(bookings)
    .innerJoin(spaces, eq(spaces.id, bookings.spaceId))
    .where(
      and(
        eq(bookings.spaceId, spaceId),
        eq(bookings.status, 'confirmed'),
        sql`${bookings.during} && tstzrange(${from.toISOString()}::timestamptz, ${to.toISOString()}::timestamptz)`,
        activityId ? sql`${bookings.activityId} is distinct from ${activityId}::uuid` : undefined,
      ),
    )
    .orderBy(sql`lower(${bookings.during})`)
  const hours = taken.map(({ startsAt, endsAt }): [string, string] => [
    startsAt <= from ? '00:00' : localParts(startsAt, zone).time,
    endsAt >= to ? '24:00' : localParts(endsAt, zone).time,
  ])
  return { hours, bufferMinutes: space.bufferMinutes }
}

const isBooked = sql`exists (select 1 from bookings b where b.activity_id = ${activities.id} and b.status = 'confirmed')`

const notShown = (ids: string[]): SQL => (ids.length === 0 ? sql`true` : (notInArray(bookings.activityId, ids) as SQL))
