import { and, eq, inArray } from 'drizzle-orm'
import { createTranslator } from 'next-intl'
import { people } from '@/db/schema/accounts'
import { activities, hosts } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import { venues } from '@/db/schema/venues'
import type { Locale } from '@/db/vocabulary'
import { venueTold } from '../activities/queries/conditions'
import type { Ctx } from '../ctx'
import { messagesFor } from '../i18n/messages'
import { textIn } from '../i18n/text'
import { getReference } from '../network/queries'
import { formatFullDate } from '../time/format'
import { localParts } from '../time/zones'
import { loadBookings, loadMemberships, loadRegistrations } from './abouts'

/** What a notice is made from; no text is stored. */
export type Told = { kind: string; aboutType: string; aboutId: string; ids: Record<string, unknown> }
export type NoticeWords = {
  title: string
  body: string
  /** A path without its locale. */
  path: string
  action: string
  facts: { label: string; value: string }[]
}

type About = {
  name: string
  path: string
  deskPath: string
  startsAt: Date | null
  endsAt: Date | null
  zone: string
  place: string | null
  group: string | null
  reason: string | null
  /** Of a booking: which space, of which venue, which instead, for whom. */
  booked?: { space: string; venue: string; offered: string; by: string }
}

/** The words of notices in a language, made at the time of reading from what they are about; a query for each sort of thing. */
export async function wordsOf(ctx: Pick<Ctx, 'db'>, told: readonly Told[], locale: Locale): Promise<NoticeWords[]> {
  const abouts = await loadAbouts(ctx, told, locale)
  const vouchedFor = await loadVouchedFor(ctx, told)
  const messages = (await messagesFor(locale)).notices as Record<string, unknown>
  const t = createTranslator({ locale, messages: { notices: messages } as never, namespace: 'notices' as never }) as unknown as (
    key: string,
    values?: Record<string, string | number | Date>,
  ) => string
  return told.map((one) => {
    const about = abouts.get(`${one.aboutType} ${one.aboutId}`)
    const facts = factsOf(about, t, locale)
    const by = typeof one.ids.groupId === 'string' ? abouts.get(`group ${one.ids.groupId}`)?.name : undefined
    const values = { ...noBooking, ...valuesOf(one, about, locale), by: by ?? '', ...about?.booked }
    const title = t(`kinds.${one.kind}.title`, values)
    const body = t(`kinds.${one.kind}.body`, values)
    const person = vouchedFor.get(String(one.ids.forId))
    return {
      title: person ? t('forWhom.title', { person, title }) : title,
      body: person ? t('forWhom.body', { person, body }) : body,
      action: t(
        person
          ? 'openOwn'
          : one.kind in deskKinds || /^\/(organize|admin)/.test(fixedPaths[one.kind] ?? '')
            ? 'openDesk'
            : (actionOf[one.aboutType] ?? 'open'),
      ),
      path: person
        ? '/me'
        : (fixedPaths[one.kind] ?? (about && (one.kind in deskKinds ? about.deskPath + deskKinds[one.kind] : about.path)) ?? '/me'),
      facts: one.aboutType === 'activity' ? facts : [],
    }
  })
}

const noBooking = { space: '', venue: '', offered: '' }
const actionOf: Record<string, string> = {
  group: 'openGroup',
  membership: 'openGroup',
  registration: 'openRegistration',
  person: 'openOwn',
  venue: 'openVenue',
  booking: 'openBooking',
}
/** Kinds that open one and the same page, whatever they are about. */
const fixedPaths: Record<string, string> = {
  email_changed: '/me/settings',
  record_claimed: '/me/record',
  activity_review_asked: '/admin/reviews',
  activity_review_overdue: '/admin/reviews',
  activity_hosting_asked: '/organize',
  activity_hosting_withdrawn: '/organize',
}

/** Kinds that ask an organizer to do something, and on which page of the desk. */
const deskKinds: Record<string, string> = {
  recap_due: '',
  activity_changes_asked: '',
  activity_hosting_accepted: '',
  activity_hosting_declined: '',
  membership_applied: '/members',
  membership_waiting: '/members',
  group_export_asked: '/members',
  group_export_approved: '/members',
  group_export_refused: '/members',
  alliance_invited: '/settings',
  booking_asked: '',
  booking_offer_taken: '/week',
  booking_given_back: '/week',
  venue_suspended: '',
  venue_closed: '',
  venue_reopened: '',
}

