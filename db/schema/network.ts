import { sql } from 'drizzle-orm'
import { boolean, check, date, doublePrecision, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { datums, locales } from '../vocabulary'
import { createdAndUpdated, id, instant, localText } from './columns'

export type NetworkRules = {
  /** Identified attendances + guests below this do not count (R-COUNT `too_few`). */
  minimumHeadCount: number
  /** Days after the end until an activity finalises itself. */
  finaliseAfterDays: number
  /** First day of the following month on which a month may be locked. */
  lockFromDay: number
}
export type NetworkFooter = { contact?: string; licence?: string; privacy?: Record<string, string> }

/** One row: the network that this deployment serves. */
export const networks = pgTable(
  'networks',
  {
    id: id(),
    onlyRow: boolean('only_row').notNull().default(true).unique(),
    names: localText('names').notNull(),
    seal: text('seal').notNull(),
    zone: text('zone').notNull(),
    languages: text('languages', { enum: locales }).array().notNull(),
    weekStartsOn: integer('week_starts_on').notNull().default(1),
    districtScheme: text('district_scheme').notNull().default('gbt2260'),
    rules: jsonb('rules').$type<NetworkRules>().notNull(),
    footer: jsonb('footer').$type<NetworkFooter>().notNull().default({}),
    sender: text('sender').notNull(),
    demoSeededAt: instant('demo_seeded_at'),
    setUpAt: instant('set_up_at'),
    ...createdAndUpdated(),
  },
  (t) => [check('networks_one_row', sql`${t.onlyRow}`)],
)

export const kinds = pgTable('kinds', {
  code: text('code').primaryKey(),
  names: localText('names').notNull(),
  hue: integer('hue').notNull(),
  icon: text('icon').notNull(),
  countable: boolean('countable').notNull().default(true),
  position: integer('position').notNull(),
  retiredAt: instant('retired_at'),
  ...createdAndUpdated(),
})

export const venueCategories = pgTable('venue_categories', {
  code: text('code').primaryKey(),
  names: localText('names').notNull(),
  hue: integer('hue').notNull(),
  icon: text('icon').notNull(),
  position: integer('position').notNull(),
  retiredAt: instant('retired_at'),
  ...createdAndUpdated(),
})

export const districts = pgTable(
  'districts',
  {
    code: text('code').primaryKey(),
    names: localText('names').notNull(),
    parentCode: text('parent_code'),
    seatLng: doublePrecision('seat_lng'),
    seatLat: doublePrecision('seat_lat'),
    seatDatum: text('seat_datum', { enum: datums }),
    sortKey: text('sort_key').notNull(),
    position: integer('position').notNull(),
    validFrom: date('valid_from'),
    validTo: date('valid_to'),
    successorCode: text('successor_code'),
    ...createdAndUpdated(),
  },
  (t) => [index('districts_position').on(t.position)],
)

/** Public holidays (`work` null) and make-up working days (`work` true), as the state publishes them year by year. */
export const calendarDays = pgTable('calendar_days', {
  day: date('day').primaryKey(),
  names: localText('names').notNull(),
  working: boolean('working').notNull(),
})

/** One-time links that open the set-up of a new network, before it has a row. */
export const setUpLinks = pgTable('set_up_links', {
  id: id(),
  secretHash: text('secret_hash').notNull().unique(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
  createdAt: instant('created_at').notNull().defaultNow(),
})
