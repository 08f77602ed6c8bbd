import { z } from 'zod'
import { defineJob } from '../jobs/enqueue'

/** Reads the spreadsheets of a run for its preview, or, once confirmed, takes them in. */
export const runImportJob = defineJob('imports/run', z.object({ runId: z.uuid() }))
/** Deletes spreadsheets that nobody confirmed within a day. */
export const cleanUpImportsJob = defineJob('imports/clean-up', z.object({}))
