import { eq, inArray, sql } from 'drizzle-orm'
import { invitations, people } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { groups, membershipSuspensions, memberships } from '@/db/schema/groups'
import { districts } from '@/db/schema/network'
import { registrations } from '@/db/schema/registrations'
import { bookings, spaces, venues } from '@/db/schema/venues'
import type { Locale, LocalText } from '@/db/vocabulary'
import type { Ctx } from '../ctx'
import { textIn } from '../i18n/text'

type Db = Pick<Ctx, 'db'>
export type AboutJoining = { id: string; name: string; slug: string; reason: string | null }

/** The groups of memberships, each with what was said to the person when it was refused or suspended. */
export async function loadMemberships(ctx: Db, ids: string[], locale: Locale): Promise<AboutJoining[]> {
  if (ids.length === 0) return []
  const rows = await ctx.db
    .select({ membership: memberships, names: groups.names, slug: groups.slug, suspension: membershipSuspensions.reason })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .leftJoin(membershipSuspensions, eq(membershipSuspensions.membershipId, memberships.id))
    .where(inArray(memberships.id, ids))
    .orderBy(membershipSuspensions.fromOn)
  return rows.map(({ membership, names, slug, suspension }) => ({
    id: membership.id,
    name: textIn(names, locale),
    slug,
    reason: membership.status === 'refused' ? membership.note : suspension,
  }))
}

/** Applications by the name of what they would register, with the last word said about them. */
export async function loadRegistrations(ctx: Db, ids: string[], locale: Locale) {
  if (ids.length === 0) return []
  const rows = await ctx.db.select().from(registrations).where(inArray(registrations.id, ids))
  return rows.map(({ id, draft, decisionReason, recommendation }) => ({
    id,
    name: textIn(nameInDraft(draft), locale),
    reason: decisionReason ?? recommendation,
  }))
}

/** What an application would register: the group, or else its first venue. */
export function nameInDraft(draft: Record<string, unknown>): LocalText {
  const [venue] = (draft.venues ?? []) as { names?: LocalText }[]
  return (draft.names as LocalText | undefined) ?? venue?.names ?? {}
}

/** What invitations offer, in words: by whom, to which group, activity, district or role. */
export async function loadInvitations(ctx: Db, ids: string[], locale: Locale) {
  if (ids.length === 0) return []
  const rows = await ctx.db
    .select({
      offer: invitations,
      inviter: people.displayName,
      group: groups.names,
      activity: activities.titles,
      district: districts.names,
    })
    .from(invitations)
    .innerJoin(people, eq(people.id, invitations.invitedById))
    .leftJoin(groups, eq(groups.id, invitations.groupId))
    .leftJoin(activities, eq(activities.id, invitations.activityId))
    .leftJoin(districts, eq(districts.code, invitations.scopeId))
    .where(inArray(invitations.id, ids))
  return rows.map(({ offer, inviter, ...to }) => ({
    id: offer.id,
    inviter,
    role: offer.role,
    to: textIn(to.activity ?? to.group ?? to.district, locale),
    what: offer.activityId ? ('activity' as const) : offer.role ? ('role' as const) : ('group' as const),
    expiresAt: offer.expiresAt,
  }))
}

/** Bookings: which space when, for what, the last word said about it, and the pages of the group and of the keeper. */
export async function loadBookings(ctx: Db, ids: string[], locale: Locale) {
  if (ids.length === 0) return []
  const rows = await ctx.db
    .select({
      booking: bookings,
      startsAt: sql<Date>`lower(${bookings.during}) + make_interval(mins => ${spaces.bufferMinutes})`.mapWith(activities.startsAt),
      endsAt: sql<Date>`upper(${bookings.during}) - make_interval(mins => ${spaces.bufferMinutes})`.mapWith(activities.startsAt),
      space: spaces.names,
      venue: venues.names,
      slug: venues.slug,
      group: groups.names,
      titles: activities.titles,
      offered: sql<LocalText | null>`(select o.names from spaces o where o.id = ${bookings.offeredSpaceId})`,
    })
    .from(bookings)
    .innerJoin(spaces, eq(spaces.id, bookings.spaceId))
    .innerJoin(venues, eq(venues.id, spaces.venueId))
    .leftJoin(groups, eq(groups.id, bookings.groupId))
    .leftJoin(activities, eq(activities.id, bookings.activityId))
    .where(inArray(bookings.id, ids))
  return rows.map(({ booking, startsAt, endsAt, slug, ...names }) => ({
    id: booking.id,
    startsAt,
    endsAt,
    name: textIn(names.titles ?? names.group ?? names.venue, locale),
    by: textIn(names.group ?? names.venue, locale),
    space: textIn(names.space, locale),
    venue: textIn(names.venue, locale),
    offered: textIn(names.offered, locale),
    reason: booking.declineReason,
    path: booking.activityId ? `/organize/activities/${booking.activityId}` : `/venues/${slug}`,
    deskPath: `/organize/venues/${slug}`,
  }))
}
