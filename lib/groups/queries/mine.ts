import { and, asc, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { invitations, people } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { groups, memberships } from '@/db/schema/groups'
import { districts } from '@/db/schema/network'
import { hashOf } from '../../auth/session'
import type { Ctx } from '../../ctx'
import { personIdOf } from '../../policy/actor'
import { can } from '../../policy/can'
import { assertAcceptable, maskedEmail } from '../rules'

/** Where the actor stands with a group, and which pages of its desk open; null for a visitor and a stranger's missing row. */
export async function getMyStanding(ctx: Ctx, group: { id: string; districtCode: string | null; status: string; visibility: string }) {
  const personId = personIdOf(ctx.actor)
  const [mine] = personId
    ? await ctx.db
        .select({ id: memberships.id, status: memberships.status, primary: memberships.primary, appliedAt: memberships.appliedAt })
        .from(memberships)
        .where(and(eq(memberships.groupId, group.id), eq(memberships.personId, personId)))
    : []
  return {
    signedIn: personId !== null,
    mine: mine ?? null,
    mayReadMembers: can(ctx.actor, 'group:readMembers', group),
    mayEdit: can(ctx.actor, 'group:edit', group),
  }
}
export type MyStanding = Awaited<ReturnType<typeof getMyStanding>>

/** The groups to which the actor belongs or has applied, the primary one first. */
export async function listMyGroups(ctx: Ctx) {
  const personId = personIdOf(ctx.actor)
  if (!personId) return []
  return ctx.db
    .select({
      id: memberships.id,
      status: memberships.status,
      primary: memberships.primary,
      appliedAt: memberships.appliedAt,
      slug: groups.slug,
      names: groups.names,
      shortName: groups.shortName,
      groupId: groups.id,
      joinedOn: sql<
        string | null
      >`(select max(p.joined_on)::text from membership_periods p where p.membership_id = ${memberships.id} and p.left_on is null)`,
      suspension: sql<{
        toOn: string | null
        reason: string
      } | null>`(select json_build_object('toOn', s.to_on, 'reason', s.reason) from membership_suspensions s where s.membership_id = ${memberships.id} order by s.from_on desc, s.id desc limit 1)`,
      note: memberships.note,
    })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(and(eq(memberships.personId, personId), inArray(memberships.status, ['active', 'applied', 'suspended', 'refused'])))
    .orderBy(desc(memberships.primary), sql`${groups.sortKey} collate "C"`, asc(groups.id))
}
export type MyGroup = Awaited<ReturnType<typeof listMyGroups>>[number]

/** The mailbox that is known to be hers; null where none is. */
export async function getVerifiedEmail(ctx: Ctx, personId: string): Promise<string | null> {
  const [me] = await ctx.db
    .select({ email: people.email })
    .from(people)
    .where(and(eq(people.id, personId), isNotNull(people.emailVerifiedAt)))
  return me?.email ?? null
}

/** What an invitation's link offers to this reader; null for a link that is none. Reading uses nothing up. */
export async function getInvitation(ctx: Ctx, secret: string) {
  const [row] = await ctx.db
    .select({
      offer: invitations,
      inviter: people.displayName,
      group: {
        id: groups.id,
        slug: groups.slug,
        names: groups.names,
        shortName: groups.shortName,
        purpose: groups.purpose,
        status: groups.status,
      },
      activity: { slug: activities.slug, titles: activities.titles, startsAt: activities.startsAt, zone: activities.zone },
      district: districts.names,
    })
    .from(invitations)
    .innerJoin(people, eq(people.id, invitations.invitedById))
    .leftJoin(groups, eq(groups.id, invitations.groupId))
    .leftJoin(activities, eq(activities.id, invitations.activityId))
    .leftJoin(districts, eq(districts.code, invitations.scopeId))
    .where(eq(invitations.secretHash, hashOf(secret)))
  if (!row) return null
  const personId = personIdOf(ctx.actor)
  const email = personId && (await getVerifiedEmail(ctx, personId))
  const { offer } = row
  return {
    ...row,
    offer: {
      role: offer.role,
      email: offer.email && maskedEmail(offer.email),
      grantStartsAt: offer.grantStartsAt,
      grantEndsAt: offer.grantEndsAt,
      expiresAt: offer.expiresAt,
    },
    isMember: ctx.actor.kind === 'person' && row.group !== null && ctx.actor.memberOf.includes(row.group.id),
    acceptedByMe: personId !== null && offer.acceptedById === personId,
    problem: problemOf(() => assertAcceptable(offer, personId ? email : offer.email, ctx.now)),
  }
}
export type ShownInvitation = NonNullable<Awaited<ReturnType<typeof getInvitation>>>

function problemOf(check: () => void): string | null {
  try {
    check()
    return null
  } catch (error) {
    return (error as { code?: string }).code ?? 'internal'
  }
}
