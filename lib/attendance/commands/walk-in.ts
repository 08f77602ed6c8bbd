import { and, eq } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { people } from '@/db/schema/accounts'
import { makeProvisional } from '../../accounts/commands/provisional'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { authorize } from '../../policy/can'
import { isHostMember } from '../queries/roster'
import { decideTick } from '../rules'
import type { WalkIn } from '../schema'
import { type CheckedIn, tick } from './check-in'
import { lockDoor } from './log'

export type WalkedIn = CheckedIn & { name: string; claimCode: string | null }

/**
 * Somebody who is not on the roster comes in: a member of a host group, or a new provisional person with a claim code
 * that is shown this once. Counted like anybody, once.
 */
export function addWalkIn(ctx: Ctx, input: WalkIn): Promise<WalkedIn> {
  return inTransaction(ctx, async (ctx) => {
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
  })
}
