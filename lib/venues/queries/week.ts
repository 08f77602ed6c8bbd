import { and, eq, inArray, notInArray, type SQL, sql } from 'drizzle-orm'
import { activities } from '@/db/schema/activities'
import { bookings, spaces } from '@/db/schema/venues'
import type { Ctx } from '../../ctx'
import { getNetwork } from '../../network/queries'
import { addDays, instantOf, localDate } from '../../time/zones'
import { bookedHours } from '../queries'
import { mondayFor } from '../rules'

/**
 * What happens at a venue in a week, Monday to Sunday in the network's zone: the one that holds `asked` (a date), or
 * the current one. Its published activities, and confirmed bookings without one. A title stands only on what everybody
 * may see; the rest is a taken time.
 */
export async function getWeek(ctx: Ctx, venueId: string, asked?: string) {
  const { zone } = await getNetwork(ctx)
  const monday = mondayFor(asked, ctx.now, zone)
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
  return { monday, zone, today: localDate(ctx.now, zone), spells: spells.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()) }
}
export type Week = Awaited<ReturnType<typeof getWeek>>
export type WeekSpell = Week['spells'][number]

const notShown = (ids: string[]): SQL => (ids.length === 0 ? sql`true` : (notInArray(bookings.activityId, ids) as SQL))
