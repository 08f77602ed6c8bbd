import type { Locale } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'
import { messagesFor } from '../../i18n/messages'
import { textIn } from '../../i18n/text'
import { getReference } from '../../network/queries'
import { formatFullDate, formatTime } from '../../time/format'
import { localDate } from '../../time/zones'
import { getActivity } from '../queries'
import { posterOf, sharePictureOf } from '../rules/poster'

/** The poster of an activity, or the picture beside its link, as SVG in one language. Throws `not_found` as its page does. */
export async function getPicture(ctx: Ctx, slug: string, of: 'poster' | 'share', locale: Locale, origin: string): Promise<string> {
  const activity = await getActivity(ctx, slug)
  const { network, kinds } = await getReference(ctx)
  const { page, poster } = ((await messagesFor(locale)) as { activities: { page: Record<string, string>; poster: Record<string, string> } })
    .activities
  const kind = kinds.find((one) => one.code === activity.kindCode)
  const place = activity.venuePending ? page.venuePending : textIn(activity.venue?.names ?? activity.place, locale)
  const ends = activity.endsAt ? `–${formatTime(activity.endsAt, activity.zone)}` : ''
  const words = {
    title: textIn(activity.titles, locale),
    day: formatFullDate(localDate(activity.startsAt, activity.zone), locale),
    time: activity.status === 'cancelled' ? (poster.cancelled ?? '') : `${formatTime(activity.startsAt, activity.zone)}${ends}`,
    place: (activity.mode === 'online' ? page.online : place) ?? '',
    hosts: activity.hosts
      .filter((host) => host.role !== 'support')
      .map((host) => textIn(host.names, locale))
      .join(page.listComma),
    kind: { name: textIn(kind?.names, locale), hue: kind?.hue ?? 200 },
    network: textIn(network?.names, locale),
    url: `${origin}/${locale}/activities/${slug}`,
    scan: poster.scan ?? '',
    language: locale,
  }
  return of === 'poster' ? posterOf(words) : sharePictureOf(words)
}
