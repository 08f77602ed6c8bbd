import { and, asc, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import { grants, invitations, people } from '@/db/schema/accounts'
import { allianceMembers, groupSuspensions, groups, memberships } from '@/db/schema/groups'
import { venues } from '@/db/schema/venues'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getNetwork } from '../../network/queries'
import { authorize, can } from '../../policy/can'
import { searchQuery } from '../../search/bigrams'
import { cursorOf, placeOf } from '../../search/cursor'
import { localDate } from '../../time/zones'
import type { GroupRow } from '../queries'
import { groupRoles, type MemberFilter, PAGE_OF_MEMBERS } from '../schema'
import { listExports } from './exports'

/** The group of a desk's page, for who may see its members; throws `not_found`, `sign_in_required`. */
async function getOfDesk(ctx: Ctx, slug: string): Promise<GroupRow> {
  const [group] = await ctx.db.select().from(groups).where(eq(groups.slug, slug))
  if (!group) throw new AppError('not_found')
  if (!can(ctx.actor, 'group:appoint', group)) authorize(ctx.actor, 'group:readMembers', group)
  return group
}

const headOf = (ctx: Ctx, group: GroupRow) => ({
  id: group.id,
  slug: group.slug,
  names: group.names,
  shortName: group.shortName,
  type: group.type,
  status: group.status,
  joinMode: group.joinMode,
  mayDecide: can(ctx.actor, 'group:invite', group),
  mayAppoint: can(ctx.actor, 'group:appoint', group),
  mayEdit: can(ctx.actor, 'group:edit', group),
  mayImport: can(ctx.actor, 'group:import', group),
})
export type DeskGroupHead = ReturnType<typeof headOf>

/** What the head of a desk's page shows, for who may see the group's members. */
export const getDeskGroup = async (ctx: Ctx, slug: string): Promise<DeskGroupHead> => headOf(ctx, await getOfDesk(ctx, slug))

const memberRow = (at: string) => ({
  id: memberships.id,
  personId: memberships.personId,
  displayName: people.displayName,
  sortKey: people.sortKey,
  status: memberships.status,
  primary: memberships.primary,
  note: memberships.note,
  appliedAt: memberships.appliedAt,
  roles: sql<
    string[]
  >`(select coalesce(json_agg(distinct g.role), '[]') from grants g where g.person_id = ${memberships.personId} and g.scope_type = 'group' and g.scope_id = ${memberships.groupId}::text and g.starts_at <= ${at}::timestamptz and (g.ends_at is null or g.ends_at > ${at}::timestamptz))`,
  joinedOn: sql<
    string | null
  >`(select max(p.joined_on)::text from membership_periods p where p.membership_id = ${memberships.id} and p.left_on is null)`,
  suspension: sql<{
    toOn: string | null
    reason: string
  } | null>`(select json_build_object('toOn', s.to_on, 'reason', s.reason) from membership_suspensions s where s.membership_id = ${memberships.id} order by s.from_on desc, s.id desc limit 1)`,
})

const memberRows = (ctx: Ctx) =>
  ctx.db.select(memberRow(ctx.now.toISOString())).from(memberships).innerJoin(people, eq(people.id, memberships.personId)).$dynamic()
export type MemberItem = Awaited<ReturnType<typeof memberRows>>[number]

/**
 * A group's members for those who answer for it: the applications first, oldest first, then the members by name, a page
 * at a time. `state` narrows it; without one, those who left are not shown.
 */
export async function listMembers(ctx: Ctx, slug: string, filter: MemberFilter) {
  const group = await getOfDesk(ctx, slug)
  authorize(ctx.actor, 'group:readMembers', group)
  const { q, state } = filter
  const named = q ? sql`strpos(lower(${people.displayName}), lower(${q})) > 0` : undefined
  const own = and(eq(memberships.groupId, group.id), inArray(people.status, ['active', 'provisional']))
  const after = filter.cursor ? placeOf(filter.cursor) : null
  const applications =
    (state && state !== 'applied') || after
      ? []
      : await memberRows(ctx)
          .where(and(own, named, eq(memberships.status, 'applied')))
          .orderBy(asc(memberships.appliedAt), asc(memberships.id))
          .limit(200)
  const states = state ? (state === 'applied' ? [] : [state]) : (['active', 'suspended'] as const)
  const rows =
    states.length === 0
      ? []
      : await memberRows(ctx)
          .where(
            and(
              own,
              named,
              inArray(memberships.status, [...states]),
              after
                ? sql`(${people.sortKey} collate "C", ${memberships.id}) > (${after.sortKey} collate "C", ${after.id}::uuid)`
                : undefined,
            ),
          )
          .orderBy(sql`${people.sortKey} collate "C"`, asc(memberships.id))
          .limit(PAGE_OF_MEMBERS + 1)
  const counted = await ctx.db
    .select({ status: memberships.status, n: sql<number>`count(*)::int` })
    .from(memberships)
    .where(eq(memberships.groupId, group.id))
    .groupBy(memberships.status)
  const members = rows.slice(0, PAGE_OF_MEMBERS)
  const last = members.at(-1)
  return {
    group: headOf(ctx, group),
    zone: (await getNetwork(ctx)).zone,
    applications,
    members,
    counts: Object.fromEntries(counted.map(({ status, n }) => [status, n])) as Partial<Record<MemberItem['status'], number>>,
    invitations: can(ctx.actor, 'group:invite', group) ? await listOpenInvitations(ctx, group.id, false) : [],
    exports: await listExports(ctx, group),
    mayAskExport: can(ctx.actor, 'group:askExport', group),
    nextCursor: rows.length > PAGE_OF_MEMBERS && last ? cursorOf(last) : null,
  }
}
export type MemberList = Awaited<ReturnType<typeof listMembers>>

