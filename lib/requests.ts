import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { requests } from '@/db/schema/jobs'
import type { Ctx } from './ctx'
import { AppError } from './errors'
import { personIdOf } from './policy/actor'

/**
 * Runs `fn` once for this actor and request id, in one transaction with its answer: a repetition, also one at the same
 * time, gets the first answer. The same id with another body or command is refused (`request_reused`).
 */
export function once<T>(ctx: Ctx, requestId: string, command: string, body: unknown, fn: (ctx: Ctx) => Promise<T>): Promise<T> {
  const actor = personIdOf(ctx.actor) ?? ctx.actor.kind
  const bodyHash = createHash('sha256').update(JSON.stringify(body)).digest('hex')
  return inTransaction(ctx, async (ctx) => {
    const mine = and(eq(requests.actor, actor), eq(requests.id, requestId))
    const taken = await ctx.db
      .insert(requests)
      .values({ id: requestId, actor, command, bodyHash, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: requests.id })
    if (taken.length === 0) {
      const [before] = await ctx.db.select().from(requests).where(mine)
      if (before?.command !== command || before.bodyHash !== bodyHash) throw new AppError('request_reused')
      return before.answer as T
    }
    const answer = await fn(ctx)
    await ctx.db.update(requests).set({ answer }).where(mine)
    return answer
  })
}
