import { z } from 'zod'
import { defineJob } from '../jobs/enqueue'

/** Finalises what ended the network's number of days ago and nobody closed; runs every hour. */
export const finaliseDueJob = defineJob('attendance/finalise-due', z.object({}))
