import { and, eq, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { activities, hosts } from '@/db/schema/activities'
import { groupSuspensions, groups } from '@/db/schema/groups'
import { venues } from '@/db/schema/venues'
import type { LocalText, Role } from '@/db/vocabulary'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { getReference } from '../network/queries'
import type { Actor } from '../policy/actor'
import { can, type Subjects } from '../policy/can'
import { searchQuery } from '../search/bigrams'
import { cursorOf, placeOf } from '../search/cursor'
import { localDate } from '../time/zones'
import { isDormant } from './rules'
import { type GroupFilter, PAGE_OF_GROUPS, publicCount } from './schema'

export type GroupRow = typeof groups.$inferSelect
type Sized = { limit?: number }

/** The policy's sentence `group:view` as a condition. */
function visibleTo(actor: Actor): SQL | undefined {
  const listed = sql`${groups.status} in ('active', 'dissolved')`
  if (actor.kind !== 'person') return and(listed, eq(groups.visibility, 'public'))
  if (actor.grants.some((g) => g.scopeType === 'network' && (g.role === 'network_admin' || g.role === 'auditor'))) return listed
  const districts = actor.grants.flatMap((g) => (g.role === 'district_admin' && g.scopeId ? [g.scopeId] : []))
  return and(
    listed,
    or(
      eq(groups.visibility, 'public'),
      anyOf(sql`${groups.id}`, actor.memberOf, 'uuid'),
      anyOf(sql`${groups.districtCode}`, districts, 'text'),
    ),
  )
}

const anyOf = (column: SQL, values: string[], type: 'uuid' | 'text'): SQL | undefined =>
  values.length === 0
    ? undefined
    : sql`${column} in (${sql.join(
        values.map((v) => (type === 'uuid' ? sql`${v}::uuid` : sql`${v}`)),
        sql`, `,
      )})`

const today = async (ctx: Ctx): Promise<string> => localDate(ctx.now, (await getReference(ctx)).network?.zone ?? 'UTC')

function matching(ctx: Ctx, filter: Partial<GroupFilter>, on: string): SQL | undefined {
  const search = filter.q ? searchQuery(filter.q) : undefined
  return and(
    eq(groups.status, 'active'),
    visibleTo(ctx.actor),
    search === null ? sql`false` : search && sql`${groups.search} @@ ${search}`,
    filter.district ? (filter.district === 'NETWORK' ? isNull(groups.districtCode) : eq(groups.districtCode, filter.district)) : undefined,
    filter.type ? eq(groups.type, filter.type) : undefined,
    filter.alliance
      ? sql`${groups.id} in (select m.group_id from alliance_members m join groups a on a.id = m.alliance_id where a.slug = ${filter.alliance} and m.accepted_at is not null and m.from_on <= ${on} and (m.to_on is null or m.to_on > ${on}))`
      : undefined,
  )
}

const activeMembers = sql<number>`(select count(*)::int from memberships m where m.group_id = groups.id and m.status = 'active')`

/**
 * Active groups that the actor may see, by sort key; `nextCursor` is null on the last page. A cursor that is none
 * starts from the beginning. `memberCount` is null for 1 to 4.
 */
export async function listGroups(ctx: Ctx, { limit = PAGE_OF_GROUPS, ...filter }: Partial<GroupFilter> & Sized = {}) {
  const after = filter.cursor ? placeOf(filter.cursor) : null
  const rows = await ctx.db
    .select({
      id: groups.id,
      slug: groups.slug,
      type: groups.type,
      names: groups.names,
      shortName: groups.shortName,
      districtCode: groups.districtCode,
      purpose: groups.purpose,
      sortKey: groups.sortKey,
      memberCount: activeMembers,
    })
    .from(groups)
    .where(
      and(
        matching(ctx, filter, await today(ctx)),
        after ? sql`(${groups.sortKey} collate "C", ${groups.id}) > (${after.sortKey} collate "C", ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(sql`${groups.sortKey} collate "C"`, groups.id)
    .limit(limit + 1)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(({ sortKey: _, memberCount, ...row }) => ({ ...row, memberCount: publicCount(memberCount) })),
    nextCursor: rows.length > limit && last ? cursorOf(last) : null,
  }
}
export type ListedGroup = Awaited<ReturnType<typeof listGroups>>['items'][number]

/** How many groups the filter finds, whatever the page. */
export async function countGroups(ctx: Ctx, filter: Partial<GroupFilter> = {}): Promise<number> {
  const [row] = await ctx.db
    .select({ n: sql<number>`count(*)::int` })
    .from(groups)
    .where(matching(ctx, filter, await today(ctx)))
  return row?.n ?? 0
}

/** The alliances by which the directory filters. */
export function listAlliances(ctx: Ctx) {
  return ctx.db
    .select({ slug: groups.slug, names: groups.names })
    .from(groups)
    .where(and(eq(groups.type, 'alliance'), eq(groups.status, 'active'), visibleTo(ctx.actor)))
    .orderBy(sql`${groups.sortKey} collate "C"`, groups.id)
    .limit(50)
}

const parents = alias(groups, 'parents')

/**
 * A group's page: the group with its parent, chapters and alliances, its officers' roles and where it stands. Throws
 * `not_found` for what the actor may not see. Dates are in the reporting zone.
 */
export async function getGroup(ctx: Ctx, slug: string) {
  const on = await today(ctx)
  const at = sql`${ctx.now.toISOString()}::timestamptz`
  const [row] = await ctx.db
    .select({
      group: groups,
      parent: { slug: parents.slug, names: parents.names, status: parents.status, visibility: parents.visibility },
      memberCount: activeMembers,
      officers: sql<
        Role[]
      >`(select coalesce(json_agg(distinct g.role), '[]') from grants g where g.scope_type = 'group' and g.scope_id = groups.id::text and g.role in ('president', 'secretary') and g.starts_at <= ${at} and (g.ends_at is null or g.ends_at > ${at}))`,
      suspendedUntil: sql<
        string | null
      >`(select coalesce(s.to_on::text, 'open') from group_suspensions s where s.group_id = groups.id and s.from_on <= ${on} and (s.to_on is null or s.to_on > ${on}) order by s.to_on desc nulls first limit 1)`,
      homeVenue: sql<{
        slug: string
        names: LocalText
      } | null>`(select json_build_object('slug', v.slug, 'names', v.names) from venues v where v.id = groups.home_venue_id and v.status = 'listed')`,
      lastCountedOn: sql<
        string | null
      >`(select max(a.reported_on)::text from hosts h join activities a on a.id = h.activity_id where h.group_id = groups.id and h.accepted_at is not null and h.role <> 'support' and a.counted_reason = 'counted')`,
    })
    .from(groups)
    .leftJoin(parents, eq(parents.id, groups.parentId))
    .where(eq(groups.slug, slug))
  if (!row || !can(ctx.actor, 'group:view', row.group)) throw new AppError('not_found')
  const { group, parent } = row
  const { search: _, ...shown } = group
  return {
    ...shown,
    parent:
      parent?.slug && parent.visibility === 'public' && parent.status === 'active' ? { slug: parent.slug, names: parent.names } : null,
    memberCount: publicCount(row.memberCount),
    officers: (['president', 'secretary'] as const).filter((role) => row.officers.includes(role)),
    suspendedUntil: row.suspendedUntil,
    dormant: isDormant({ ...group, lastCountedOn: row.lastCountedOn }, on),
    lastCountedOn: row.lastCountedOn,
    homeVenue: row.homeVenue,
    ...(await getRelated(ctx, group.id, on)),
  }
}
export type GroupDetail = Awaited<ReturnType<typeof getGroup>>

const RELATED_SHOWN = 60

async function getRelated(ctx: Ctx, id: string, on: string) {
  const during = sql`m.accepted_at is not null and m.from_on <= ${on} and (m.to_on is null or m.to_on > ${on})`
  const rows = await ctx.db
    .select({
      slug: groups.slug,
      names: groups.names,
      shortName: groups.shortName,
      id: groups.id,
      relation: sql<'chapter' | 'alliance' | 'member'>`related.relation`,
    })
    .from(groups)
    .innerJoin(
      sql`(select g.id, 'chapter' as relation from groups g where g.parent_id = ${id}
        union all select m.alliance_id, 'alliance' from alliance_members m where m.group_id = ${id} and ${during}
        union all select m.group_id, 'member' from alliance_members m where m.alliance_id = ${id} and ${during}) as related`,
      sql`related.id = ${groups.id}`,
    )
    .where(and(eq(groups.status, 'active'), visibleTo(ctx.actor)))
    .orderBy(sql`${groups.sortKey} collate "C"`, groups.id)
    .limit(3 * RELATED_SHOWN)
  const of = (relation: string) => rows.filter((r) => r.relation === relation).slice(0, RELATED_SHOWN)
  return { chapters: of('chapter'), alliances: of('alliance'), allianceMembers: of('member') }
}

/** The group's row, as the policy asks of it; throws `not_found`. */
export async function getGroupSubject(ctx: Ctx, id: string): Promise<GroupRow & Subjects['group']> {
  const [row] = await ctx.db.select().from(groups).where(eq(groups.id, id))
  if (!row) throw new AppError('not_found')
  return row
}

/** As `getGroupSubject`, the row locked until the transaction ends (call inside `inTransaction`). */
export async function lockGroup(ctx: Ctx, id: string): Promise<GroupRow & Subjects['group']> {
  const [row] = await ctx.db.select().from(groups).where(eq(groups.id, id)).for('update')
  if (!row) throw new AppError('not_found')
  return row
}

/** Whether the group leads an activity that is listed or asked for and not over; an unknown end counts as two hours. */
export async function hasOpenActivities(ctx: Ctx, groupId: string): Promise<boolean> {
  const found = await ctx.db
    .select({ id: activities.id })
    .from(hosts)
    .innerJoin(activities, eq(activities.id, hosts.activityId))
    .where(
      and(
        eq(hosts.groupId, groupId),
        eq(hosts.role, 'lead'),
        inArray(activities.status, ['submitted', 'published']),
        sql`coalesce(${activities.endsAt}, ${activities.startsAt} + interval '2 hours') > ${ctx.now.toISOString()}::timestamptz`,
      ),
    )
    .limit(1)
  return found.length > 0
}

/** Whether the group is suspended today, in the network's zone. */
export async function isSuspended(ctx: Ctx, groupId: string): Promise<boolean> {
  const on = await today(ctx)
  const found = await ctx.db
    .select({ id: groupSuspensions.id })
    .from(groupSuspensions)
    .where(
      and(
        eq(groupSuspensions.groupId, groupId),
        lte(groupSuspensions.fromOn, on),
        or(isNull(groupSuspensions.toOn), gt(groupSuspensions.toOn, on)),
      ),
    )
    .limit(1)
  return found.length > 0
}

export async function isListedVenue(ctx: Ctx, id: string): Promise<boolean> {
  const found = await ctx.db
    .select({ id: venues.id })
    .from(venues)
    .where(and(eq(venues.id, id), eq(venues.status, 'listed')))
  return found.length > 0
}
