import { z } from 'zod'

const fromUrl = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (Array.isArray(value) ? value[0] : value) || undefined, schema.optional().catch(undefined as never))
const id = z.uuid()

/** What an address may ask of the history: `/admin/history?actor=…&noun=activity&from=2026-11-01`. Dates are days of UTC, as they are sealed. */
export const historyFilterSchema = z.object({
  actor: fromUrl(id),
  /** Of which noun, or which verb: `activity`, `activity.published`. */
  verb: fromUrl(z.string().regex(/^[a-z_]+(\.[a-z_]+)?$/)),
  /** The id of what it was done to. */
  subject: fromUrl(
    z
      .string()
      .max(80)
      .regex(/^[\w:.-]+$/),
  ),
  from: fromUrl(z.iso.date()),
  to: fromUrl(z.iso.date()),
  cursor: fromUrl(z.string().regex(/^\d{1,16}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)),
  /** Recompute the seals. */
  verify: fromUrl(z.literal('1')),
})
export type HistoryFilter = z.output<typeof historyFilterSchema>

/** The address of a filter; nothing gives an empty string. */
export function historyHref(filter: Partial<HistoryFilter>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(filter)) if (value) params.set(key, value)
  return params.size > 0 ? `?${params}` : ''
}
