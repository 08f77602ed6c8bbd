import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { hoursSources } from '../vocabulary'
import { people } from './accounts'
import { activities } from './activities'
import { createdAndUpdated, id } from './columns'

/** Volunteered minutes of a person at an activity: recorded from check-out, or entered afterwards. */
export const hours = pgTable(
  'hours',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    activityId: uuid('activity_id')
      .notNull()
      .references(() => activities.id),
    minutes: integer('minutes').notNull(),
    source: text('source', { enum: hoursSources }).notNull(),
    confirmedById: uuid('confirmed_by_id').references(() => people.id),
    ...createdAndUpdated(),
  },
  (t) => [
    unique('hours_once').on(t.activityId, t.personId),
    index('hours_person').on(t.personId),
    check('hours_minutes', sql`${t.minutes} between 1 and 1440`),
  ],
)
