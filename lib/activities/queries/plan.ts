import { and, asc, desc, eq, gte, ne, sql } from 'drizzle-orm'
import { activities, hosts } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import { calendarDays } from '@/db/schema/network'
import { spaces, venues } from '@/db/schema/venues'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getNetwork, getReference } from '../../network/queries'
import { authorize, can } from '../../policy/can'
import { addDays, instantOf, localDate, localParts, weekdayOf } from '../../time/zones'
import { getActivitySubject } from '../queries'
import { activityState, isPermitMissing, missingToPublish, namesFee, zoneOf } from '../rules'
import { type PlanInput, statedFlags } from '../schema'

export type PlanVenue = { id: string; names: LocalText; spaces: { id: string; names: LocalText; capacity: number | null }[] }
export type CoHost = { id: string; names: LocalText; role: 'co' | 'support'; acceptedAt: Date | null; declinedAt: Date | null }

/** What the form of an activity needs beside its values. */
async function getChoices(ctx: Ctx, venueId: string | null) {
  const { kinds } = await getReference(ctx)
  const { zone } = await getNetwork(ctx)
  const days = await ctx.db
    .select()
    .from(calendarDays)
    .where(gte(calendarDays.day, `${localDate(ctx.now, zone).slice(0, 4)}-01-01`))
    .orderBy(asc(calendarDays.day))
  return {
    kinds: kinds.filter((kind) => !kind.retiredAt).map(({ code, names, hue }) => ({ code, names, hue })),
    networkZone: zone,
    days,
    venue: venueId ? await getPlanVenue(ctx, venueId) : null,
  }
}

async function getPlanVenue(ctx: Ctx, id: string): Promise<PlanVenue | null> {
  const rows = await ctx.db
    .select({ id: venues.id, names: venues.names, space: { id: spaces.id, names: spaces.names, capacity: spaces.capacity } })
    .from(venues)
    .leftJoin(spaces, and(eq(spaces.venueId, venues.id), eq(spaces.bookable, true)))
    .where(eq(venues.id, id))
    .orderBy(asc(spaces.position))
  const [venue] = rows
  return venue ? { id, names: venue.names, spaces: rows.flatMap(({ space }) => space ?? []) } : null
}

const postponed = sql<number>`(select count(*)::int from postponements p where p.activity_id = ${hosts.activityId})`

type Row = Awaited<ReturnType<typeof getActivitySubject>>

const wallClock = (at: Date | null, zone: string) => {
  if (!at) return undefined
  const { date, time } = localParts(at, zone)
  return `${date}T${time}`
}
const both = (text: LocalText | null) => ({ zh: text?.zh ?? '', en: text?.en ?? text?.und ?? '' })

function valuesOf(row: Row, zone: string, networkZone: string, coHosts: Pick<CoHost, 'id' | 'role'>[]): PlanInput {
  const asked = (role: CoHost['role']) => coHosts.flatMap((host) => (host.role === role ? [host.id] : []))
  return {
    titles: both(row.titles),
    summaries: both(row.summaries),
    body: both(row.body),
    kindCode: row.kindCode,
    mode: row.mode,
    startsAt: wallClock(row.startsAt, zone) as string,
    endsAt: wallClock(row.endsAt, zone),
    zone: zone === networkZone ? undefined : zone,
    venueId: row.venueId ?? undefined,
    spaceId: row.spaceId ?? undefined,
    place: both(row.place),
    placeDirections: both(row.placeDirections),
    entrancePhotoId: row.entrancePhotoId ?? undefined,
    joiningLink: row.joiningLink ?? undefined,
    cost: both(row.cost),
    contact: row.contact ?? undefined,
    bring: both(row.bring),
    accessNotes: both(row.accessNotes),
    audience: row.audience,
    languages: row.languages,
    capacity: row.capacity ?? undefined,
    expectedSize: row.expectedSize ?? undefined,
    rsvpMode: row.rsvpMode,
    companionsAllowed: row.companionsAllowed,
    rsvpOpensAt: wallClock(row.rsvpOpensAt, zone),
    rsvpClosesAt: wallClock(row.rsvpClosesAt, zone),
    offerMinutes: row.offerMinutes ?? undefined,
    doorOpensMinutes: row.doorOpensMinutes,
    doorClosesMinutes: row.doorClosesMinutes,
    lateAfterMinutes: row.lateAfterMinutes,
    permitReference: row.permitReference ?? undefined,
    flags: statedFlags.filter((flag) => row.riskFlags.includes(flag) && !(flag === 'fee' && namesFee(row.cost))),
    coHostIds: asked('co'),
    supportIds: asked('support'),
  }
}

