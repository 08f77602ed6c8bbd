import { historyEntries } from '@/db/schema/history'
import type { Ctx } from '../ctx'

/** Past-tense verbs of the history: `noun.past_tense`. */
export type HistoryVerb = `${string}.${string}`
type Ids = Record<string, string | number | boolean | null>

/**
 * Appends who did what to what, in the command's transaction. One insert; reads no row. `ids` hold ids, codes, counts
 * and instants, never a personal value.
 */
export async function record(ctx: Ctx, verb: HistoryVerb, subject: { type: string; id: string }, ids: Ids = {}): Promise<void> {
  await ctx.db.insert(historyEntries).values({
    actorId: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
    actorKind: ctx.actor.kind === 'system' ? ctx.actor.job : ctx.actor.kind,
    verb,
    subjectType: subject.type,
    subjectId: subject.id,
    ids,
    at: ctx.now,
  })
}
