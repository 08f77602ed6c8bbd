import { sql } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { prepared } from '@/db/prepared'
import { historyEntries } from '@/db/schema/history'
import type { Ctx } from '../ctx'

/** Past-tense verbs of the history: `noun.past_tense`. */
export type HistoryVerb = `${string}.${string}`
type Ids = Record<string, string | number | boolean | null>

const { placeholder } = sql
const append = prepared((db) =>
  db.insert(historyEntries).values({
    id: placeholder('id'),
    actorId: placeholder('actorId'),
    actorKind: placeholder('actorKind'),
    verb: placeholder('verb'),
    subjectType: placeholder('subjectType'),
    subjectId: placeholder('subjectId'),
    ids: placeholder('ids'),
    at: placeholder('at'),
  }),
)

/**
 * Appends who did what to what, in the command's transaction. One insert; reads no row. `ids` hold ids, codes, counts
 * and instants, never a personal value.
 */
export async function record(ctx: Ctx, verb: HistoryVerb, subject: { type: string; id: string }, ids: Ids = {}): Promise<void> {
  await append(ctx.db, {
    id: newId(),
    actorId: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
    actorKind: ctx.actor.kind === 'system' ? ctx.actor.job : ctx.actor.kind,
    verb,
    subjectType: subject.type,
    subjectId: subject.id,
    ids,
    at: ctx.now,
  })
}
