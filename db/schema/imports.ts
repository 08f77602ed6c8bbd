import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { sourceSystems } from '../vocabulary'
import { activities } from './activities'
import { createdAndUpdated, id, instant } from './columns'
import { groups } from './groups'
import { venues } from './venues'

/** Where an imported group, venue or activity came from: exactly one of the three. `hash` tells whether it changed. */
export const sources = pgTable(
  'sources',
  {
    id: id(),
    system: text('system', { enum: sourceSystems }).notNull(),
    noun: text('noun', { enum: ['group', 'venue', 'activity'] }).notNull(),
    externalId: text('external_id').notNull(),
    groupId: uuid('group_id').references(() => groups.id),
    venueId: uuid('venue_id').references(() => venues.id),
    activityId: uuid('activity_id').references(() => activities.id),
    hash: text('hash').notNull(),
    ...createdAndUpdated(),
  },
  (t) => [
    unique('sources_external').on(t.system, t.noun, t.externalId),
    index('sources_group').on(t.groupId),
    index('sources_venue').on(t.venueId),
    index('sources_activity').on(t.activityId),
    check('sources_one', sql`num_nonnulls(${t.groupId}, ${t.venueId}, ${t.activityId}) = 1`),
  ],
)

/** What a source without check-ins told. Never attendance. */
export const reportedFigures = pgTable(
  'reported_figures',
  {
    id: id(),
    activityId: uuid('activity_id')
      .notNull()
      .references(() => activities.id),
    system: text('system', { enum: sourceSystems }).notNull(),
    going: integer('going'),
    waitlisted: integer('waitlisted'),
    headCount: integer('head_count'),
    ...createdAndUpdated(),
  },
  (t) => [
    unique('reported_figures_once').on(t.activityId, t.system),
    check(
      'reported_figures_positive',
      sql`coalesce(${t.going}, 0) >= 0 and coalesce(${t.waitlisted}, 0) >= 0 and coalesce(${t.headCount}, 0) >= 0`,
    ),
  ],
)

export const importRuns = pgTable('import_runs', {
  id: id(),
  system: text('system', { enum: sourceSystems }).notNull(),
  folder: text('folder').notNull(),
  progress: jsonb('progress').$type<Record<string, number>>().notNull().default({}),
  finishedAt: instant('finished_at'),
  ...createdAndUpdated(),
})
