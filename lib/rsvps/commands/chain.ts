import { inTransaction } from '@/db/client'
import { lockActivity } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { AppError, type ErrorCode } from '../../errors'
import { record } from '../../history/record'
import { authorize } from '../../policy/can'
import type { RsvpChainInput } from '../schema'
import { rsvpFor } from './rsvp-for'

export type ChainAnswer = {
  going: number
  waiting: number
  claimCodes: { name: string; code: string }[]
  refused: { name: string; code: ErrorCode }[]
}

/** Registers the people of a sign-up chain in its order, each by the rules of 代报名; who is refused is named, the others go in. */
export function rsvpChain(ctx: Ctx, { activityId, entries }: RsvpChainInput): Promise<ChainAnswer> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'activity:rsvpFor', await lockActivity(ctx, activityId))
    const answer: ChainAnswer = { going: 0, waiting: 0, claimCodes: [], refused: [] }
    for (const { displayName, personId, companions } of entries) {
      try {
        const placed = await rsvpFor(ctx, { activityId, personId: personId ?? undefined, displayName, companions })
        if (placed.status === 'waitlisted') answer.waiting++
        else answer.going++
        if (placed.claimCode) answer.claimCodes.push({ name: displayName, code: placed.claimCode })
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        answer.refused.push({ name: displayName, code: error.code })
      }
    }
    await record(ctx, 'rsvp.chain_taken', { type: 'activity', id: activityId }, { going: answer.going, waiting: answer.waiting })
    return answer
  })
}
