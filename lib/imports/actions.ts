'use server'

import { action } from '../action'
import { cancelImport, confirmImport } from './commands/runs'
import { runSchema } from './schema/page'

export const confirmImportAction = action(runSchema, confirmImport)
export const cancelImportAction = action(runSchema, cancelImport)
