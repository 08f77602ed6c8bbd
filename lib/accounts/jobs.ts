import { z } from 'zod'
import { defineJob } from '../jobs/enqueue'

/** Deletes sessions and sign-in requests that have expired; runs every hour. */
export const cleanUpSignInsJob = defineJob('accounts/clean-up', z.object({}))
