import { z } from 'zod'
import { defineJob } from '../jobs/enqueue'

/** Forgets access needs a week after the last activity that they were for; runs every six hours. */
export const forgetAccessNeedsJob = defineJob('contributions/forget-access-needs', z.object({}))
