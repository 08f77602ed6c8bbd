'use server'

import { action } from '../action'
import { checkInByCode, enterPaper, tickOnRoster, voidCheckIn } from './commands/check-in'
import { confirmPaper } from './commands/confirm'
import { excludeActivity, includeActivity } from './commands/counted'
import { closeActivity, fileRecap } from './commands/recap'
import { addWalkIn } from './commands/walk-in'
import { findMembers } from './queries/roster'
import {
  activityOnlySchema,
  checkInByCodeSchema,
  closeSchema,
  excludeSchema,
  findMembersSchema,
  paperSchema,
  recapSchema,
  tickSchema,
  voidSchema,
  walkInSchema,
} from './schema'

export const checkInByCodeAction = action(checkInByCodeSchema, checkInByCode)
export const tickOnRosterAction = action(tickSchema, tickOnRoster)
export const voidCheckInAction = action(voidSchema, voidCheckIn)
export const addWalkInAction = action(walkInSchema, addWalkIn)
export const findMembersAction = action(findMembersSchema, findMembers)
export const confirmPaperAction = action(activityOnlySchema, confirmPaper)
export const enterPaperAction = action(paperSchema, enterPaper)
export const fileRecapAction = action(recapSchema, fileRecap)
export const closeActivityAction = action(closeSchema, closeActivity)
export const excludeActivityAction = action(excludeSchema, excludeActivity)
export const includeActivityAction = action(activityOnlySchema, includeActivity)
