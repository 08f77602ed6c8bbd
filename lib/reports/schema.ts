import { z } from 'zod'
import { reportReasons, reportStatuses, reportSubjects } from '@/db/vocabulary'

export const reportSchema = z.object({
  noun: z.enum(reportSubjects),
  /** Of a recap: its activity's. */
  id: z.uuid(),
  reason: z.enum(reportReasons, 'required'),
  note: z.string().trim().max(1000, 'too_long').optional(),
})
export type ReportInput = z.output<typeof reportSchema>

export const decideReportSchema = z.object({
  reportId: z.uuid(),
  decision: z.enum(['dismissed', 'upheld'], 'required'),
  reason: z.string().trim().min(1, 'required').max(500, 'too_long'),
})
export type DecideReport = z.output<typeof decideReportSchema>

/** What the queue's URL may say. */
export const reportsParams = z.object({
  status: z.enum(reportStatuses).catch('open').default('open'),
  after: z.uuid().optional().catch(undefined),
})
export const reportedParams = z.object({ noun: z.enum(reportSubjects), id: z.uuid() })
