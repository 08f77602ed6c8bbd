import type { LocalText } from '@/db/vocabulary'
import { assumedEnd } from '../rules'

type Activity = { id: string; titles: LocalText; startsAt: Date; endsAt: Date | null }
type Heap = { count: number; oldest: string | null }
type Parts = {
  groups: { slug: string; names: LocalText; applications: number; oldestApplication: string | null }[]
  upcoming: (Activity & { placesBlocked: boolean; pending: number; waitlisted: number; waitingSince: string | null })[]
  unlisted: (Activity & { status: string; statusReason: string | null; updatedAt: Date })[]
  recapsDue: Activity[]
  toFinalise: Activity[]
  asked: { activityId: string; titles: LocalText; askedAt: Date; leadNames: LocalText }[]
  toReview: { submittedAt: Date | null }[]
  refused: {
    id: string
    activityId: string | null
    titles: LocalText | null
    decidedAt: Date | null
    reason: string | null
    spaceNames: LocalText
    venueNames: LocalText
    venueSlug: string
    offered: LocalText | null
  }[]
  venues: { slug: string; names: LocalText; count: number; oldest: string | null }[]
  administering: Record<'registrations' | 'reports' | 'missingRecaps', Heap>
}

/** One thing that waits: what it is, about what, since when, and the page where it is done. `dueAt`: an instant by which it should be. */
export type Waiting = {
  kind:
    | 'applications'
    | 'recap'
    | 'finalise'
    | 'refused'
    | 'offered'
    | 'hosting'
    | 'changes'
    | 'waitlist'
    | 'pending'
    | 'requests'
    | 'reviews'
    | 'registrations'
    | 'reports'
    | 'missingRecaps'
  key: string
  names: LocalText | null
  /** A word more: why it was refused, what should change, which space is offered. */
  note: LocalText | string | null
  count: number
  since: Date
  dueAt: Date | null
  href: string
}

const DAY_MS = 86_400_000

/** Everything that waits, the oldest first. A recap is due until its activity finalises itself, `finaliseAfterDays` after the end. */
export function waitingOf(parts: Parts, finaliseAfterDays: number): Waiting[] {
  const of = (kind: Waiting['kind'], key: string, over: Omit<Waiting, 'kind' | 'key' | 'dueAt' | 'count' | 'note'> & Partial<Waiting>) => ({
    ...{ kind, key: `${kind} ${key}`, note: null, count: 1, dueAt: null },
    ...over,
  })
  const workspace = (id: string, tab = '') => `/organize/activities/${id}${tab}`
  const heap = (kind: 'registrations' | 'reports' | 'missingRecaps', href: string) => {
    const { count, oldest } = parts.administering[kind]
    return count > 0 && oldest ? [of(kind, '', { names: null, count, since: new Date(oldest), href })] : []
  }
  const submitted = parts.toReview.flatMap((activity) => activity.submittedAt ?? [])
  const all: Waiting[] = [
    ...parts.groups
      .filter((group) => group.applications > 0 && group.oldestApplication)
      .map((group) =>
        of('applications', group.slug, {
          names: group.names,
          count: group.applications,
          since: new Date(group.oldestApplication as string),
          href: `/organize/groups/${group.slug}/members?status=applied`,
        }),
      ),
    ...parts.recapsDue.map((activity) => {
      const end = assumedEnd(activity)
      const dueAt = new Date(end.getTime() + finaliseAfterDays * DAY_MS)
      return of('recap', activity.id, { names: activity.titles, since: end, dueAt, href: workspace(activity.id, '/recap') })
    }),
    ...parts.toFinalise.map((activity) =>
      of('finalise', activity.id, { names: activity.titles, since: assumedEnd(activity), href: workspace(activity.id, '/recap') }),
    ),
    ...parts.refused.map((booking) =>
      of(booking.offered ? 'offered' : 'refused', booking.id, {
        names: booking.titles ?? booking.venueNames,
        note: booking.offered ?? booking.reason,
        since: booking.decidedAt ?? new Date(0),
        href: booking.activityId ? workspace(booking.activityId) : `/venues/${booking.venueSlug}`,
      }),
    ),
    ...parts.asked.map((one) =>
      of('hosting', one.activityId, { names: one.titles, since: one.askedAt, href: '/organize#asked', note: one.leadNames }),
    ),
    ...parts.unlisted
      .filter((activity) => activity.status === 'changes_asked')
      .map((activity) =>
        of('changes', activity.id, {
          names: activity.titles,
          note: activity.statusReason,
          since: activity.updatedAt,
          href: workspace(activity.id),
        }),
      ),
    ...parts.upcoming.flatMap((activity) => [
      ...(activity.placesBlocked
        ? [of('waitlist', activity.id, { ...waiters(activity), count: activity.waitlisted, href: workspace(activity.id, '/people') })]
        : []),
      ...(activity.pending > 0
        ? [of('pending', activity.id, { ...waiters(activity), count: activity.pending, href: workspace(activity.id, '/people') })]
        : []),
    ]),
    ...parts.venues.flatMap(({ slug, names, count, oldest }) =>
      oldest ? [of('requests', slug, { names, count, since: new Date(oldest), href: `/organize/venues/${slug}` })] : [],
    ),
    ...(submitted.length > 0
      ? [
          of('reviews', '', {
            names: null,
            count: submitted.length,
            since: new Date(Math.min(...submitted.map(Number))),
            href: '/admin/reviews',
          }),
        ]
      : []),
    ...heap('registrations', '/admin/reviews'),
    ...heap('reports', '/admin/reports'),
    ...heap('missingRecaps', '/admin/statistics'),
  ]
  return all.sort((a, b) => a.since.getTime() - b.since.getTime())
}

const waiters = (activity: Parts['upcoming'][number]) => ({ names: activity.titles, since: new Date(activity.waitingSince ?? 0) })
