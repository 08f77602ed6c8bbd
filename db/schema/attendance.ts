import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { checkInSources, correctionReasons, directions, grades, timelinesses } from '../vocabulary'
import { people } from './accounts'
import { activities } from './activities'
import { createdAndUpdated, id, instant, localText } from './columns'
import { files } from './files'
import { groups } from './groups'

/** Append-only (a trigger refuses update and delete): who was where, when, how we know. Undoing is another entry. */
export const checkInEntries = pgTable(
  'check_in_entries',
  {
    id: id(),
    activityId: uuid('activity_id')
      .notNull()
      .references(() => activities.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    direction: text('direction', { enum: directions }).notNull(),
    source: text('source', { enum: checkInSources }).notNull(),
    /** The device that saw it and its own running number; `server` where no device keeps one. */
    device: text('device').notNull(),
    deviceSequence: integer('device_sequence').notNull(),
    /** When it happened, as the device knew it; `receivedAt` is when the server learned of it. */
    knownAt: instant('known_at').notNull(),
    receivedAt: instant('received_at').notNull(),
    recordedById: uuid('recorded_by_id').references(() => people.id),
    reasonCode: text('reason_code', { enum: correctionReasons }),
    refersToId: uuid('refers_to_id'),
  },
  (t) => [
    unique('check_in_entries_device').on(t.device, t.deviceSequence),
    index('check_in_entries_activity').on(t.activityId, t.personId),
    index('check_in_entries_person').on(t.personId),
    check('check_in_entries_void', sql`(${t.direction} = 'void') = (${t.refersToId} is not null)`),
  ],
)

/** Projection of the log: at most one per activity and person. */
export const attendances = pgTable(
  'attendances',
  {
    id: id(),
    activityId: uuid('activity_id')
      .notNull()
      .references(() => activities.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** Snapshot: the group to which this person is credited; null: unaffiliated. */
    creditedGroupId: uuid('credited_group_id').references(() => groups.id),
    away: boolean('away').notNull().default(false),
    inAt: instant('in_at').notNull(),
    outAt: instant('out_at'),
    timeliness: text('timeliness', { enum: timelinesses }).notNull(),
    grade: text('grade', { enum: grades }).notNull(),
    source: text('source', { enum: checkInSources }).notNull(),
    walkInAt: instant('walk_in_at'),
    ...createdAndUpdated(),
  },
  (t) => [
    unique('attendances_once').on(t.activityId, t.personId),
    index('attendances_person').on(t.personId),
    index('attendances_credited').on(t.creditedGroupId, t.activityId),
  ],
)

export const corrections = pgTable(
  'corrections',
  {
    id: id(),
    activityId: uuid('activity_id')
      .notNull()
      .references(() => activities.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    askedById: uuid('asked_by_id')
      .notNull()
      .references(() => people.id),
    decidedById: uuid('decided_by_id').references(() => people.id),
    reason: text('reason', { enum: correctionReasons }).notNull(),
    note: text('note'),
    before: jsonb('before').$type<{ attended: boolean }>().notNull(),
    after: jsonb('after').$type<{ attended: boolean }>().notNull(),
    decision: text('decision', { enum: ['asked', 'accepted', 'refused'] }).notNull(),
    decidedAt: instant('decided_at'),
    entryId: uuid('entry_id').references(() => checkInEntries.id),
    ...createdAndUpdated(),
  },
  (t) => [
    index('corrections_activity').on(t.activityId),
    index('corrections_person').on(t.personId),
    check('corrections_not_own', sql`${t.decidedById} is null or ${t.decidedById} <> ${t.personId}`),
  ],
)

export const recaps = pgTable(
  'recaps',
  {
    activityId: uuid('activity_id')
      .primaryKey()
      .references(() => activities.id),
    texts: localText('texts').notNull(),
    /** A head-count of people who were not identified; shown beside attendances, never inside. */
    guests: integer('guests').notNull().default(0),
    filedById: uuid('filed_by_id').references(() => people.id),
    filedAt: instant('filed_at').notNull(),
    ...createdAndUpdated(),
  },
  (t) => [check('recaps_guests', sql`${t.guests} between 0 and 100000`)],
)

export const recapPhotos = pgTable(
  'recap_photos',
  {
    activityId: uuid('activity_id')
      .notNull()
      .references(() => recaps.activityId),
    fileId: uuid('file_id')
      .notNull()
      .references(() => files.id),
    position: integer('position').notNull(),
    /** Whether the people in it agreed to be shown to the public. */
    consented: boolean('consented').notNull(),
    /** What is to be seen, in words, for who cannot see it; empty for those kept before it was asked. */
    alts: localText('alts').notNull().default({}),
  },
  (t) => [primaryKey({ columns: [t.activityId, t.fileId] })],
)

/** Photos of the sign-in sheets from which paper entries were made; deleted 90 days after the activity. */
export const paperSheets = pgTable(
  'paper_sheets',
  {
    activityId: uuid('activity_id')
      .notNull()
      .references(() => activities.id),
    fileId: uuid('file_id')
      .notNull()
      .unique()
      .references(() => files.id),
    addedById: uuid('added_by_id').references(() => people.id),
    addedAt: instant('added_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.activityId, t.fileId] })],
)
