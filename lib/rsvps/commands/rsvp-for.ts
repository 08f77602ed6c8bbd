import { and, count, eq, exists, inArray, ne, notInArray, or } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { newId } from '@/db/ids'
import { people } from '@/db/schema/accounts'
import { hosts } from '@/db/schema/activities'
import { memberships } from '@/db/schema/groups'
import { rsvps } from '@/db/schema/rsvps'
import { makeProvisional, readPhone, renewClaimCode } from '../../accounts/commands/provisional'
import { type ActivitySubject, lockActivity } from '../../activities/queries'
import { fieldHash } from '../../auth/secret'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { findRsvp, getPlaces, type RsvpRow } from '../queries'
import { decideRsvp, standing } from '../rules'
import type { RsvpForInput, RsvpForParentInput, RsvpIdInput } from '../schema'
import { lockRsvp } from './cancel'
import { placeRsvp, tell } from './places'

/** How many relatives a member may sign up for one activity. */
const PARENTS = 2

export type RsvpForAnswer = {
  rsvpId: string
  status: RsvpRow['status']
  position: number | null
  /** To be handed to the person, shown once: only its hash is kept. Null for somebody with an account or known already. */
  claimCode: string | null
}

/**
 * 代报名: an officer registers a member of the hosts, or somebody without an account by name. The same phone finds the
 * same person again; her name stays as it was.
 */
export function rsvpFor(ctx: Ctx, input: RsvpForInput): Promise<RsvpForAnswer> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivity(ctx, input.activityId)
    authorize(ctx.actor, 'activity:rsvpFor', activity)
    const phone = input.personId ? null : await readPhone(ctx, input.phone)
    const known = input.personId
      ? await memberOfHosts(ctx, input.personId, activity.hostGroupIds)
      : await knownByPhone(ctx, phone, activity.hostGroupIds)
    return placeFor(ctx, activity, { known, phone, displayName: input.displayName ?? '', companions: input.companions, byOrganizer: true })
  })
}

/** A member signs a parent up, whom she vouches for; the rules are those of anybody who is no member. The same name finds the same person again. */
export function rsvpForParent(ctx: Ctx, input: RsvpForParentInput): Promise<RsvpForAnswer> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivity(ctx, input.activityId)
    authorize(ctx.actor, 'activity:rsvpForParent', activity)
    const me = personIdOf(ctx.actor) ?? ''
    const phone = await readPhone(ctx, input.phone)
    const mine = and(eq(rsvps.placedById, me), ne(rsvps.personId, me))
    const [placed] = await ctx.db
      .select({ n: count() })
      .from(rsvps)
      .where(and(mine, eq(rsvps.activityId, activity.id), inArray(rsvps.status, [...standing])))
    if ((placed?.n ?? 0) >= PARENTS) throw new AppError('rsvp_parents_enough')
    const [known] = await ctx.db
      .select({ id: people.id })
      .from(people)
      .innerJoin(rsvps, eq(rsvps.personId, people.id))
      .where(and(mine, eq(people.status, 'provisional'), eq(people.displayName, input.displayName)))
      .limit(1)
    return placeFor(ctx, activity, { known: known?.id ?? null, phone, displayName: input.displayName, companions: 0, byOrganizer: false })
  })
}

type For = { known: string | null; phone: string | null; displayName: string; companions: number; byOrganizer: boolean }

async function placeFor(ctx: Ctx, activity: ActivitySubject, input: For): Promise<RsvpForAnswer> {
  const { known, companions, byOrganizer } = input
  const mine = known ? await findRsvp(ctx, activity.id, known) : null
  const places = await getPlaces(ctx, activity.id)
  const relation = { belongs: byOrganizer, invited: byOrganizer }
  const decision = decideRsvp({ activity, mine, companions, places, relation, now: ctx.now, byOrganizer })
  if ('refused' in decision) throw new AppError(decision.refused)
  if (decision.outcome === 'existing') throw new AppError('rsvp_already')
  const { outcome: status } = decision
  const made = known ? { personId: known, claimCode: null } : await makeProvisional(ctx, input.displayName, input.phone)
  const rsvpId = mine?.id ?? newId(ctx.now.getTime())
  await placeRsvp(ctx, mine, rsvpId, {
    activityId: activity.id,
    personId: made.personId,
    status,
    placedById: personIdOf(ctx.actor) ?? made.personId,
    companions,
  })
  const position = status === 'waitlisted' ? places.waitlisted + 1 : null
  await record(ctx, 'rsvp.placed_for', { type: 'rsvp', id: rsvpId }, { activityId: activity.id, personId: made.personId, status })
  await tell(ctx, activity, 'rsvp_placed_for_you', [made.personId], { rsvpId, position })
  return { rsvpId, status, position, claimCode: made.claimCode }
}

/**
 * A new claim code for somebody on the list who lost hers; the old one is void. Whoever has it takes her memberships over,
 * so one who belongs to another group than the hosts gets hers there (`forbidden`).
 */
export function issueClaimCode(ctx: Ctx, { rsvpId }: RsvpIdInput): Promise<{ claimCode: string }> {
  return inTransaction(ctx, async (ctx) => {
    const { rsvp, activity } = await lockRsvp(ctx, rsvpId)
    authorize(ctx.actor, 'activity:rsvpFor', activity)
    const [elsewhere] = await ctx.db
      .select({ id: memberships.id })
      .from(memberships)
      .where(
        and(
          eq(memberships.personId, rsvp.personId),
          inArray(memberships.status, ['active', 'suspended']),
          notInArray(memberships.groupId, activity.hostGroupIds),
        ),
      )
      .limit(1)
    if (elsewhere) throw new AppError('forbidden')
    const claimCode = await renewClaimCode(ctx, rsvp.personId)
    await record(ctx, 'person.claim_code_issued', { type: 'person', id: rsvp.personId }, { activityId: activity.id })
    return { claimCode }
  })
}

/** The person, when she is an active member of a host; else she answers as missing. */
async function memberOfHosts(ctx: Ctx, personId: string, hostGroupIds: string[]): Promise<string> {
  const [found] = await ctx.db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.id, personId), belongsTo(ctx, hostGroupIds)))
  if (!found) throw new AppError('not_found')
  return found.id
}

/** Who has this phone: somebody without an account, or with one whom the hosts know. Nobody learns of other accounts. */
async function knownByPhone(ctx: Ctx, phone: string | null, hostGroupIds: string[]): Promise<string | null> {
  if (!phone) return null
  const cameBefore = ctx.db
    .select({ id: rsvps.id })
    .from(rsvps)
    .innerJoin(hosts, eq(hosts.activityId, rsvps.activityId))
    .where(and(eq(rsvps.personId, people.id), inArray(hosts.groupId, hostGroupIds)))
  const [found] = await ctx.db
    .select({ id: people.id })
    .from(people)
    .where(
      and(
        eq(people.phoneHash, fieldHash(phone)),
        or(eq(people.status, 'provisional'), and(eq(people.status, 'active'), or(belongsTo(ctx, hostGroupIds), exists(cameBefore)))),
      ),
    )
  return found?.id ?? null
}

const belongsTo = (ctx: Ctx, groupIds: string[]) =>
  exists(
    ctx.db
      .select({ id: memberships.id })
      .from(memberships)
      .where(and(eq(memberships.personId, people.id), eq(memberships.status, 'active'), inArray(memberships.groupId, groupIds))),
  )
