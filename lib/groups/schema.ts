import { z } from 'zod'
import { groupTypes } from '@/db/vocabulary'
import { placeOf } from '../search/cursor'

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
/** A value of the URL: the first of a repeated one; what does not fit is left out, so that no address is an error. */
const fromUrl = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => first(value) || undefined, schema.optional().catch(undefined as never))

export const PAGE_OF_GROUPS = 30

/** What an address may ask of the directory: `/groups?q=悦读&district=330106&type=chapter&alliance=qing-lan`. */
export const groupFilterSchema = z.object({
  q: fromUrl(z.string().trim().min(1).max(100)),
  district: fromUrl(z.string().regex(/^[A-Za-z0-9_-]{1,20}$/)),
  type: fromUrl(z.enum(groupTypes)),
  alliance: fromUrl(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
  cursor: fromUrl(z.string().max(400)),
})
export type GroupFilter = z.output<typeof groupFilterSchema>

/** What a client of the public JSON may ask: a bad value is an error there. */
export const groupApiSchema = z.object({
  limit: z.coerce.number({ error: 'invalid' }).int('invalid').min(1, 'too_small').max(100, 'too_big').default(50),
  cursor: z
    .string()
    .max(400, 'invalid')
    .refine((cursor) => placeOf(cursor) !== null, 'invalid')
    .optional(),
})

/** A count that may be shown to everybody: 1 to 4 people are not told, so that nobody is recognised. */
export const publicCount = (count: number): number | null => (count >= 1 && count <= 4 ? null : count)

/** The address of a filter: `{ q: '悦读' }` gives `?q=…`; nothing gives an empty string. */
export function groupFilterHref(filter: Partial<GroupFilter>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(filter)) if (value) params.set(key, String(value))
  return params.size > 0 ? `?${params}` : ''
}

export const joinGroupSchema = z.object({ groupId: z.uuid('invalid'), note: z.string().trim().max(500, 'too_long').optional() })
export type JoinGroupInput = z.input<typeof joinGroupSchema>
