import type { z } from 'zod'
import { cleanUpSignIns } from '../accounts/commands/sign-in'
import { cleanUpSignInsJob } from '../accounts/jobs'
import { escalateReviews } from '../activities/commands/review'
import { escalateReviewsJob } from '../activities/jobs'
import { finaliseDue } from '../attendance/commands/finalise-due'
import { finaliseDueJob } from '../attendance/jobs'
import { forgetAccessNeeds } from '../contributions/commands/forget'
import { forgetAccessNeedsJob } from '../contributions/jobs'
import type { Ctx } from '../ctx'
import { cleanUpFiles, cleanUpFilesJob } from '../files/clean-up'
import { liftDue } from '../groups/commands/members'
import { remindApplications } from '../groups/commands/remind'
import { liftSuspensionsJob, releaseGroupBookingsJob, remindApplicationsJob } from '../groups/jobs'
import { sealHistory } from '../history/seal'
import { cleanUpImports, runImport } from '../imports/commands/runs'
import { cleanUpImportsJob, runImportJob } from '../imports/jobs'
import { releaseGroupBookings } from '../rsvps/commands/bookings'
import { remindDue } from '../rsvps/commands/remind'
import { settleDue } from '../rsvps/commands/settle'
import { remindJob, settleRsvpsJob } from '../rsvps/jobs'
import { cleanUpJobs } from './clean-up'
import type { JobDefinition } from './enqueue'
import { cleanUpJobsJob, sealHistoryJob } from './recurring'

/** A definition bound to what it runs; with `everySeconds` it recurs without being enqueued. */
export type Handler = {
  definition: JobDefinition
  everySeconds?: number
  /** May take minutes: it runs beside the others, which do not wait for it. */
  isLong?: boolean
  run: (ctx: Ctx, payload: never) => Promise<unknown>
}

const on = <S extends z.ZodType>(
  definition: JobDefinition<S>,
  run: (ctx: Ctx, payload: z.output<S>) => Promise<unknown>,
  everySeconds?: number,
): Handler => ({ definition, run, everySeconds })

const MINUTE = 60
const HOUR = 3600

/** Every job and the command it runs. Imported by the worker alone. */
export const handlers: readonly Handler[] = [
  on(settleRsvpsJob, settleDue, MINUTE),
  on(remindJob, remindDue, 5 * MINUTE),
  on(finaliseDueJob, finaliseDue, HOUR),
  on(escalateReviewsJob, escalateReviews, HOUR),
  on(remindApplicationsJob, remindApplications, HOUR),
  on(liftSuspensionsJob, liftDue, HOUR),
  on(releaseGroupBookingsJob, releaseGroupBookings),
  on(sealHistoryJob, sealHistory, HOUR),
  on(cleanUpSignInsJob, cleanUpSignIns, HOUR),
  on(forgetAccessNeedsJob, forgetAccessNeeds, 6 * HOUR),
  { ...on(runImportJob, runImport), isLong: true },
  on(cleanUpImportsJob, cleanUpImports, HOUR),
  on(cleanUpFilesJob, cleanUpFiles, HOUR),
  on(cleanUpJobsJob, cleanUpJobs, 6 * HOUR),
]
