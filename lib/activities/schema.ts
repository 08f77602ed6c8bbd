import { z } from 'zod'
import { activityLanguages } from '@/db/vocabulary'

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
/** A value of the URL: the first of a repeated one; what does not fit is left out, so that no address is an error. */
const fromUrl = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => first(value) || undefined, schema.optional().catch(undefined as never))
/** `YYYY-MM-DD`, a day that exists. */
const date = z.iso.date({ error: 'date_invalid' })
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const yes = z.literal('1').transform(() => true as const)

export const whenWords = ['today', 'tomorrow', 'week', 'weekend', 'month'] as const

/** What an address may ask of the list of activities: `/activities?when=week&part=evening&district=330106`. */
export const activityFilterSchema = z.object({
  q: fromUrl(z.string().trim().min(1).max(100)),
  when: fromUrl(z.enum(whenWords)),
  from: fromUrl(date),
  to: fromUrl(date),
  part: fromUrl(z.enum(['evening', 'weekend'])),
  district: fromUrl(z.string().regex(/^[A-Za-z0-9_-]{1,20}$/)),
  kind: fromUrl(z.string().regex(/^[A-Z_]{1,30}$/)),
  language: fromUrl(z.enum(activityLanguages)),
  group: fromUrl(slug),
  venue: fromUrl(slug),
  campaign: fromUrl(slug),
  places: fromUrl(yes),
  past: fromUrl(yes),
  cursor: fromUrl(z.string().regex(/^\d{1,13}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)),
})
export type ActivityFilter = z.output<typeof activityFilterSchema>

/** The address of a filter: `{ when: 'week', places: true }` gives `?when=week&places=1`; nothing gives an empty string. */
export function filterHref(filter: Partial<ActivityFilter>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(filter)) if (value) params.set(key, value === true ? '1' : String(value))
  return params.size > 0 ? `?${params}` : ''
}
