import { date, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { people } from './accounts'
import { activities } from './activities'
import { createdAndUpdated, id, instant } from './columns'

export type LockedFigures = { activities: number; attendances: number; guests: number; people: number }

/** A month whose figures are frozen; `month` is its first day. Scope: `network` or a district code. */
export const monthLocks = pgTable(
  'month_locks',
  {
    id: id(),
    scope: text('scope').notNull(),
    month: date('month').notNull(),
    figures: jsonb('figures').$type<LockedFigures>().notNull(),
    ruleVersion: text('rule_version').notNull(),
    /** SHA-256 over the figures and the ids of the counted activities, in order. */
    hash: text('hash').notNull(),
    lockedById: uuid('locked_by_id').references(() => people.id),
    lockedAt: instant('locked_at').notNull(),
    ...createdAndUpdated(),
  },
  (t) => [unique('month_locks_once').on(t.scope, t.month)],
)

/** What moved in a locked month after its lock: locked + Σ restatements = live, always. */
export const restatements = pgTable(
  'restatements',
  {
    id: id(),
    lockId: uuid('lock_id')
      .notNull()
      .references(() => monthLocks.id),
    activityId: uuid('activity_id').references(() => activities.id),
    delta: jsonb('delta').$type<LockedFigures>().notNull(),
    reason: text('reason').notNull(),
    decidedById: uuid('decided_by_id').references(() => people.id),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [index('restatements_lock').on(t.lockId)],
)
