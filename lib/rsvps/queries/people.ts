import { and, asc, eq, exists, inArray, sql } from 'drizzle-orm'
import { people } from '@/db/schema/accounts'
import { groups, memberships } from '@/db/schema/groups'
import { rsvps } from '@/db/schema/rsvps'
import { shownFields, shownPhone } from '../../accounts/rules'
import { type ActivitySubject, getActivitySubject } from '../../activities/queries'
import { zoneOf } from '../../activities/rules'
import { openField } from '../../auth/secret'
import type { Ctx } from '../../ctx'
import { getNetwork } from '../../network/queries'
import type { Actor } from '../../policy/actor'
import { authorize, can } from '../../policy/can'
import { getSeats } from '../queries'
import { overBy } from '../rules'

/**
 * The people tab of an activity's workspace: who signed up (`q` searches names), what is taken, which members of the hosts
 * an officer could register (with `q`). `mayManage` for its organizers; door helpers only read.
 */
export async function getPeople(ctx: Ctx, activityId: string, { q = '' }: { q?: string } = {}) {
  const activity = await getActivitySubject(ctx, activityId)
  const rows = await listRsvps(ctx, activityId, { q })
  const seats = (await getSeats(ctx, [activityId])).get(activityId) ?? { going: 0, seats: 0, waitlisted: 0, pending: 0 }
  const { zone: networkZone } = await getNetwork(ctx)
  return {
    activity,
    zone: zoneOf(activity, networkZone),
    rows,
    seats,
    overBy: overBy(activity.capacity, seats.seats),
    members: await listMembersToRegister(ctx, activity, q),
    mayManage: can(ctx.actor, 'activity:rsvpFor', activity),
    isOpen: activity.status === 'published' && ctx.now < activity.startsAt,
  }
}
export type People = Awaited<ReturnType<typeof getPeople>>

/**
 * Those going, waiting and pending of an activity, in their order; `q` searches names. At most 2,000. Organizers also see
 * phone, access needs, answers, and of the rest what each shows to them; door helpers names only.
 */
export async function listRsvps(ctx: Ctx, activityId: string, { q = '' }: { q?: string } = {}) {
  const activity = await getActivitySubject(ctx, activityId)
  authorize(ctx.actor, 'activity:readRoster', activity)
  const rows = await ctx.db
    .select({
      id: rsvps.id,
      personId: rsvps.personId,
      displayName: people.displayName,
      provisional: sql<boolean>`${people.status} = 'provisional'`,
      status: rsvps.status,
      companions: rsvps.companions,
      companionNames: rsvps.companionNames,
      answers: rsvps.answers,
      representsNames: groups.names,
      reconfirmAskedAt: rsvps.reconfirmAskedAt,
      reconfirmedAt: rsvps.reconfirmedAt,
      offerExpiresAt: rsvps.offerExpiresAt,
      placedFor: sql<boolean>`${rsvps.placedById} <> ${rsvps.personId}`,
      createdAt: rsvps.createdAt,
      phone: people.phoneEncrypted,
      accessNeeds: people.accessNeeds,
      homeDistrictCode: people.homeDistrictCode,
      interests: people.interests,
      skills: people.skills,
      visibility: people.visibility,
      photosAgreed: sql<boolean>`exists (select 1 from consents k where k.person_id = ${people.id} and k.purpose = 'photos' and k.withdrawn_at is null)`,
      sharesGroup: isMemberOf(groupsOf(ctx.actor)),
      position: sql<
        number | null
      >`case when ${rsvps.status} = 'waitlisted' then (rank() over (partition by ${rsvps.status} order by ${rsvps.sequence}))::int end`,
    })
    .from(rsvps)
    .innerJoin(people, eq(people.id, rsvps.personId))
    .leftJoin(groups, eq(groups.id, rsvps.representsId))
    .where(and(eq(rsvps.activityId, activityId), inArray(rsvps.status, ['going', 'offered', 'waitlisted', 'pending'])))
    .orderBy(asc(rsvps.sequence))
    .limit(2000)
  const needle = q.trim().toLocaleLowerCase()
  const found = needle ? rows.filter((r) => r.displayName.toLocaleLowerCase().includes(needle)) : rows
  const readsContacts = can(ctx.actor, 'activity:readContacts', activity)
  return found.map(({ sharesGroup, phone, accessNeeds, ...row }) => ({
    ...row,
    ...shownFields(row, readsContacts ? (sharesGroup ? 'groups' : 'network') : 'visitor'),
    phone: readsContacts ? phoneOf(phone) : null,
    accessNeeds: readsContacts ? accessNeeds : null,
    answers: readsContacts ? row.answers : {},
    photosAgreed: readsContacts && row.photosAgreed,
  }))
}

/** The number to call, and as it is read. */
function phoneOf(sealed: string | null): { number: string; shown: string } | null {
  const number = openField(sealed)
  return number ? { number, shown: shownPhone(number) } : null
}

/** The groups that somebody is in or looks after. */
const groupsOf = (actor: Actor): string[] =>
  actor.kind === 'person'
    ? [...actor.memberOf, ...actor.grants.flatMap((g) => (g.scopeType === 'group' && g.scopeId ? [g.scopeId] : []))]
    : []

const isMemberOf = (groupIds: string[]) =>
  groupIds.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`exists (select 1 from memberships m where m.person_id = ${people.id} and m.status = 'active' and m.group_id in ${groupIds})`

export type RsvpListItem = Awaited<ReturnType<typeof listRsvps>>[number]

/** Members of the hosts without a standing RSVP, by name, for an officer who registers one of them; at most 12. */
export async function listMembersToRegister(ctx: Ctx, activity: ActivitySubject, q: string) {
  if (!q.trim() || !can(ctx.actor, 'activity:rsvpFor', activity)) return []
  const standing = ctx.db
    .select({ id: rsvps.id })
    .from(rsvps)
    .where(
      and(
        eq(rsvps.activityId, activity.id),
        eq(rsvps.personId, people.id),
        inArray(rsvps.status, ['going', 'offered', 'waitlisted', 'pending']),
      ),
    )
  return ctx.db
    .selectDistinct({ id: people.id, displayName: people.displayName, sortKey: people.sortKey })
    .from(people)
    .innerJoin(memberships, and(eq(memberships.personId, people.id), eq(memberships.status, 'active')))
    .where(
      and(
        inArray(memberships.groupId, activity.hostGroupIds),
        inArray(people.status, ['active', 'provisional']),
        sql`strpos(lower(${people.displayName}), lower(${q.trim()})) > 0`,
        sql`not ${exists(standing)}`,
      ),
    )
    .orderBy(asc(people.sortKey))
    .limit(12)
}
