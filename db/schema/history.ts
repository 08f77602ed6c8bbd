import { date, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from './columns'

/** Append-only: who did what to what. Ids and codes only, no personal values. */
export const historyEntries = pgTable(
  'history_entries',
  {
    id: id(),
    actorId: uuid('actor_id'),
    /** `person`, `visitor`, or the name of the job or script that acted. */
    actorKind: text('actor_kind').notNull(),
    verb: text('verb').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    ids: jsonb('ids').$type<Record<string, string | number | boolean | null>>().notNull().default({}),
    at: instant('at').notNull(),
  },
  (t) => [
    index('history_entries_subject').on(t.subjectType, t.subjectId, t.at),
    index('history_entries_actor').on(t.actorId, t.at),
    index('history_entries_at').on(t.at, t.id),
  ],
)

/** One closed day: the ordered hash of its entries, chained to the day before. */
export const historySeals = pgTable('history_seals', {
  day: date('day').primaryKey(),
  entries: integer('entries').notNull(),
  hash: text('hash').notNull(),
  sealedAt: instant('sealed_at').notNull(),
})
