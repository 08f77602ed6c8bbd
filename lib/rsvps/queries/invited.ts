import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { invitations, people } from '@/db/schema/accounts'
import { memberships } from '@/db/schema/groups'
import { type ActivitySubject, getActivitySubject } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { authorize, can } from '../../policy/can'

/** Whom an organizer has invited by name, and whether they answered; null where the activity is not by invitation. */
export async function listInvited(ctx: Ctx, activity: ActivitySubject) {
  const isByInvitation = activity.audience === 'invited' || activity.rsvpMode === 'invite'
  if (!isByInvitation || !can(ctx.actor, 'activity:edit', activity)) return null
  return ctx.db
    .select({
      id: invitations.id,
      email: invitations.email,
      displayName: people.displayName,
      answered: sql<boolean>`exists (select 1 from rsvps r join people p on p.id = r.person_id where r.activity_id = ${invitations.activityId} and (r.person_id = ${invitations.acceptedById} or p.email = ${invitations.email}) and r.status in ('going', 'waitlisted', 'offered', 'pending'))`,
    })
    .from(invitations)
    .leftJoin(people, eq(people.id, invitations.acceptedById))
    .where(and(eq(invitations.activityId, activity.id), isNull(invitations.revokedAt)))
    .orderBy(asc(invitations.createdAt), asc(invitations.id))
    .limit(500)
}
export type Invited = NonNullable<Awaited<ReturnType<typeof listInvited>>>[number]

/** Members of the hosts by name, for the organizer who invites one of them; at most 8. */
export async function listMembersToInvite(ctx: Ctx, activityId: string, q: string) {
  const activity = await getActivitySubject(ctx, activityId)
  authorize(ctx.actor, 'activity:edit', activity)
  if (!q) return []
  return ctx.db
    .selectDistinct({ id: people.id, displayName: people.displayName, sortKey: people.sortKey })
    .from(people)
    .innerJoin(memberships, and(eq(memberships.personId, people.id), eq(memberships.status, 'active')))
    .where(
      and(
        inArray(memberships.groupId, activity.hostGroupIds),
        eq(people.status, 'active'),
        sql`strpos(lower(${people.displayName}), lower(${q})) > 0`,
      ),
    )
    .orderBy(asc(people.sortKey))
    .limit(8)
}
