import { z } from 'zod'
import { defineJob } from '../jobs/enqueue'

/** Every hour: applications that have waited five working days. */
export const remindApplicationsJob = defineJob('groups/remind-applications', z.object({}))
/** Every hour: suspensions of members whose day has come. */
export const liftSuspensionsJob = defineJob('groups/lift-suspensions', z.object({}))
/** After a group was dissolved: what it had booked is given back. */
export const releaseGroupBookingsJob = defineJob('groups/release-bookings', z.object({ groupId: z.uuid() }))
