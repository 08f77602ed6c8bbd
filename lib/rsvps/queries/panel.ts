import { and, asc, eq, inArray, lt, ne, sql } from 'drizzle-orm'
import { activities } from '@/db/schema/activities'
import { attendances } from '@/db/schema/attendance'
import { groups, memberships } from '@/db/schema/groups'
import { rsvps } from '@/db/schema/rsvps'
import { ownIds } from '../../accounts/queries'
import type { ActivitySubject } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { personIdOf } from '../../policy/actor'
import { getMyRsvp, getPlaces, getRelation, type MyRsvp, memberOf } from '../queries'
import type { Places, Relation } from '../rules'

export type Panel = {
  mine: MyRsvp | null
  attended: boolean
  places: Places & { waitlisted: number }
  relation: Relation
  /** Hosts to which the member belongs, to choose whom she represents: only when there are two or more. */
  represents: { id: string; names: typeof groups.$inferSelect.names }[]
  /** Another activity of the member that overlaps in time. */
  overlap: { slug: string; titles: typeof activities.$inferSelect.titles; startsAt: Date } | null
  /** The lead host and how one joins it, where only members may RSVP. */
  join: { groupId: string; names: typeof groups.$inferSelect.names; joinMode: string; applied: boolean } | null
}

type PanelActivity = Pick<
  ActivitySubject,
  'id' | 'audience' | 'rsvpMode' | 'hostGroupIds' | 'leadGroupId' | 'invitedPersonIds' | 'startsAt' | 'endsAt'
> & { seatsTaken: number; waitlisted: number }

/** All that the RSVP panel shows to this actor. A visitor costs no query: the page knows how many places are taken. */
export async function getPanel(ctx: Ctx, activity: PanelActivity): Promise<Panel> {
  const personId = personIdOf(ctx.actor)
  const { seatsTaken, waitlisted } = activity
  if (!personId) {
    const places = { seatsTaken, waitlisted, smallestWaiting: waitlisted > 0 ? 1 : null }
    return { mine: null, attended: false, places, relation: { belongs: false, invited: false }, represents: [], overlap: null, join: null }
  }
  const places = waitlisted > 0 ? await getPlaces(ctx, activity.id) : { seatsTaken, waitlisted, smallestWaiting: null }
  const relation = await getRelation(ctx, activity)
  const mine = await getMyRsvp(ctx, activity.id)
  const attended = mine?.attended ?? (await hasAttended(ctx, activity.id, personId))
  const mineGroups = activity.hostGroupIds.filter((id) => memberOf(ctx.actor).includes(id))
  const represents =
    mineGroups.length < 2
      ? []
      : await ctx.db.select({ id: groups.id, names: groups.names }).from(groups).where(inArray(groups.id, mineGroups))
  const join = activity.audience === 'members' && !relation.belongs ? await getJoin(ctx, activity.leadGroupId, personId) : null
  return { mine, attended, places, relation, represents, join, overlap: await findOverlap(ctx, activity, personId) }
}

async function hasAttended(ctx: Ctx, activityId: string, personId: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: attendances.id })
    .from(attendances)
    .where(and(eq(attendances.activityId, activityId), inArray(attendances.personId, ownIds(ctx, personId))))
  return rows.length > 0
}

async function getJoin(ctx: Ctx, groupId: string, personId: string): Promise<Panel['join']> {
  const [row] = await ctx.db
    .select({ groupId: groups.id, names: groups.names, joinMode: groups.joinMode, status: memberships.status })
    .from(groups)
    .leftJoin(memberships, and(eq(memberships.groupId, groups.id), eq(memberships.personId, personId)))
    .where(eq(groups.id, groupId))
  return row ? { groupId: row.groupId, names: row.names, joinMode: row.joinMode, applied: row.status === 'applied' } : null
}

/** Another activity to which the person goes and which overlaps; an unknown end counts as two hours. */
export async function findOverlap(
  ctx: Ctx,
  activity: Pick<PanelActivity, 'id' | 'startsAt' | 'endsAt'>,
  personId: string,
): Promise<Panel['overlap']> {
  const end = activity.endsAt ?? new Date(activity.startsAt.getTime() + 7_200_000)
  const [row] = await ctx.db
    .select({ slug: activities.slug, titles: activities.titles, startsAt: activities.startsAt })
    .from(rsvps)
    .innerJoin(activities, eq(activities.id, rsvps.activityId))
    .where(
      and(
        eq(rsvps.personId, personId),
        eq(rsvps.status, 'going'),
        ne(activities.id, activity.id),
        eq(activities.status, 'published'),
        lt(activities.startsAt, end),
        sql`coalesce(${activities.endsAt}, ${activities.startsAt} + interval '2 hours') > ${activity.startsAt.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(asc(activities.startsAt))
    .limit(1)
  return row ?? null
}
