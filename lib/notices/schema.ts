import { z } from 'zod'

const text = z
  .string()
  .regex(/^\P{Cc}*$/u)
  .trim()
  .max(254)
  .optional()
  .catch(undefined)
/** What the outbox page's URL may say: an address to filter by, and the id of the last message seen. */
export const outboxParams = z.object({ to: text, before: z.uuid().optional().catch(undefined) })
/** What the inbox's URL may say: the id of the last notice seen. Anything else leads nowhere. */
export const noticesParams = z.object({ before: z.uuid().optional() })
