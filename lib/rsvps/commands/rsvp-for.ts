import { and, eq, inArray } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { people } from '@/db/schema/accounts'
import { memberships } from '@/db/schema/groups'
import { makeProvisional } from '../../accounts/commands/provisional'
import { lockActivity } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { findRsvp, getPlaces, type RsvpRow } from '../queries'
import { decideRsvp } from '../rules'
import type { RsvpForInput } from '../schema'
import { placeRsvp, tell } from './places'

export type RsvpForAnswer = {
  rsvpId: string
  status: RsvpRow['status']
  position: number | null
  /** To be handed to the person, shown once: only its hash is kept. Null for somebody with an account. */
  claimCode: string | null
}

/** 代报名: an officer registers a member of the hosts, or somebody without an account by name. */
export function rsvpFor(ctx: Ctx, input: RsvpForInput): Promise<RsvpForAnswer> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockActivity(ctx, input.activityId)
    authorize(ctx.actor, 'activity:rsvpFor', activity)
    const mine = input.personId ? await findRsvp(ctx, activity.id, await memberOfHosts(ctx, input.personId, activity.hostGroupIds)) : null
    const places = await getPlaces(ctx, activity.id)
    const relation = { belongs: true, invited: true }
    const decision = decideRsvp({ activity, mine, companions: input.companions, places, relation, now: ctx.now, byOrganizer: true })
    if ('refused' in decision) throw new AppError(decision.refused)
    if (decision.outcome === 'existing') throw new AppError('rsvp_already')
    const { outcome: status } = decision
    const made = input.personId ? { personId: input.personId, claimCode: null } : await makeProvisional(ctx, input.displayName ?? '')
    const placed = await placeRsvp(ctx, mine, {
      activityId: activity.id,
      personId: made.personId,
      status,
      placedById: personIdOf(ctx.actor) ?? made.personId,
      companions: input.companions,
    })
    const position = status === 'waitlisted' ? places.waitlisted + 1 : null
    await record(ctx, 'rsvp.placed_for', { type: 'rsvp', id: placed.id }, { activityId: activity.id, personId: made.personId, status })
    await tell(ctx, activity, 'rsvp_placed_for_you', [made.personId], { rsvpId: placed.id, position })
    return { rsvpId: placed.id, status, position, claimCode: made.claimCode }
  })
}

/** The person, when she is an active member of a host; else she answers as missing. */
async function memberOfHosts(ctx: Ctx, personId: string, hostGroupIds: string[]): Promise<string> {
  const [found] = await ctx.db
    .select({ id: people.id })
    .from(people)
    .innerJoin(memberships, and(eq(memberships.personId, people.id), eq(memberships.status, 'active')))
    .where(and(eq(people.id, personId), inArray(memberships.groupId, hostGroupIds)))
    .limit(1)
  if (!found) throw new AppError('not_found')
  return found.id
}