/** The plan of an activity as its form shows it, with what is still missing; throws as the policy says (`activity:edit`). */
export async function getPlan(ctx: Ctx, id: string) {
  const row = await getActivitySubject(ctx, id)
  authorize(ctx.actor, 'activity:edit', row)
  const choices = await getChoices(ctx, row.venueId)
  const all = await ctx.db
    .select({
      id: groups.id,
      names: groups.names,
      shortName: groups.shortName,
      role: hosts.role,
      acceptedAt: hosts.acceptedAt,
      declinedAt: hosts.declinedAt,
      postponed,
    })
    .from(hosts)
    .innerJoin(groups, eq(groups.id, hosts.groupId))
    .where(eq(hosts.activityId, id))
    .orderBy(asc(hosts.position))
  const lead = all.find(({ role }) => role === 'lead')
  const coHosts = all.flatMap(({ id, names, role, acceptedAt, declinedAt }): CoHost[] =>
    role === 'lead' ? [] : [{ id, names, role, acceptedAt, declinedAt }],
  )
  const zone = zoneOf(row, choices.networkZone)
  return {
    activity: row,
    zone,
    values: valuesOf(row, zone, choices.networkZone, coHosts),
    choices: { ...choices, coHosts, host: { id: row.leadGroupId, names: lead?.names ?? {}, shortName: lead?.shortName ?? '' } },
    /** Moves with each postponement, so that the form shows the new time. */
    version: lead?.postponed ?? 0,
    changes: { id, startsAt: row.startsAt, endsAt: row.endsAt, zone, capacity: row.capacity },
    missing: missingToPublish(row, ctx.now),
    permitMissing: isPermitMissing(row),
    /** Hosts beside the lead that the actor answers for: she may withdraw them. */
    withdrawable: coHosts.filter(
      ({ id, acceptedAt }) =>
        acceptedAt && can(ctx.actor, 'group:openDesk', { id, districtCode: null, status: 'active', visibility: 'public' }),
    ),
    /** Published and not over: its places and its time still matter to somebody. */
    isAhead: ['published', 'in_progress'].includes(activityState(row, ctx.now)),
    mayPublish: can(ctx.actor, 'activity:publish', row),
    mayCancel: can(ctx.actor, 'activity:cancel', row),
    mayPostpone: can(ctx.actor, 'activity:postpone', row),
  }
}
export type PlanPage = Awaited<ReturnType<typeof getPlan>>

/** The form of a group's new activity, filled as it was last time: same weekday, hour, length, place and rules. */
export async function getNewPlan(ctx: Ctx, groupSlug: string) {
  const [group] = await ctx.db.select().from(groups).where(eq(groups.slug, groupSlug))
  if (!group) throw new AppError('not_found')
  authorize(ctx.actor, 'group:organize', group)
  const [last] = await ctx.db
    .select({ id: activities.id })
    .from(activities)
    .innerJoin(hosts, and(eq(hosts.activityId, activities.id), eq(hosts.role, 'lead'), eq(hosts.groupId, group.id)))
    .where(and(ne(activities.status, 'cancelled'), eq(activities.origin, 'here')))
    .orderBy(desc(activities.createdAt), desc(activities.startsAt))
    .limit(1)
  const row = last ? await getActivitySubject(ctx, last.id) : null
  const choices = await getChoices(ctx, row?.venueId ?? group.homeVenueId ?? null)
  const values = row ? again(row, choices.networkZone, ctx.now) : fresh(choices, ctx.now)
  const { id, names, shortName } = group
  const noCoHosts: CoHost[] = []
  return {
    group: { id, names },
    values,
    fromLast: row !== null,
    choices: { ...choices, coHosts: noCoHosts, host: { id, names, shortName } },
  }
}
export type NewPlan = Awaited<ReturnType<typeof getNewPlan>>

const EVENING = '19:00'
const LENGTH_MS = 2 * 3_600_000

function fresh(choices: { networkZone: string; venue: PlanVenue | null; kinds: { code: string }[] }, now: Date): PlanInput {
  const zone = choices.networkZone
  const startsAt = instantOf(addDays(localDate(now, zone), 14), EVENING, zone)
  return {
    titles: { zh: '', en: '' },
    kindCode: '',
    mode: 'onsite',
    startsAt: wallClock(startsAt, zone) as string,
    endsAt: wallClock(new Date(startsAt.getTime() + LENGTH_MS), zone),
    venueId: choices.venue?.id,
    audience: 'public',
    languages: ['zh'],
    capacity: 30,
    rsvpMode: 'open',
    companionsAllowed: 0,
    flags: [],
    coHostIds: [],
    supportIds: [],
  }
}

/** The next day of last time's weekday, a week off at least. */
function again(row: Row, networkZone: string, now: Date): PlanInput {
  const zone = zoneOf(row, networkZone)
  const last = localParts(row.startsAt, zone)
  const from = addDays(localDate(now, zone), 7)
  const startsAt = instantOf(addDays(from, (weekdayOf(last.date) - weekdayOf(from) + 7) % 7), last.time, zone)
  const length = row.endsAt ? row.endsAt.getTime() - row.startsAt.getTime() : null
  return {
    ...valuesOf(row, zone, networkZone, []),
    titles: { zh: '', en: '' },
    summaries: undefined,
    body: undefined,
    spaceId: undefined,
    startsAt: wallClock(startsAt, zone) as string,
    endsAt: length === null ? undefined : wallClock(new Date(startsAt.getTime() + length), zone),
    rsvpOpensAt: undefined,
    rsvpClosesAt: undefined,
    expectedSize: undefined,
    flags: [],
  }
}
