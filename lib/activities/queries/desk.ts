import { and, asc, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { activities, hosts } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import { venues } from '@/db/schema/venues'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getNetwork } from '../../network/queries'
import type { Person } from '../../policy/actor'
import { addDays, instantOf, localDate } from '../../time/zones'
import { waitingOf } from '../rules/desk'
import { countForAdministrators, listKeptVenues, listRefusedBookings } from './desk-others'
import { deskRow, ended, endOf } from './desk-row'
import { listActivitiesToReview } from './review'

const PAGE = 200
/** Recaps older than this are not chased any more. */
const RECAP_DAYS = 60
/** How far back the asking of an activity is read; what is to come stands on every desk. */
const RECENT = sql`make_interval(days => ${RECAP_DAYS})`

const ofScope = (actor: Person, roles: string[], scopeType: string): string[] =>
  actor.grants.flatMap((g) => (roles.includes(g.role) && g.scopeType === scopeType && g.scopeId ? [g.scopeId] : []))
const organizedGroups = (actor: Person) => [...new Set(ofScope(actor, ['president', 'secretary', 'organizer'], 'group'))]

const hasRecap = sql`exists (select 1 from recaps r where r.activity_id = ${activities.id})`

/** Which part of the desk an activity is in, and since when it waits there. */
const partOf = (now: Date) => sql<'unlisted' | 'upcoming' | 'recap' | 'to_finalise' | null>`case
  when ${activities.status} in ('draft', 'submitted', 'changes_asked') then 'unlisted'
  when ${activities.status} = 'published' and not (${ended(now)}) then 'upcoming'
  when ${activities.origin} = 'here' and ${activities.excludedAt} is null and ${activities.status} in ('published', 'finalised') and not ${hasRecap} then 'recap'
  when ${activities.origin} = 'here' and ${activities.status} = 'published' then 'to_finalise' end`

const deskRows = (ctx: Ctx, zone: string, mine: SQL | undefined, helped: SQL | undefined) =>
  ctx.db
    .select({
      ...deskRow(zone),
      /** Whether it is hers to organize; else she helps at its door. */
      organized: mine ? sql<boolean>`(${mine})` : sql<boolean>`false`,
      part: partOf(ctx.now),
      updatedAt: activities.updatedAt,
      /** Somebody waits though a place is free: a party that does not fit, or the quiet hours. */
      placesBlocked: sql<boolean>`${activities.capacity} is not null and ${activities.capacity} > (select coalesce(sum(1 + r.companions), 0) from rsvps r where r.activity_id = ${activities.id} and r.status in ('going', 'offered')) and exists (select 1 from rsvps r where r.activity_id = ${activities.id} and r.status = 'waitlisted')`,
      waitingSince: sql<
        string | null
      >`(select min(r.created_at) from rsvps r where r.activity_id = ${activities.id} and r.status in ('waitlisted', 'pending'))`,
      pending: sql<number>`(select count(*)::int from rsvps r where r.activity_id = ${activities.id} and r.status = 'pending')`,
    })
    .from(activities)
    .leftJoin(venues, eq(venues.id, activities.venueId))
    .where(
      and(
        or(mine, helped),
        sql`${partOf(ctx.now)} is not null`,
        or(ne(activities.status, 'finalised'), sql`${endOf} > ${ctx.now.toISOString()}::timestamptz - ${RECENT}`),
        or(
          inArray(activities.status, ['draft', 'submitted', 'changes_asked']),
          sql`${activities.startsAt} > ${ctx.now.toISOString()}::timestamptz - ${RECENT}`,
        ),
      ),
    )
    .orderBy(asc(activities.startsAt), asc(activities.id))
    .limit(2 * PAGE)

export type DeskActivity = Awaited<ReturnType<typeof deskRows>>[number]

/**
 * The desk of whoever answers for something: what waits for her, oldest first (`waiting`), the doors at which she helps
 * (`helping`), the groups she organizes, the venues she keeps, what is to come, what is not listed yet, the recaps that are
 * due. At most eight statements. Throws `sign_in_required`.
 */