/** Invitations that still stand: into the group, or to a role of it. */
const listOpenInvitations = (ctx: Ctx, groupId: string, toRole: boolean) =>
  ctx.db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      uses: invitations.uses,
      maxUses: invitations.maxUses,
      expiresAt: invitations.expiresAt,
      grantStartsAt: invitations.grantStartsAt,
    })
    .from(invitations)
    .where(
      and(
        eq(invitations.groupId, groupId),
        toRole ? sql`${invitations.role} is not null` : isNull(invitations.role),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, ctx.now),
        sql`${invitations.uses} < ${invitations.maxUses}`,
      ),
    )
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(100)
export type OpenInvitation = Awaited<ReturnType<typeof listOpenInvitations>>[number]

/** Who answers for a group, now and from a later date, and who has been invited to; instants, shown in the network's zone. */
export async function listOfficers(ctx: Ctx, slug: string) {
  const group = await getOfDesk(ctx, slug)
  const rows = await ctx.db
    .select({
      id: grants.id,
      personId: grants.personId,
      displayName: people.displayName,
      role: grants.role,
      startsAt: grants.startsAt,
      endsAt: grants.endsAt,
    })
    .from(grants)
    .innerJoin(people, eq(people.id, grants.personId))
    .where(
      and(
        eq(grants.scopeType, 'group'),
        eq(grants.scopeId, group.id),
        inArray(grants.role, [...groupRoles]),
        or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now)),
      ),
    )
    .orderBy(
      sql`array_position(array['president','secretary','organizer','door_helper'], ${grants.role})`,
      asc(grants.startsAt),
      asc(grants.id),
    )
  return {
    group: headOf(ctx, group),
    zone: (await getNetwork(ctx)).zone,
    current: rows.filter((grant) => grant.startsAt <= ctx.now),
    coming: rows.filter((grant) => grant.startsAt > ctx.now),
    invitations: can(ctx.actor, 'group:appoint', group) ? await listOpenInvitations(ctx, group.id, true) : [],
  }
}
export type OfficerList = Awaited<ReturnType<typeof listOfficers>>
export type Officer = OfficerList['current'][number]

/** Active members whose name holds what was typed, for who may appoint; at most 8. */
export async function listMemberChoices(ctx: Ctx, groupId: string, q: string) {
  const [group] = await ctx.db.select().from(groups).where(eq(groups.id, groupId))
  if (!group || !can(ctx.actor, 'group:appoint', group)) throw new AppError('not_found')
  if (!q) return []
  return ctx.db
    .select({ id: people.id, displayName: people.displayName })
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), eq(people.status, 'active')))
    .where(
      and(eq(memberships.groupId, groupId), eq(memberships.status, 'active'), sql`strpos(lower(${people.displayName}), lower(${q})) > 0`),
    )
    .orderBy(sql`${people.sortKey} collate "C"`, asc(people.id))
    .limit(8)
}

/** Listed venues by name, for a group's home. */
export async function listHomeChoices(ctx: Ctx, q: string) {
  const search = searchQuery(q)
  if (!search) return []
  return ctx.db
    .select({ id: venues.id, names: venues.names })
    .from(venues)
    .where(and(eq(venues.status, 'listed'), sql`${venues.search} @@ ${search}`))
    .orderBy(sql`${venues.sortKey} collate "C"`, asc(venues.id))
    .limit(8)
}

/** The settings of a group: its page as a form's values, its standing, and its alliances or their members. */
export async function getGroupSettings(ctx: Ctx, slug: string) {
  const group = await getOfDesk(ctx, slug)
  authorize(ctx.actor, 'group:edit', group)
  const today = localDate(ctx.now, (await getNetwork(ctx)).zone)
  const isAlliance = group.type === 'alliance'
  const alliances = await ctx.db
    .select({
      id: allianceMembers.id,
      slug: groups.slug,
      names: groups.names,
      groupId: groups.id,
      shortName: groups.shortName,
      acceptedAt: allianceMembers.acceptedAt,
    })
    .from(allianceMembers)
    .innerJoin(groups, eq(groups.id, isAlliance ? allianceMembers.groupId : allianceMembers.allianceId))
    .where(
      and(
        eq(isAlliance ? allianceMembers.allianceId : allianceMembers.groupId, group.id),
        or(isNull(allianceMembers.toOn), gt(allianceMembers.toOn, today)),
      ),
    )
    .orderBy(sql`${groups.sortKey} collate "C"`, asc(groups.id))
    .limit(300)
  const [home] = group.homeVenueId
    ? await ctx.db.select({ id: venues.id, names: venues.names }).from(venues).where(eq(venues.id, group.homeVenueId))
    : []
  const [suspension] = await ctx.db
    .select({ toOn: groupSuspensions.toOn, reason: groupSuspensions.reason })
    .from(groupSuspensions)
    .where(and(eq(groupSuspensions.groupId, group.id), or(isNull(groupSuspensions.toOn), gt(groupSuspensions.toOn, today))))
    .limit(1)
  return {
    group: headOf(ctx, group),
    values: {
      groupId: group.id,
      names: group.names,
      shortName: group.shortName,
      purpose: group.purpose ?? {},
      joinMode: group.joinMode,
      visibility: group.visibility,
      roleMailbox: group.roleMailbox ?? '',
      homeVenueId: group.homeVenueId ?? undefined,
      foundedOn: group.foundedOn ?? '',
    },
    isAlliance,
    alliances,
    home: home ?? null,
    suspension: suspension ?? null,
    maySuspend: can(ctx.actor, 'group:suspend', group),
  }
}
export type GroupSettings = Awaited<ReturnType<typeof getGroupSettings>>
