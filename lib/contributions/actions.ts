'use server'

import { action } from '../action'
import { requestFrom } from '../auth/peer'
import { claimRecord } from './commands/claim'
import { eraseMyself } from './commands/erase'
import { claimSchema, eraseMyselfSchema } from './schema'

export const claimRecordAction = action(claimSchema, async (ctx, input) => claimRecord(ctx, { ...input, ...(await requestFrom()) }))
export const eraseMyselfAction = action(eraseMyselfSchema, eraseMyself)
