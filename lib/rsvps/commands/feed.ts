import { randomBytes } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { feedTokens, people } from '@/db/schema/accounts'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { feedHashOf } from '../queries/feed'

/** Opens the actor's own feed under a new secret address; an older one closes. The token is told this once, and kept as a hash. */
export function openFeed(ctx: Ctx): Promise<{ token: string }> {
  return inTransaction(ctx, async (ctx) => {
    const personId = await revoke(ctx)
    const token = randomBytes(24).toString('base64url')
    await ctx.db.insert(feedTokens).values({ personId, tokenHash: feedHashOf(token), createdAt: ctx.now })
    await record(ctx, 'feed.opened', { type: 'person', id: personId })
    return { token }
  })
}

/** Closes the actor's own feed: its address answers like one that never was. */
export function closeFeed(ctx: Ctx): Promise<{ personId: string }> {
  return inTransaction(ctx, async (ctx) => {
    const personId = await revoke(ctx)
    await record(ctx, 'feed.closed', { type: 'person', id: personId })
    return { personId }
  })
}

async function revoke(ctx: Ctx): Promise<string> {
  const personId = personIdOf(ctx.actor)
  if (!personId) throw new AppError('sign_in_required')
  authorize(ctx.actor, 'person:edit', { id: personId })
  await ctx.db.select({ id: people.id }).from(people).where(eq(people.id, personId)).for('update')
  await ctx.db
    .update(feedTokens)
    .set({ revokedAt: ctx.now })
    .where(and(eq(feedTokens.personId, personId), isNull(feedTokens.revokedAt)))
  return personId
}
