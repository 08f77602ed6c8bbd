'use server'

import { action } from '../action'
import { duplicateActivity } from './commands/duplicate'
import { acceptHosting, declineHosting } from './commands/hosting'
import { createActivity, updateActivity } from './commands/plan'
import { approveActivity, askForChanges, publishActivity } from './commands/publish'
import { activityIdSchema, askForChangesSchema, createActivitySchema, hostingSchema, updateActivitySchema } from './schema'

export const createActivityAction = action(createActivitySchema, createActivity)
export const updateActivityAction = action(updateActivitySchema, updateActivity)
export const publishActivityAction = action(activityIdSchema, publishActivity)
export const approveActivityAction = action(activityIdSchema, approveActivity)
export const askForChangesAction = action(askForChangesSchema, askForChanges)
export const duplicateActivityAction = action(activityIdSchema, duplicateActivity)
export const acceptHostingAction = action(hostingSchema, acceptHosting)
export const declineHostingAction = action(hostingSchema, declineHosting)
