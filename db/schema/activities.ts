import { sql } from 'drizzle-orm'
import { boolean, check, date, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import {
  activityLanguages,
  activityModes,
  activityOrigins,
  activityStatuses,
  audiences,
  checkInSources,
  countedReasons,
  datums,
  hostRoles,
  riskFlags,
  rsvpModes,
} from '../vocabulary'
import { people } from './accounts'
import { campaigns } from './campaigns'
import { createdAndUpdated, id, instant, localText, tsvector } from './columns'
import { groups } from './groups'
import { districts, kinds } from './network'
import { spaces, venues } from './venues'

/** A question that the organizer asks at RSVP time. */
export type Question = { id: string; label: Record<string, string>; required: boolean; type: 'text' | 'choice'; choices?: string[] }

/** An RRULE (RFC 5545) with exceptions; occurrences are activities and keep their ids. */
export const series = pgTable('series', {
  id: id(),
  groupId: uuid('group_id')
    .notNull()
    .references(() => groups.id),
  rrule: text('rrule').notNull(),
  exceptions: jsonb('exceptions').$type<string[]>().notNull().default([]),
  template: jsonb('template').$type<Record<string, unknown>>().notNull(),
  zone: text('zone').notNull(),
  ...createdAndUpdated(),
})

export const activities = pgTable(
  'activities',
  {
    id: id(),
    slug: text('slug').notNull().unique(),
    titles: localText('titles').notNull(),
    summaries: localText('summaries'),
    /** Markdown. */
    body: localText('body'),
    kindCode: text('kind_code')
      .notNull()
      .references(() => kinds.code),
    tags: text('tags').array().notNull().default([]),
    mode: text('mode', { enum: activityModes }).notNull(),
    startsAt: instant('starts_at').notNull(),
    /** Null when unknown (a source that gives a duration of zero). */
    endsAt: instant('ends_at'),
    /** IANA zone; null with `utcOffsetMinutes` where only an offset is known. */
    zone: text('zone'),
    utcOffsetMinutes: integer('utc_offset_minutes'),
    /** Date of the start in the network's reporting zone: the day on which it is counted. */
    reportedOn: date('reported_on').notNull(),
    venueId: uuid('venue_id').references(() => venues.id),
    spaceId: uuid('space_id').references(() => spaces.id),
    /** A free place in words, where no registered venue is used. */
    place: localText('place'),
    placeDirections: localText('place_directions'),
    placeLng: doublePrecision('place_lng'),
    placeLat: doublePrecision('place_lat'),
    placeDatum: text('place_datum', { enum: datums }),
    entrancePhotoId: uuid('entrance_photo_id'),
    venueConfirmedAt: instant('venue_confirmed_at'),
    /** Seen by those going, from one hour before the start. */
    joiningLink: text('joining_link'),
    cost: localText('cost'),
    contact: text('contact'),
    bring: localText('bring'),
    /** Snapshot of the venue's district; null for online and unplaced. */
    districtCode: text('district_code').references(() => districts.code),
    seriesId: uuid('series_id').references(() => series.id),
    campaignId: uuid('campaign_id').references(() => campaigns.id),
    capacity: integer('capacity'),
    rsvpMode: text('rsvp_mode', { enum: rsvpModes }).notNull().default('open'),
    rsvpOpensAt: instant('rsvp_opens_at'),
    rsvpClosesAt: instant('rsvp_closes_at'),
    /** Until when cancelling is free; later it is a late cancel. Default: two hours before the start. */
    cancelUntil: instant('cancel_until'),
    /** Minutes for which a place freed within 24 h before the start is offered; null: it is given at once. */
    offerMinutes: integer('offer_minutes'),
    audience: text('audience', { enum: audiences }).notNull().default('public'),
    companionsAllowed: integer('companions_allowed').notNull().default(0),
    questions: jsonb('questions').$type<Question[]>().notNull().default([]),
    /** Minutes around the start and the end in which the door is open, and after which one is late. */
    doorOpensMinutes: integer('door_opens_minutes').notNull().default(30),
    doorClosesMinutes: integer('door_closes_minutes').notNull().default(15),
    lateAfterMinutes: integer('late_after_minutes').notNull().default(15),
    checkInSources: text('check_in_sources', { enum: checkInSources }).array().notNull().default(['wall_code', 'digits', 'roster']),
    checkOutAsked: boolean('check_out_asked').notNull().default(false),
    /** Secret of the wall code; the codes of a minute are derived from it. */
    wallSecret: text('wall_secret').notNull(),
    minimumHeadCount: integer('minimum_head_count').notNull().default(3),
    expectedSize: integer('expected_size'),
    riskFlags: text('risk_flags', { enum: riskFlags }).array().notNull().default([]),
    languages: text('languages', { enum: activityLanguages }).array().notNull().default(['zh']),
    accessNotes: localText('access_notes'),
    status: text('status', { enum: activityStatuses }).notNull(),
    statusReason: text('status_reason'),
    submittedAt: instant('submitted_at'),
    /** When the network was told that the district did not answer within three working days. */
    reviewEscalatedAt: instant('review_escalated_at'),
    /** Reference of the permit that a public activity of over 1,000 people needs. */
    permitReference: text('permit_reference'),
    publishedAt: instant('published_at'),
    cancelledAt: instant('cancelled_at'),
    finalisedAt: instant('finalised_at'),
    excludedAt: instant('excluded_at'),
    excludedReason: text('excluded_reason'),
    /** Projection of R-COUNT: `counted`, or the first rule that failed. */
    countedReason: text('counted_reason', { enum: countedReasons }).notNull().default('not_finalised'),
    ruleVersion: text('rule_version'),
    origin: text('origin', { enum: activityOrigins }).notNull().default('here'),
    createdById: uuid('created_by_id').references(() => people.id),
    search: tsvector('search').notNull(),
    ...createdAndUpdated(),
  },
  (t) => [
    index('activities_upcoming').on(t.startsAt, t.id).where(sql`${t.status} in ('published', 'cancelled', 'finalised')`),
    index('activities_counted').on(t.reportedOn).where(sql`${t.countedReason} = 'counted'`),
    index('activities_counted_district').on(t.districtCode, t.reportedOn).where(sql`${t.countedReason} = 'counted'`),
    index('activities_counted_kind').on(t.kindCode, t.reportedOn).where(sql`${t.countedReason} = 'counted'`),
    index('activities_declared').on(t.origin, t.reportedOn).where(sql`${t.origin} <> 'here'`),
    index('activities_kind').on(t.kindCode, t.startsAt),
    index('activities_district').on(t.districtCode, t.startsAt),
    index('activities_venue').on(t.venueId, t.startsAt),
    index('activities_campaign').on(t.campaignId),
    index('activities_series').on(t.seriesId),
    index('activities_to_finalise').on(t.endsAt).where(sql`${t.status} = 'published'`),
    index('activities_search').using('gin', t.search),
    check('activities_slug_ascii', sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
    check('activities_ends_after_start', sql`${t.endsAt} is null or ${t.endsAt} > ${t.startsAt}`),
    check('activities_zone', sql`${t.zone} is not null or ${t.utcOffsetMinutes} is not null`),
    check('activities_capacity', sql`${t.capacity} is null or ${t.capacity} > 0`),
    check('activities_cancelled', sql`(${t.status} = 'cancelled') = (${t.cancelledAt} is not null)`),
    check('activities_finalised', sql`(${t.status} = 'finalised') = (${t.finalisedAt} is not null)`),
    check('activities_published', sql`${t.status} not in ('published', 'finalised') or ${t.publishedAt} is not null`),
    check('activities_excluded', sql`(${t.excludedAt} is null) = (${t.excludedReason} is null)`),
    check('activities_offer_minutes', sql`${t.offerMinutes} between 15 and 1440`),
    check('activities_companions', sql`${t.companionsAllowed} between 0 and 10`),
    check('activities_counted_here', sql`${t.countedReason} <> 'counted' or (${t.origin} = 'here' and ${t.status} = 'finalised')`),
  ],
)

/** Each shift of 30 minutes or more: people are asked to confirm against the newest one. */
export const postponements = pgTable(
  'postponements',
  {
    id: id(),
    activityId: uuid('activity_id')
      .notNull()
      .references(() => activities.id),
    fromStartsAt: instant('from_starts_at').notNull(),
    toStartsAt: instant('to_starts_at').notNull(),
    reason: text('reason'),
    decidedById: uuid('decided_by_id').references(() => people.id),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [index('postponements_activity').on(t.activityId)],
)

export const hosts = pgTable(
  'hosts',
  {
    activityId: uuid('activity_id')
      .notNull()
      .references(() => activities.id),
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id),
    role: text('role', { enum: hostRoles }).notNull(),
    position: integer('position').notNull().default(0),
    /** Null until the group accepts; only accepted lead and co-hosts are credited. */
    acceptedAt: instant('accepted_at'),
    declinedAt: instant('declined_at'),
    ...createdAndUpdated(),
  },
  (t) => [primaryKey({ columns: [t.activityId, t.groupId] }), index('hosts_group').on(t.groupId, t.role)],
)
