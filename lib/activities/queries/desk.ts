import { and, asc, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { activities, hosts } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import { venues } from '@/db/schema/venues'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getNetwork } from '../../network/queries'
import type { Person } from '../../policy/actor'
import { seatsTaken, shownZone, waitlistedCount } from './conditions'

const PAGE = 200
/** Recaps older than this are not chased any more. */
const RECAP_DAYS = 60

const ofScope = (actor: Person, roles: string[], scopeType: string): string[] =>
  actor.grants.flatMap((g) => (roles.includes(g.role) && g.scopeType === scopeType && g.scopeId ? [g.scopeId] : []))
const organizedGroups = (actor: Person) => [...new Set(ofScope(actor, ['president', 'secretary', 'organizer'], 'group'))]

const leadId = sql<string>`(select h.group_id from hosts h where h.activity_id = ${activities.id} and h.role = 'lead')`
const ended = (now: Date) =>
  sql`coalesce(${activities.endsAt}, ${activities.startsAt} + interval '2 hours') <= ${now.toISOString()}::timestamptz`

const deskRow = (zone: string) => ({
  id: activities.id,
  slug: activities.slug,
  titles: activities.titles,
  startsAt: activities.startsAt,
  endsAt: activities.endsAt,
  zone: shownZone(zone),
  status: activities.status,
  statusReason: activities.statusReason,
  capacity: activities.capacity,
  seatsTaken,
  waitlisted: waitlistedCount,
  leadGroupId: leadId,
  venueNames: venues.names,
})

const deskRows = (ctx: Ctx, zone: string, where: SQL | undefined) =>
  ctx.db
    .select(deskRow(zone))
    .from(activities)
    .leftJoin(venues, eq(venues.id, activities.venueId))
    .where(where)
    .orderBy(asc(activities.startsAt), asc(activities.id))
    .limit(PAGE)

export type DeskActivity = Awaited<ReturnType<typeof deskRows>>[number]

/**
 * An organizer's desk: the groups she organizes, what is to come, what is not listed yet, the recaps that are due
 * (oldest first), and the groups' invitations to host. Throws `sign_in_required` for a visitor.
 */
export async function getDesk(ctx: Ctx) {
  const { actor, now } = ctx
  if (actor.kind !== 'person') throw new AppError('sign_in_required')
  const { zone } = await getNetwork(ctx)
  const groupIds = organizedGroups(actor)
  const activityIds = ofScope(actor, ['organizer'], 'activity')
  const mine = ownedBy(groupIds, activityIds)
  const none: DeskActivity[] = []
  const isUnlisted = inArray(activities.status, ['draft', 'submitted', 'changes_asked'])
  const isUpcoming = and(eq(activities.status, 'published'), sql`not (${ended(now)})`)
  const isRecapDue = and(
    inArray(activities.status, ['published', 'finalised']),
    eq(activities.origin, 'here'),
    isNull(activities.excludedAt),
    ended(now),
    sql`${activities.startsAt} > ${now.toISOString()}::timestamptz - make_interval(days => ${RECAP_DAYS})`,
    sql`not exists (select 1 from recaps r where r.activity_id = ${activities.id})`,
  )
  return {
    groups: groupIds.length > 0 ? await listDeskGroups(ctx, groupIds) : [],
    upcoming: mine ? await deskRows(ctx, zone, and(mine, isUpcoming)) : none,
    unlisted: mine ? await deskRows(ctx, zone, and(mine, isUnlisted)) : none,
    recapsDue: mine ? await deskRows(ctx, zone, and(mine, isRecapDue)) : none,
    asked: groupIds.length > 0 ? await listAsked(ctx, groupIds) : [],
    toReview: await listToReview(ctx, actor, zone),
  }
}
export type Desk = Awaited<ReturnType<typeof getDesk>>

function ownedBy(groupIds: string[], activityIds: string[]): SQL | undefined {
  const hosted =
    groupIds.length > 0
      ? sql`${activities.id} in (select h.activity_id from hosts h where h.group_id in (${sql.join(
          groupIds.map((id) => sql`${id}::uuid`),
          sql`, `,
        )}) and h.accepted_at is not null and h.role <> 'support')`
      : undefined
  return or(hosted, activityIds.length > 0 ? inArray(activities.id, activityIds) : undefined)
}

const listDeskGroups = (ctx: Ctx, ids: string[]) =>
  ctx.db
    .select({ id: groups.id, slug: groups.slug, names: groups.names, shortName: groups.shortName, status: groups.status })
    .from(groups)
    .where(inArray(groups.id, ids))
    .orderBy(asc(groups.sortKey))

/** Activities that ask one of the groups to host with them. */
const listAsked = (ctx: Ctx, groupIds: string[]) =>
  ctx.db
    .select({
      activityId: activities.id,
      titles: activities.titles,
      startsAt: activities.startsAt,
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
    .orderBy(asc(activities.startsAt))
    .limit(PAGE)

/** Submitted activities that this administrator may decide: of the place's district, else of the lead's. */
async function listToReview(ctx: Ctx, actor: Person, zone: string) {
  const isNetwork = actor.grants.some((g) => g.role === 'network_admin' && g.scopeType === 'network')
  const districts = ofScope(actor, ['district_admin'], 'district')
  if (!isNetwork && districts.length === 0) return []
  const district = sql`coalesce(${activities.districtCode}, ${groups.districtCode})`
  return ctx.db
    .select({
      ...deskRow(zone),
      riskFlags: activities.riskFlags,
      submittedAt: activities.submittedAt,
      createdById: activities.createdById,
      leadNames: groups.names,
      leadShortName: groups.shortName,
    })
    .from(activities)
    .innerJoin(hosts, and(eq(hosts.activityId, activities.id), eq(hosts.role, 'lead')))
    .innerJoin(groups, eq(groups.id, hosts.groupId))
    .leftJoin(venues, eq(venues.id, activities.venueId))
    .where(
      and(
        eq(activities.status, 'submitted'),
        isNetwork
          ? undefined
          : sql`${district} in (${sql.join(
              districts.map((code) => sql`${code}`),
              sql`, `,
            )})`,
      ),
    )
    .orderBy(asc(activities.submittedAt))
    .limit(PAGE)
}
