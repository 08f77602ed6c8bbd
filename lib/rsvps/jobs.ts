import { z } from 'zod'
import { defineJob } from '../jobs/enqueue'

/** Every minute: offers that expired, places nobody confirmed, offers that waited for the morning. */
export const settleRsvpsJob = defineJob('rsvps/settle', z.object({}))
/** Every five minutes: reminders, from 24 h before the start. */
export const remindJob = defineJob('rsvps/remind', z.object({}))
