import { z } from 'zod'
import { defineJob } from '../jobs/enqueue'

/** Every hour: applications that have waited five working days. */
export const remindApplicationsJob = defineJob('groups/remind-applications', z.object({}))
/** Every hour: suspensions of members whose day has come. */
export const liftSuspensionsJob = defineJob('groups/lift-suspensions', z.object({}))
