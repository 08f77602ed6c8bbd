'use server'

import { action } from '../action'
import { requestFrom } from '../auth/peer'
import { decideReport, fileReport } from './commands'
import { decideReportSchema, reportSchema } from './schema'

export const fileReportAction = action(reportSchema, async (ctx, input) => fileReport(ctx, { ...input, ...(await requestFrom()) }))
export const decideReportAction = action(decideReportSchema, decideReport)
