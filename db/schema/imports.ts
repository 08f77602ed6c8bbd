import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { sourceSystems } from '../vocabulary'
import { people } from './accounts'
import { activities } from './activities'
import { createdAndUpdated, id, instant } from './columns'
import { groups } from './groups'
import { venues } from './venues'

/** Where an imported group, venue, activity or person came from: exactly one of the four. `hash` tells whether it changed. */
export const sources = pgTable(
  'sources',
  {
    id: id(),
    system: text('system', { enum: sourceSystems }).notNull(),
    noun: text('noun', { enum: ['group', 'venue', 'activity', 'person'] }).notNull(),
    externalId: text('external_id').notNull(),
    groupId: uuid('group_id').references(() => groups.id),
    venueId: uuid('venue_id').references(() => venues.id),
    activityId: uuid('activity_id').references(() => activities.id),
    personId: uuid('person_id').references(() => people.id),
    hash: text('hash').notNull(),
    ...createdAndUpdated(),
  },
  (t) => [
    unique('sources_external').on(t.system, t.noun, t.externalId),
    index('sources_group').on(t.groupId),
    index('sources_venue').on(t.venueId),
    index('sources_activity').on(t.activityId),
    index('sources_person').on(t.personId),
    check('sources_one', sql`num_nonnulls(${t.groupId}, ${t.venueId}, ${t.activityId}, ${t.personId}) = 1`),
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

/** A run of an importer; one made by the page is previewed (`plan`) before `appliedAt`. */
export const importRuns = pgTable('import_runs', {
  id: id(),
  system: text('system', { enum: sourceSystems }).notNull(),
  folder: text('folder').notNull(),
  progress: jsonb('progress').$type<Record<string, number>>().notNull().default({}),
  /** The group whose officer imports; null: the whole network. */
  groupId: uuid('group_id').references(() => groups.id),
  askedById: uuid('asked_by_id').references(() => people.id),
  plan: jsonb('plan').$type<Record<string, number>>(),
  appliedAt: instant('applied_at'),
  finishedAt: instant('finished_at'),
  ...createdAndUpdated(),
})

/** A file given to the page, kept as text until the run is finished, at most a day. */
export const importUploads = pgTable(
  'import_uploads',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => importRuns.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    text: text('text').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.name] })],
)

/** A row that did not go in: where it stands and why, as a code; never its values. */
export const importProblems = pgTable(
  'import_problems',
  {
    id: id(),
    runId: uuid('run_id')
      .notNull()
      .references(() => importRuns.id, { onDelete: 'cascade' }),
    file: text('file').notNull(),
    /** The line in the file, from 1; the header is line 1. */
    line: integer('line').notNull(),
    field: text('field'),
    reason: text('reason').notNull(),
  },
  (t) => [index('import_problems_run').on(t.runId, t.file, t.line)],
)
