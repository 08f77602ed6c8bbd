import { and, eq } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { people } from '@/db/schema/accounts'
import { makeProvisional } from '../../accounts/commands/provisional'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { authorize } from '../../policy/can'
import { once } from '../../requests'
import { isHostMember } from '../queries/roster'
import { decideTick } from '../rules'
import type { WalkIn } from '../schema'
import { type CheckedIn, tick } from './check-in'
import { lockDoor } from './log'

export type WalkedIn = CheckedIn & { name: string; claimCode: string | null }

/**
 * Somebody who is not on the roster comes in: a member of a host group, or a new provisional person with a claim code
 * that is shown this once. Counted like anybody, once: a repeat of the same request answers who came in, without the code.
 */
export async function addWalkIn(ctx: Ctx, input: WalkIn): Promise<WalkedIn> {
  const requestId = 'displayName' in input ? input.requestId : undefined
  if (!requestId) return inTransaction(ctx, (ctx) => comeIn(ctx, input))
  let claimCode: string | null = null
  // What is kept of the answer holds no code.
  const answer = await once(ctx, requestId, 'addWalkIn', input, async (ctx) => {
    const walked = await comeIn(ctx, input)
    claimCode = walked.claimCode
    return { ...walked, claimCode: null }
  })
  return { ...answer, inAt: new Date(answer.inAt), claimCode }
}

async function comeIn(ctx: Ctx, input: WalkIn): Promise<WalkedIn> {
  const activity = await lockDoor(ctx, input.activityId)
  authorize(ctx.actor, 'activity:checkInOthers', activity)
  const ticked = decideTick(activity, ctx.now)
  if (ticked.refused !== null) throw new AppError(ticked.refused)
  if ('personId' in input) {
    const [member] = await ctx.db
      .select({ name: people.displayName })
      .from(people)
      .where(and(eq(people.id, input.personId), isHostMember(ctx, activity)))
    if (!member) throw new AppError('not_found')
    return { ...(await tick(ctx, activity, input.personId)), name: member.name, claimCode: null }
  }
  const { personId, claimCode } = await makeProvisional(ctx, input.displayName)
  await record(ctx, 'person.walked_in', { type: 'person', id: personId }, { activityId: activity.id })
  return { ...(await tick(ctx, activity, personId)), name: input.displayName, claimCode }
}
