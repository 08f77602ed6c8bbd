import { z } from 'zod'

export const dimensions = ['district', 'group', 'month', 'kind'] as const
export type Dimension = (typeof dimensions)[number]
/** How a joint activity is credited to its hosts: once for each, to the lead alone, or 1/n each (exports only). */
export const creditModes = ['full', 'lead', 'share'] as const
export type CreditMode = (typeof creditModes)[number]

/** Figures whose rows can be opened. */
export const metrics = [
  'activities',
  'attendances',
  'guests',
  'people',
  'hostedAttendances',
  'members',
  'memberships',
  'participants',
  'noShows',
  'declared',
  'reportedGoing',
  'reportedWaitlisted',
] as const
export type Metric = (typeof metrics)[number]

const month = z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/)
/** A code or a slug: letters, digits, `_` and `-`. */
const word = z
  .string()
  .max(80)
  .regex(/^[\p{L}\p{N}_-]+$/u)
const or = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)

/** The statistics page's URL: what cannot be read falls back to the default, so that no address is an error. */
export const statisticsSchema = z.object({
  from: or(month),
  to: or(month),
  by: z.enum(dimensions).catch('district'),
  mode: z.enum(creditModes).catch('full'),
  district: or(word),
  kind: or(word),
  group: or(word),
})
export type StatisticsInput = z.output<typeof statisticsSchema>

export const figureRowsSchema = statisticsSchema.extend({
  metric: z.enum(metrics).catch('activities'),
  cursor: or(z.string().max(200)),
})

/** A group's figure opened: one month of it, or all time. */
export const groupFigureSchema = z.object({
  metric: z
    .enum(['activities', 'counted', 'attendances', 'people', 'hostedAttendances', 'declared', 'reportedGoing', 'reportedWaitlisted'])
    .catch('counted'),
  month: or(month),
  cursor: or(z.string().max(200)),
})

export const lockMonthSchema = z.object({ month, scope: z.literal('network').default('network') })
export type LockMonthInput = z.output<typeof lockMonthSchema>
