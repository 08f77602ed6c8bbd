import { and, eq, lt, or } from 'drizzle-orm'
import { jobs, requests } from '@/db/schema/jobs'
import { outboxMessages } from '@/db/schema/notices'
import type { Ctx } from '../ctx'
import { deleteOldLimits } from '../limits'

const DAY_MS = 86_400_000
const daysAgo = (ctx: Ctx, days: number) => new Date(ctx.now.getTime() - days * DAY_MS)

/** Forgets what has done its work: jobs after a week, request ids after 30 days, sent mails after 90. */
export async function cleanUpJobs(ctx: Ctx): Promise<void> {
  await ctx.db.delete(jobs).where(or(lt(jobs.doneAt, daysAgo(ctx, 7)), lt(jobs.failedAt, daysAgo(ctx, 90))))
  await ctx.db.delete(requests).where(lt(requests.createdAt, daysAgo(ctx, 30)))
  await ctx.db.delete(outboxMessages).where(and(eq(outboxMessages.outcome, 'sent'), lt(outboxMessages.sentAt, daysAgo(ctx, 90))))
  await ctx.db.delete(outboxMessages).where(and(eq(outboxMessages.template, 'sign_in'), lt(outboxMessages.createdAt, daysAgo(ctx, 7))))
  await deleteOldLimits(ctx)
}
