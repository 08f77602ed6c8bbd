import { sql } from 'drizzle-orm'
import { boolean, check, date, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bookingStatuses, datums, facilities, venueLevels, venueStatuses } from '../vocabulary'
import { people } from './accounts'
import { createdAndUpdated, id, instant, localText, tstzrange, tsvector } from './columns'
import { files } from './files'
import { groups } from './groups'
import { districts, venueCategories } from './network'

/** Opening hours by ISO weekday (1 = Monday): local `HH:MM` pairs; a missing day is closed. */
export type OpeningHours = Partial<Record<string, [string, string][]>>

export const venues = pgTable(
  'venues',
  {
    id: id(),
    slug: text('slug').notNull().unique(),
    names: localText('names').notNull(),
    categoryCode: text('category_code').references(() => venueCategories.code),
    level: text('level', { enum: venueLevels }).notNull().default('NONE'),
    levelSource: text('level_source'),
    levelEndsOn: date('level_ends_on'),
    districtCode: text('district_code').references(() => districts.code),
    addresses: localText('addresses'),
    directions: localText('directions'),
    lng: doublePrecision('lng'),
    lat: doublePrecision('lat'),
    datum: text('datum', { enum: datums }),
    capacity: integer('capacity'),
    openingHours: jsonb('opening_hours').$type<OpeningHours>(),
    facilities: text('facilities', { enum: facilities }).array().notNull().default([]),
    operatorGroupId: uuid('operator_group_id').references(() => groups.id),
    summary: localText('summary'),
    status: text('status', { enum: venueStatuses }).notNull(),
    statusReason: text('status_reason'),
    sortKey: text('sort_key').notNull(),
    search: tsvector('search').notNull(),
    createdById: uuid('created_by_id').references(() => people.id),
    ...createdAndUpdated(),
  },
  (t) => [
    index('venues_listed').on(t.status, t.sortKey, t.id),
    index('venues_district').on(t.districtCode),
    index('venues_operator').on(t.operatorGroupId),
    index('venues_search').using('gin', t.search),
    check('venues_slug_ascii', sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
    check('venues_position', sql`(${t.lng} is null) = (${t.lat} is null) and (${t.lng} is null) = (${t.datum} is null)`),
    check('venues_capacity', sql`${t.capacity} > 0`),
  ],
)

export const venuePhotos = pgTable(
  'venue_photos',
  {
    venueId: uuid('venue_id')
      .notNull()
      .references(() => venues.id),
    fileId: uuid('file_id')
      .notNull()
      .references(() => files.id),
    position: integer('position').notNull(),
    /** What it shows, for those who cannot see it. */
    alts: localText('alts'),
  },
  (t) => [primaryKey({ columns: [t.venueId, t.fileId] })],
)

export const spaces = pgTable(
  'spaces',
  {
    id: id(),
    venueId: uuid('venue_id')
      .notNull()
      .references(() => venues.id),
    names: localText('names').notNull(),
    capacity: integer('capacity'),
    bookable: boolean('bookable').notNull().default(true),
    bufferMinutes: integer('buffer_minutes').notNull().default(0),
    position: integer('position').notNull().default(0),
    ...createdAndUpdated(),
  },
  (t) => [index('spaces_venue').on(t.venueId), check('spaces_buffer', sql`${t.bufferMinutes} between 0 and 240`)],
)

/** `during` holds the buffer. Confirmed ranges of one space exclude each other (exclusion constraint in migrations/). */
export const bookings = pgTable(
  'bookings',
  {
    id: id(),
    spaceId: uuid('space_id')
      .notNull()
      .references(() => spaces.id),
    groupId: uuid('group_id').references(() => groups.id),
    activityId: uuid('activity_id'),
    during: tstzrange('during').notNull(),
    status: text('status', { enum: bookingStatuses }).notNull(),
    note: text('note'),
    requestedById: uuid('requested_by_id').references(() => people.id),
    decidedById: uuid('decided_by_id').references(() => people.id),
    decidedAt: instant('decided_at'),
    declineReason: text('decline_reason'),
    offeredSpaceId: uuid('offered_space_id').references(() => spaces.id),
    ...createdAndUpdated(),
  },
  (t) => [
    index('bookings_space').on(t.spaceId, t.status),
    index('bookings_activity').on(t.activityId),
    index('bookings_group').on(t.groupId),
    check('bookings_during', sql`not isempty(${t.during}) and lower_inc(${t.during}) and not upper_inc(${t.during})`),
  ],
)
