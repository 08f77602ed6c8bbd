import { createHash, randomInt } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { people } from '@/db/schema/accounts'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { getNetwork } from '../../network/queries'
import { authorize } from '../../policy/can'
import { sortKeyOf } from '../../search/sort-key'
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

/** Without the letters and figures that are taken for one another when read aloud. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

async function makeProvisional(ctx: Ctx, displayName: string): Promise<{ personId: string; claimCode: string }> {
  const [locale = 'zh-CN'] = (await getNetwork(ctx)).languages
  const claimCode = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  const [made] = await ctx.db
    .insert(people)
    .values({
      displayName,
      sortKey: sortKeyOf(displayName),
      locale,
      status: 'provisional',
      claimCodeHash: createHash('sha256').update(claimCode).digest('hex'),
    })
    .returning({ id: people.id })
  if (!made) throw new AppError('internal')
  return { personId: made.id, claimCode }
}
