import { z } from 'zod'
import { defineJob } from './enqueue'

/** Seals the closed days of the history; runs every hour. */
export const sealHistoryJob = defineJob('history/seal', z.object({}))
/** Forgets finished jobs, old request ids and old rate limits. */
export const cleanUpJobsJob = defineJob('jobs/clean-up', z.object({}))
