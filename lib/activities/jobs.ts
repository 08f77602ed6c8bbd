import { z } from 'zod'
import { defineJob } from '../jobs/enqueue'

/** Tells the network of reviews unanswered for three working days; runs every hour. */
export const escalateReviewsJob = defineJob('activities/escalate-reviews', z.object({}))
