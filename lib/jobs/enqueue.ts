import type { z } from 'zod'
import { jobs } from '@/db/schema/jobs'
import type { Ctx } from '../ctx'

/** A typed job: `domain/verb` and the schema of its payload. Bound to its command in `handlers.ts`. */
export type JobDefinition<S extends z.ZodType = z.ZodType> = { name: `${string}/${string}`; payload: S }

export const defineJob = <S extends z.ZodType>(name: `${string}/${string}`, payload: S): JobDefinition<S> => ({ name, payload })

/**
 * Puts a job into the queue in the command's transaction. `runAt` is an instant (default: ctx.now). With `key`, a job
 * of that name and key that has not run yet is left as it is, so that a reminder is queued once.
 */
export async function enqueue<S extends z.ZodType>(
  ctx: Ctx,
  job: JobDefinition<S>,
  payload: z.input<S>,
  { runAt = ctx.now, key }: { runAt?: Date; key?: string } = {},
): Promise<void> {
  const insert = ctx.db.insert(jobs).values({
    name: job.name,
    payload: job.payload.parse(payload) as Record<string, unknown>,
    key: key ?? null,
    runAt,
  })
  await (key ? insert.onConflictDoNothing() : insert)
}
