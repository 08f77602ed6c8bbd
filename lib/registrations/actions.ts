'use server'

import { action } from '../action'
import { saveDraft, startRegistration, submitRegistration, withdrawRegistration } from './commands'
import { approveRegistration, recommendRegistration, refuseRegistration, sendBackRegistration } from './commands/review'
import { listParentChoices } from './queries'
import {
  parentChoiceSchema,
  recommendSchema,
  registrationIdSchema,
  registrationReasonSchema,
  saveDraftSchema,
  startRegistrationSchema,
} from './schema'

export const startRegistrationAction = action(startRegistrationSchema, startRegistration)
export const saveDraftAction = action(saveDraftSchema, saveDraft)
export const submitRegistrationAction = action(registrationIdSchema, submitRegistration)
export const withdrawRegistrationAction = action(registrationIdSchema, withdrawRegistration)
export const recommendRegistrationAction = action(recommendSchema, recommendRegistration)
export const sendBackRegistrationAction = action(registrationReasonSchema, sendBackRegistration)
export const refuseRegistrationAction = action(registrationReasonSchema, refuseRegistration)
export const approveRegistrationAction = action(registrationIdSchema, approveRegistration)
export const findParentsAction = action(parentChoiceSchema, (ctx, { q }) => listParentChoices(ctx, q))
