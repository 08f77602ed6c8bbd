import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgSequence, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { rsvpStatuses } from '../vocabulary'
import { people } from './accounts'
import { activities } from './activities'
import { createdAndUpdated, id, instant } from './columns'
import { groups } from './groups'

/** One order for all RSVPs; within an activity it is the order of the waitlist, because the activity row is locked. */
export const rsvpSequence = pgSequence('rsvp_sequence')

export const rsvps = pgTable(
  'rsvps',
  {
    id: id(),
    activityId: uuid('activity_id')
      .notNull()
      .references(() => activities.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    status: text('status', { enum: rsvpStatuses }).notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull().default(sql`nextval('rsvp_sequence')`),
    placedById: uuid('placed_by_id')
      .notNull()
      .references(() => people.id),
    /** The host group that the member chose to represent, where she belongs to two or more. */
    representsId: uuid('represents_id').references(() => groups.id),
    companions: integer('companions').notNull().default(0),
    companionNames: text('companion_names').array().notNull().default([]),
    answers: jsonb('answers').$type<Record<string, string>>().notNull().default({}),
    offerExpiresAt: instant('offer_expires_at'),
    reconfirmAskedAt: instant('reconfirm_asked_at'),
    reconfirmedAt: instant('reconfirmed_at'),
    cancelledAt: instant('cancelled_at'),
    cancelReason: text('cancel_reason'),
    excusedAt: instant('excused_at'),
    noShowAt: instant('no_show_at'),
    ...createdAndUpdated(),
  },
  (t) => [
    unique('rsvps_once').on(t.activityId, t.personId),
    index('rsvps_person').on(t.personId, t.status),
    index('rsvps_vouched').on(t.placedById).where(sql`${t.placedById} <> ${t.personId}`),
    index('rsvps_waitlist').on(t.activityId, t.status, t.sequence),
    index('rsvps_offers').on(t.offerExpiresAt).where(sql`${t.status} = 'offered'`),
    check('rsvps_companions', sql`${t.companions} between 0 and 10`),
    check('rsvps_offer', sql`(${t.status} = 'offered') = (${t.offerExpiresAt} is not null)`),
    check('rsvps_cancelled', sql`(${t.status} in ('cancelled', 'late_cancelled')) = (${t.cancelledAt} is not null)`),
  ],
)
