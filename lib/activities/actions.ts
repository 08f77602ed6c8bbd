'use server'

import { action } from '../action'
import { listGroups } from '../groups/queries'
import { listVenueChoices } from '../venues/queries/directory'
import { listTakenHours } from '../venues/queries/week'
import { takenHoursSchema } from '../venues/schema'
import { duplicateActivity } from './commands/duplicate'
import { acceptHosting, declineHosting } from './commands/hosting'
import { createActivity, updateActivity } from './commands/plan'
import { publishActivity } from './commands/publish'
import { approveActivity, askForChanges } from './commands/review'
import {
  activityIdSchema,
  approveActivitySchema,
  askForChangesSchema,
  choiceSchema,
  createActivitySchema,
  hostingSchema,
  updateActivitySchema,
} from './schema'

export const createActivityAction = action(createActivitySchema, createActivity)
export const updateActivityAction = action(updateActivitySchema, updateActivity)
export const publishActivityAction = action(activityIdSchema, publishActivity)
export const approveActivityAction = action(approveActivitySchema, approveActivity)
export const askForChangesAction = action(askForChangesSchema, askForChanges)
export const duplicateActivityAction = action(activityIdSchema, duplicateActivity)
export const acceptHostingAction = action(hostingSchema, acceptHosting)
export const declineHostingAction = action(hostingSchema, declineHosting)
export const findVenuesAction = action(choiceSchema, (ctx, { q }) => listVenueChoices(ctx, q))
export const findTakenHoursAction = action(takenHoursSchema, listTakenHours)
export const findGroupsAction = action(choiceSchema, async (ctx, { q }) =>
  (await listGroups(ctx, { q, limit: 8 })).items.map(({ id, names, shortName }) => ({ id, names, shortName })),
)
