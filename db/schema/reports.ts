import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { reportReasons, reportStatuses, reportSubjects } from '../vocabulary'
import { people } from './accounts'
import { createdAndUpdated, id, instant } from './columns'
import { districts } from './network'

/** 举报: somebody finds that a public text should not stand. Visitors may report too; then there is no reporter. */
export const reports = pgTable(
  'reports',
  {
    id: id(),
    subjectType: text('subject_type', { enum: reportSubjects }).notNull(),
    subjectId: uuid('subject_id').notNull(),
    districtCode: text('district_code').references(() => districts.code),
    reason: text('reason', { enum: reportReasons }).notNull(),
    note: text('note'),
    reporterId: uuid('reporter_id').references(() => people.id),
    status: text('status', { enum: reportStatuses }).notNull(),
    decidedById: uuid('decided_by_id').references(() => people.id),
    decidedAt: instant('decided_at'),
    decisionReason: text('decision_reason'),
    ...createdAndUpdated(),
  },
  (t) => [
    index('reports_queue').on(t.status, t.createdAt),
    index('reports_subject').on(t.subjectType, t.subjectId),
    check('reports_decided', sql`(${t.status} = 'open') = (${t.decidedAt} is null)`),
  ],
)
