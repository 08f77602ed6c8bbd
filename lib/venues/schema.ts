import { z } from 'zod'
import { facilities, venueLevels } from '@/db/vocabulary'

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
/** A value of the URL: the first of a repeated one; what does not fit is left out, so that no address is an error. */
const fromUrl = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => first(value) || undefined, schema.optional().catch(undefined as never))
const code = z.string().regex(/^[A-Za-z0-9_-]{1,20}$/)

export const PAGE_OF_VENUES = 30

/** What an address may ask of the directory: `/venues?district=330106&facility=step_free&facility=hearing_loop`. */
export const venueFilterSchema = z.object({
  q: fromUrl(z.string().trim().min(1).max(100)),
  district: fromUrl(code),
  category: fromUrl(code),
  level: fromUrl(z.enum(venueLevels)),
  facility: z.preprocess(
    (value) => [value].flat().filter((v) => facilities.includes(v as never)),
    z.array(z.enum(facilities)).transform((all) => [...new Set(all)]),
  ),
  cursor: fromUrl(z.string().max(400)),
})
export type VenueFilter = z.output<typeof venueFilterSchema>

/** The week that a venue's page shows: the date of any of its days. */
export const weekSchema = z.object({ week: fromUrl(z.iso.date()), view: fromUrl(z.enum(['driver'])) })

/** The address of a filter: `{ facility: ['lift'] }` gives `?facility=lift`; nothing gives an empty string. */
export function venueFilterHref(filter: Partial<VenueFilter>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(filter)) for (const one of [value].flat()) if (one) params.append(key, String(one))
  return params.size > 0 ? `?${params}` : ''
}

const uuid = z.uuid('invalid')

/** A wish to use a space from `startsAt` until `endsAt` (instants). */
export const bookingSchema = z
  .object({
    spaceId: uuid,
    groupId: uuid,
    activityId: uuid.nullable().default(null),
    startsAt: z.coerce.date(),
    endsAt: z.coerce.date(),
    note: z.string().trim().max(500, 'too_long').optional(),
  })
  .refine((b) => b.endsAt > b.startsAt, { path: ['endsAt'], message: 'ends_before_start' })
export type BookingInput = z.input<typeof bookingSchema>

export const bookingDecisionSchema = z.object({ bookingId: uuid })
export const bookingDeclineSchema = bookingDecisionSchema.extend({ reason: z.string().trim().min(1, 'required').max(500, 'too_long') })
