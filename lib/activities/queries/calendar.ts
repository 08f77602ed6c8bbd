import { and, desc, eq, gt, inArray, isNull, ne, type SQL } from 'drizzle-orm'
import { activities } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import { venues } from '@/db/schema/venues'
import type { Locale, LocalText } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { textIn } from '../../i18n/text'
import { getNetwork } from '../../network/queries'
import { can } from '../../policy/can'
import { formatFullDate, formatTime } from '../../time/format'
import { localDate } from '../../time/zones'
import { getActivity } from '../queries'
import { atomOf, type CalendarEntry, calendarOf } from '../rules/calendar'
import { hostedBy, shownZone, venueTold } from './conditions'

const PAST_DAYS = 90
const MOST = 1000

type Entry = Pick<CalendarEntry, 'id' | 'startsAt' | 'endsAt' | 'createdAt' | 'updatedAt'> & {
  slug: string
  status: string
  titles: LocalText
  summaries: LocalText | null
}

const entryOf = (activity: Entry, places: (LocalText | null | undefined)[], locale: Locale, origin: string): CalendarEntry => ({
  ...activity,
  title: textIn(activity.titles, locale),
  description: textIn(activity.summaries, locale),
  place: places
    .map((place) => textIn(place, locale))
    .filter(Boolean)
    .join(', '),
  url: `${origin}/${locale}/activities/${activity.slug}`,
  isCancelled: activity.status === 'cancelled',
})

/** An activity as a calendar file in one language; `origin` is where its page lives. Throws `not_found` as the page does. */
export async function getCalendarFile(ctx: Ctx, slug: string, locale: Locale, origin: string): Promise<string> {
  const activity = await getActivity(ctx, slug)
  const places = activity.venuePending ? [] : [activity.venue?.names ?? activity.place, activity.venue?.addresses]
  return calendarOf([entryOf(activity, places, locale, origin)])
}

/** Listed activities as a feed holds them: those of `where` to come, and 90 days back, cancelled ones too; in one language. */
export async function listFeedEntries(ctx: Ctx, where: SQL | undefined, locale: Locale, origin: string) {
  const { zone } = await getNetwork(ctx)
  const rows = await ctx.db
    .select({
      ...{ id: activities.id, slug: activities.slug, status: activities.status, titles: activities.titles },
      ...{ summaries: activities.summaries, startsAt: activities.startsAt, endsAt: activities.endsAt, place: activities.place },
      ...{ createdAt: activities.createdAt, updatedAt: activities.updatedAt, venueNames: venues.names, addresses: venues.addresses },
      told: venueTold,
      zone: shownZone(zone),
    })
    .from(activities)
    .leftJoin(venues, eq(venues.id, activities.venueId))
    .where(
      and(
        where,
        inArray(activities.status, ['published', 'cancelled', 'finalised']),
        isNull(activities.excludedAt),
        gt(activities.startsAt, new Date(ctx.now.getTime() - PAST_DAYS * 86_400_000)),
      ),
    )
    .orderBy(desc(activities.startsAt), desc(activities.id))
    .limit(MOST)
  return rows.map((row) => ({
    ...entryOf(row, row.told ? [row.venueNames ?? row.place, row.addresses] : [], locale, origin),
    when: `${formatFullDate(localDate(row.startsAt, row.zone), locale)} ${formatTime(row.startsAt, row.zone)}`,
  }))
}

/** A group's public activities as a feed, `ics` or `atom`, in one language. Throws `not_found` for a group that is not public. */
export async function getGroupFeed(ctx: Ctx, slug: string, format: 'ics' | 'atom', locale: Locale, origin: string): Promise<string> {
  const [group] = await ctx.db.select().from(groups).where(eq(groups.slug, slug))
  if (!group || !can({ kind: 'visitor' }, 'group:view', group)) throw new AppError('not_found')
  const entries = await listFeedEntries(ctx, and(hostedBy([group.id]), ne(activities.audience, 'invited')), locale, origin)
  const name = textIn(group.names, locale)
  const url = `${origin}/api/v1/groups/${slug}/calendar.${format}?locale=${locale}`
  if (format === 'ics') return calendarOf(entries, { name, url })
  return atomOf(entries, { name, url, home: `${origin}/${locale}/groups/${slug}`, language: locale })
}