export async function getDesk(ctx: Ctx) {
  const { actor } = ctx
  if (actor.kind !== 'person') throw new AppError('sign_in_required')
  const { zone, rules } = await getNetwork(ctx)
  const groupIds = organizedGroups(actor)
  const mine = ownedBy(groupIds, ofScope(actor, ['organizer'], 'activity'))
  const helped = helpedBy(ctx, actor, zone)
  const rows = mine || helped ? await deskRows(ctx, zone, mine, helped) : []
  const activitiesOfMine = rows.filter((activity) => activity.organized)
  const part = (name: DeskActivity['part']) => activitiesOfMine.filter((activity) => activity.part === name)
  const desk = {
    helping: rows.filter((activity) => !activity.organized),
    groups: groupIds.length > 0 ? await listDeskGroups(ctx, groupIds) : [],
    upcoming: part('upcoming'),
    unlisted: part('unlisted'),
    recapsDue: part('recap'),
    toFinalise: part('to_finalise'),
    asked: groupIds.length > 0 ? await listAsked(ctx, groupIds) : [],
    toReview: (await listActivitiesToReview(ctx)).filter((activity) => activity.mayDecide),
    refused: mine ? await listRefusedBookings(ctx, mine, groupIds) : [],
    venues: await listKeptVenues(ctx, ofScope(actor, ['keeper'], 'venue')),
    administering: await countForAdministrators(ctx, {
      network: actor.grants.some((g) => g.role === 'network_admin' && g.scopeType === 'network'),
      districts: ofScope(actor, ['district_admin'], 'district'),
      recapDays: RECAP_DAYS,
    }),
  }
  return { ...desk, waiting: waitingOf(desk, rules.finaliseAfterDays) }
}
export type Desk = Awaited<ReturnType<typeof getDesk>>

/** Doors at which she helps: of an activity until it is over, of a group's activities today; each until its door closes. */
function helpedBy(ctx: Ctx, actor: Person, zone: string): SQL | undefined {
  const hosted = hostedBy(ofScope(actor, ['door_helper'], 'group'))
  const activityIds = ofScope(actor, ['door_helper'], 'activity')
  const tomorrow = instantOf(addDays(localDate(ctx.now, zone), 1), '00:00', zone).toISOString()
  const doors = or(
    hosted && and(hosted, sql`${activities.startsAt} < ${tomorrow}::timestamptz`),
    activityIds.length > 0 ? inArray(activities.id, activityIds) : undefined,
  )
  const isOpen = sql`${endOf} + make_interval(mins => ${activities.doorClosesMinutes}) > ${ctx.now.toISOString()}::timestamptz`
  return doors && and(doors, eq(activities.status, 'published'), isOpen)
}

const hostedBy = (groupIds: string[]): SQL | undefined =>
  groupIds.length > 0
    ? sql`${activities.id} in (select h.activity_id from hosts h where h.group_id in (${sql.join(
        groupIds.map((id) => sql`${id}::uuid`),
        sql`, `,
      )}) and h.accepted_at is not null and h.role <> 'support')`
    : undefined

function ownedBy(groupIds: string[], activityIds: string[]): SQL | undefined {
  const hosted = hostedBy(groupIds)
  return or(hosted, activityIds.length > 0 ? inArray(activities.id, activityIds) : undefined)
}

const listDeskGroups = (ctx: Ctx, ids: string[]) =>
  ctx.db
    .select({
      id: groups.id,
      slug: groups.slug,
      names: groups.names,
      shortName: groups.shortName,
      status: groups.status,
      applications: sql<number>`(select count(*)::int from memberships m where m.group_id = groups.id and m.status = 'applied')`,
      oldestApplication: sql<
        string | null
      >`(select min(m.applied_at) from memberships m where m.group_id = groups.id and m.status = 'applied')`,
    })
    .from(groups)
    .where(inArray(groups.id, ids))
    .orderBy(asc(groups.sortKey))

/** Activities that ask one of the groups to host or support. */
const listAsked = (ctx: Ctx, groupIds: string[]) =>
  ctx.db
    .select({
      activityId: activities.id,
      slug: activities.slug,
      status: activities.status,
      titles: activities.titles,
      startsAt: activities.startsAt,
      endsAt: activities.endsAt,
      zone: activities.zone,
      askedAt: hosts.createdAt,
      role: sql<'co' | 'support'>`${hosts.role}`,
      groupId: hosts.groupId,
      groupNames: groups.names,
      leadNames: sql<LocalText>`(select g.names from hosts h join groups g on g.id = h.group_id where h.activity_id = ${activities.id} and h.role = 'lead')`,
    })
    .from(hosts)
    .innerJoin(activities, eq(activities.id, hosts.activityId))
    .innerJoin(groups, eq(groups.id, hosts.groupId))
    .where(
      and(
        inArray(hosts.groupId, groupIds),
        ne(hosts.role, 'lead'),
        isNull(hosts.acceptedAt),
        isNull(hosts.declinedAt),
        inArray(activities.status, ['draft', 'submitted', 'changes_asked', 'published']),
      ),
    )
    .orderBy(asc(hosts.createdAt))
    .limit(PAGE)
