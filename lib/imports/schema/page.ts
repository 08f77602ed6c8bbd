import { z } from 'zod'

export const runSchema = z.object({ runId: z.uuid() })
/** What an address of the import page may ask. */
export const importParams = z.object({
  run: z.uuid().optional().catch(undefined),
  error: z.enum(['too_large', 'no_files', 'invalid_input']).optional().catch(undefined),
})
export const MAX_FILES = 10
export const orders = ['', 'dmy', 'mdy'] as const
