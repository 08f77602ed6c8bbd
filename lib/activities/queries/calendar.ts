import type { Locale } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'
import { textIn } from '../../i18n/text'
import { getActivity } from '../queries'
import { calendarOf } from '../rules/calendar'

/** An activity as a calendar file in one language; `origin` is where its page lives. Throws `not_found` as the page does. */
export async function getCalendarFile(ctx: Ctx, slug: string, locale: Locale, origin: string): Promise<string> {
  const activity = await getActivity(ctx, slug)
  const places = activity.venuePending ? [] : [activity.venue?.names ?? activity.place, activity.venue?.addresses]
  return calendarOf(
    {
      id: activity.id,
      title: textIn(activity.titles, locale),
      description: textIn(activity.summaries, locale),
      place: places
        .map((place) => textIn(place, locale))
        .filter(Boolean)
        .join(', '),
      url: `${origin}/${locale}/activities/${activity.slug}`,
      startsAt: activity.startsAt,
      endsAt: activity.endsAt,
      isCancelled: activity.status === 'cancelled',
    },
    ctx.now,
  )
}
