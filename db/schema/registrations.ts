import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { registrationNouns, registrationStatuses } from '../vocabulary'
import { people } from './accounts'
import { createdAndUpdated, id, instant } from './columns'
import { groups } from './groups'
import { districts } from './network'
import { venues } from './venues'

/**
 * An application to be listed: a group with its chapters and venues, or a venue alone. `draft` holds the form as it is
 * typed; the rows of groups and venues are made in the transaction of the approval, so nothing half lies among them.
 */
export const registrations = pgTable(
  'registrations',
  {
    id: id(),
    noun: text('noun', { enum: registrationNouns }).notNull(),
    applicantId: uuid('applicant_id')
      .notNull()
      .references(() => people.id),
    draft: jsonb('draft').$type<Record<string, unknown>>().notNull(),
    status: text('status', { enum: registrationStatuses }).notNull(),
    /** Whose district recommends; null: the network alone. */
    districtCode: text('district_code').references(() => districts.code),
    submittedAt: instant('submitted_at'),
    recommendedById: uuid('recommended_by_id').references(() => people.id),
    recommendedAt: instant('recommended_at'),
    recommendation: text('recommendation'),
    decidedById: uuid('decided_by_id').references(() => people.id),
    decidedAt: instant('decided_at'),
    decisionReason: text('decision_reason'),
    groupId: uuid('group_id').references(() => groups.id),
    venueId: uuid('venue_id').references(() => venues.id),
    ...createdAndUpdated(),
  },
  (t) => [
    index('registrations_queue').on(t.status, t.submittedAt),
    index('registrations_applicant').on(t.applicantId),
    check('registrations_submitted', sql`${t.status} in ('draft', 'withdrawn') or ${t.submittedAt} is not null`),
    check('registrations_decided', sql`(${t.status} in ('approved', 'refused')) = (${t.decidedAt} is not null)`),
    check(
      'registrations_not_own',
      sql`(${t.decidedById} is null or ${t.decidedById} <> ${t.applicantId}) and (${t.recommendedById} is null or ${t.recommendedById} <> ${t.applicantId})`,
    ),
  ],
)