/** Names of those without an account about whose places members who vouch for them are told. */
async function loadVouchedFor(ctx: Pick<Ctx, 'db'>, told: readonly Told[]): Promise<Map<string, string>> {
  const ids = [...new Set(told.flatMap(({ ids }) => (typeof ids.forId === 'string' ? [ids.forId] : [])))]
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.select({ id: people.id, name: people.displayName }).from(people).where(inArray(people.id, ids))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function loadAbouts(ctx: Pick<Ctx, 'db'>, told: readonly Told[], locale: Locale): Promise<Map<string, About>> {
  const idsOf = (type: string) => [...new Set(told.filter((one) => one.aboutType === type).map((one) => one.aboutId))]
  const { network } = await getReference(ctx)
  const networkZone = network?.zone ?? 'UTC'
  const found = new Map<string, About>()
  const activityIds = idsOf('activity')
  if (activityIds.length > 0)
    for (const row of await ctx.db
      .select({ activity: activities, venue: venues.names, venueAddress: venues.addresses, group: groups.names })
      .from(activities)
      .leftJoin(venues, and(eq(venues.id, activities.venueId), venueTold))
      .leftJoin(hosts, and(eq(hosts.activityId, activities.id), eq(hosts.role, 'lead')))
      .leftJoin(groups, eq(groups.id, hosts.groupId))
      .where(inArray(activities.id, activityIds)))
      found.set(`activity ${row.activity.id}`, {
        name: textIn(row.activity.titles, locale),
        path: `/activities/${row.activity.slug}`,
        deskPath: `/organize/activities/${row.activity.id}`,
        startsAt: row.activity.startsAt,
        endsAt: row.activity.endsAt,
        zone: row.activity.zone ?? networkZone,
        place: [textIn(row.venue ?? row.activity.place, locale), textIn(row.venueAddress, locale)]
          .filter(Boolean)
          .join(locale === 'en' ? ', ' : ' · '),
        group: textIn(row.group, locale) || null,
        reason: row.activity.statusReason,
      })
  const groupIds = [...new Set([...idsOf('group'), ...told.flatMap(({ ids }) => (typeof ids.groupId === 'string' ? [ids.groupId] : []))])]
  if (groupIds.length > 0)
    for (const row of await ctx.db.select().from(groups).where(inArray(groups.id, groupIds))) {
      const name = textIn(row.names, locale)
      found.set(`group ${row.id}`, {
        name,
        path: `/groups/${row.slug}`,
        deskPath: `/organize/groups/${row.slug}`,
        startsAt: null,
        endsAt: null,
        zone: networkZone,
        place: null,
        group: name,
        reason: row.statusReason,
      })
    }
  const venueIds = idsOf('venue')
  if (venueIds.length > 0)
    for (const row of await ctx.db.select().from(venues).where(inArray(venues.id, venueIds)))
      found.set(`venue ${row.id}`, {
        ...{ startsAt: null, endsAt: null, zone: networkZone, place: null, group: null, reason: row.statusReason },
        name: textIn(row.names, locale),
        path: `/venues/${row.slug}`,
        deskPath: `/organize/venues/${row.slug}`,
      })
  for (const { id, space, venue, offered, by, ...about } of await loadBookings(ctx, idsOf('booking'), locale))
    found.set(`booking ${id}`, { ...about, zone: networkZone, place: null, group: null, booked: { space, venue, offered, by } })
  const bare = { startsAt: null, endsAt: null, zone: networkZone, place: null }
  for (const { id, name, slug, reason } of await loadMemberships(ctx, idsOf('membership'), locale))
    found.set(`membership ${id}`, {
      ...bare,
      name,
      path: `/groups/${slug}`,
      deskPath: `/organize/groups/${slug}`,
      group: name,
      reason,
    })
  for (const { id, name, reason } of await loadRegistrations(ctx, idsOf('registration'), locale))
    found.set(`registration ${id}`, {
      ...bare,
      name,
      path: `/registrations/${id}`,
      deskPath: `/registrations/${id}`,
      group: null,
      reason,
    })
  return found
}

/** A date and time that stays right whenever the mail is read: no "today". */
export function fullWhen(start: Date, end: Date | null, zone: string, locale: Locale): string {
  const from = localParts(start, zone)
  const to = end && localParts(end, zone)
  const first = `${formatFullDate(from.date, locale)}${locale === 'en' ? ', ' : ' '}${from.time}`
  if (!to) return first
  return to.date === from.date
    ? `${first}–${to.time}`
    : `${first} – ${formatFullDate(to.date, locale)}${locale === 'en' ? ', ' : ' '}${to.time}`
}

function factsOf(about: About | undefined, t: (key: string) => string, locale: Locale) {
  if (!about?.startsAt) return []
  return [
    { label: t('facts.when'), value: fullWhen(about.startsAt, about.endsAt, about.zone, locale) },
    { label: t('facts.where'), value: about.place || t('facts.placePending') },
    ...(about.group ? [{ label: t('facts.host'), value: about.group }] : []),
  ]
}

function valuesOf({ ids }: Told, about: About | undefined, locale: Locale): Record<string, string | number> {
  const zone = about?.zone ?? 'UTC'
  const instant = (value: unknown) =>
    typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? fullWhen(new Date(value), null, zone, locale) : ''
  const until = instant(ids.until ?? ids.expiresAt)
  const from = instant(ids.from)
  const position = typeof ids.position === 'number' ? ids.position : 0
  const reason = about?.reason ?? ''
  return {
    name: about?.name ?? '',
    group: about?.group ?? about?.name ?? '',
    when: about?.startsAt ? fullWhen(about.startsAt, about.endsAt, zone, locale) : '',
    until,
    hasUntil: until ? 'yes' : 'no',
    from,
    hasFrom: from ? 'yes' : 'no',
    position,
    hasPosition: position > 0 ? 'yes' : 'no',
    own: ids.own === 1 ? 'yes' : 'no',
    role: typeof ids.role === 'string' ? ids.role : 'other',
    released: typeof ids.reason === 'string' ? ids.reason : 'other',
    reason,
    hasReason: reason ? 'yes' : 'no',
  }
}
