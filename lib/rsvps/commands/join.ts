import { and, eq } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { memberships } from '@/db/schema/groups'
import { lockActivity } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { joinGroup } from '../../groups/commands'
import { once } from '../../requests'
import { findRsvp, getPlaces, getRelation, type RsvpRow } from '../queries'
import { decideRsvp } from '../rules'
import type { JoinAndRsvpInput } from '../schema'
import { answerOf, authorizeRsvp, checkAnswers, place, type RsvpAnswer, rsvpOnce } from './rsvp'

/**
 * Joins the lead host and RSVPs in one act, where only members may come. A group that admits at once makes the member;
 * where it decides first, the RSVP waits for the organizers beside the application.
 */
export function joinAndRsvp(ctx: Ctx, input: JoinAndRsvpInput): Promise<RsvpAnswer> {
  return inTransaction(ctx, (ctx) => {
    const act = async (ctx: Ctx) => {
      const activity = await lockActivity(ctx, input.activityId)
      const actor = authorizeRsvp(ctx, activity, (await getRelation(ctx, activity)).invited)
      const before = await findMembershipStatus(ctx, activity.leadGroupId, actor.personId)
      const membership = before === 'applied' ? { status: before } : await joinGroup(ctx, { groupId: activity.leadGroupId })
      const member = { ...actor, memberOf: [...actor.memberOf, activity.leadGroupId] }
      if (membership.status === 'active') return rsvpOnce({ ...ctx, actor: member }, input)
      const mine = await findRsvp(ctx, activity.id, actor.personId)
      const places = await getPlaces(ctx, activity.id)
      const relation = { belongs: true, invited: false }
      const decision = decideRsvp({ activity, mine, companions: input.companions, places, relation, now: ctx.now })
      if ('refused' in decision) throw new AppError(decision.refused)
      if (decision.outcome === 'existing') return answerOf(ctx, mine as RsvpRow)
      checkAnswers(activity, input)
      return place(ctx, actor, activity, mine, 'pending', input, 0)
    }
    return input.requestId ? once(ctx, input.requestId, 'joinAndRsvp', input, act) : act(ctx)
  })
}

async function findMembershipStatus(ctx: Ctx, groupId: string, personId: string) {
  const [row] = await ctx.db
    .select({ status: memberships.status })
    .from(memberships)
    .where(and(eq(memberships.groupId, groupId), eq(memberships.personId, personId)))
  return row?.status ?? null
}
