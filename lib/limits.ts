import { lt, sql } from 'drizzle-orm'
import { attemptLimits } from '@/db/schema/jobs'
import type { Ctx } from './ctx'
import { AppError } from './errors'

/** Counts one attempt under `key` in the database, shared by all processes, and tells how many there were in this window of `seconds`. */
export async function countAttempt(ctx: Pick<Ctx, 'db' | 'now'>, key: string, seconds: number): Promise<number> {
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const expire = new Date(ctx.now.getTime() + seconds * 1000)
  const over = sql`${attemptLimits.expire} is null or ${attemptLimits.expire} <= ${now}`
  const [row] = await ctx.db
    .insert(attemptLimits)
    .values({ key, points: 1, expire })
    .onConflictDoUpdate({
      target: attemptLimits.key,
      set: {
        points: sql`case when ${over} then 1 else least(${attemptLimits.points} + 1, 1000000) end`,
        expire: sql`case when ${over} then ${expire.toISOString()}::timestamptz else ${attemptLimits.expire} end`,
      },
    })
    .returning({ points: attemptLimits.points })
  return row?.points ?? 1
}

/** Throws `too_many_requests` beyond `points` attempts in `seconds`. Call it outside the command's transaction, so that a refused attempt counts. */
export async function limitAttempts(ctx: Pick<Ctx, 'db' | 'now'>, key: string, points: number, seconds: number): Promise<void> {
  if ((await countAttempt(ctx, key, seconds)) > points) throw new AppError('too_many_requests')
}

export async function deleteOldLimits(ctx: Pick<Ctx, 'db' | 'now'>): Promise<void> {
  await ctx.db.delete(attemptLimits).where(lt(attemptLimits.expire, ctx.now))
}
