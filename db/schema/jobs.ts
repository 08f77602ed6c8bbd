import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAndUpdated, id, instant } from './columns'

export const jobs = pgTable(
  'jobs',
  {
    id: id(),
    name: text('name').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    /** A job with the same key is enqueued once while it has not run. */
    key: text('key'),
    runAt: instant('run_at').notNull(),
    leasedUntil: instant('leased_until'),
    attempts: integer('attempts').notNull().default(0),
    doneAt: instant('done_at'),
    failedAt: instant('failed_at'),
    error: text('error'),
    ...createdAndUpdated(),
  },
  (t) => [
    index('jobs_due').on(t.runAt).where(sql`${t.doneAt} is null and ${t.failedAt} is null`),
    uniqueIndex('jobs_key').on(t.name, t.key).where(sql`${t.doneAt} is null and ${t.failedAt} is null`),
  ],
)

/** A command that a device or a form may repeat: its id, a hash of its body, and the answer it got. */
export const requests = pgTable(
  'requests',
  {
    id: uuid('id').notNull(),
    /** The person's id, or `visitor`. */
    actor: text('actor').notNull(),
    command: text('command').notNull(),
    bodyHash: text('body_hash').notNull(),
    answer: jsonb('answer').$type<unknown>(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.actor, t.id] }), index('requests_created').on(t.createdAt)],
)

/** Counters of attempts by key (rate limits across processes). */
export const attemptLimits = pgTable('attempt_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  expire: instant('expire_at'),
})
