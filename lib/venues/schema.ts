import { z } from 'zod'
import { datums, facilities, venueLevels } from '@/db/vocabulary'
import { line, localText, namesSchema, reason } from '../groups/schema'

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
/** A value of the URL: the first of a repeated one; what does not fit is left out, so that no address is an error. */
const fromUrl = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => first(value) || undefined, schema.optional().catch(undefined as never))
const code = z.string().regex(/^[A-Za-z0-9_-]{1,20}$/)

export const PAGE_OF_VENUES = 30

/** What an address may ask of the directory: `/venues?district=330106&facility=step_free&facility=hearing_loop&open=1&view=map`. */
export const venueFilterSchema = z.object({
  q: fromUrl(z.string().trim().min(1).max(100)),
  district: fromUrl(code),
  category: fromUrl(code),
  level: fromUrl(z.enum(venueLevels)),
  facility: z.preprocess(
    (value) => [value].flat().filter((v) => facilities.includes(v as never)),
    z.array(z.enum(facilities)).transform((all) => [...new Set(all)]),
  ),
  open: fromUrl(z.literal('1')),
  view: fromUrl(z.enum(['map', 'streets'])),
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
export const bookingDeclineSchema = bookingDecisionSchema.extend({ reason })
/** Another space of the venue instead, for the same hours. */
export const offerSpaceSchema = bookingDecisionSchema.extend({ spaceId: z.uuid('required'), reason: line(500) })

const wallClock = z.iso
  .datetime({ local: true, offset: false, precision: -1, error: (issue) => (issue.input === undefined ? 'required' : 'invalid') })
  .max(16, 'invalid')
/** Hours of a space on the wall clock of the network's zone: `2026-11-28T19:00`. */
const hours = z.object({ spaceId: z.uuid('required'), startsAt: wallClock, endsAt: wallClock })
const isInOrder = (b: { startsAt: string; endsAt: string }) => b.endsAt > b.startsAt
const notInOrder = { path: ['endsAt'], message: 'ends_before_start' }
export const bookForGroupSchema = hours.extend({ groupId: z.uuid('required'), note: line(500) }).refine(isInOrder, notInOrder)
export const blockHoursSchema = hours.extend({ note: line(500).refine((text) => Boolean(text), 'required') }).refine(isInOrder, notInOrder)
/** A space on a day of the network's zone, as the form of an activity asks; `activityId`: the one whose own booking is left out. */
export const takenHoursSchema = z.object({ spaceId: uuid, date: z.iso.date(), activityId: uuid.optional() })

const number = (min: number, max: number) => z.coerce.number('invalid').min(min, 'too_small').max(max, 'too_big').optional()

const openingLine = /^([01]\d|2[0-4]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/
/** A day's hours as people write them: `09:00-12:00, 14:00-21:00`; nothing is closed. */
const dayHours = z
  .string()
  .optional()
  .transform((text, ctx): [string, string][] => {
    const spells = (text ?? '')
      .replaceAll(/[–—~至到]/g, '-')
      .replaceAll('：', ':')
      .split(/[,，;；、]/)
      .map((spell) =>
        spell
          .replaceAll(/\s/g, '')
          .replace(/^(\d):/, '0$1:')
          .replace(/-(\d):/, '-0$1:'),
      )
      .filter(Boolean)
    if (spells.some((spell) => !openingLine.test(spell) || spell.slice(0, 5) >= spell.slice(6)))
      ctx.addIssue({ code: 'custom', message: 'invalid' })
    return spells.sort().map((spell) => [spell.slice(0, 5), spell.slice(6)])
  })

export const spaceDetailsSchema = z.object({ names: namesSchema(60), capacity: number(1, 100_000) })

export const MAX_VENUE_PHOTOS = 12
/** Photos in their order; each says in words what it shows, and that whoever is on it agreed. */
const photos = z
  .array(
    z.object({
      fileId: uuid,
      alts: localText(200).refine((value) => value !== null, 'text_required'),
      consented: z.boolean().refine((agreed) => agreed, 'agree'),
    }),
  )
  .max(MAX_VENUE_PHOTOS, 'too_many')

/** What a venue says of itself when it is registered. A position is given whole, with its datum, or not at all. */
export const venueDetailsSchema = z
  .object({
    names: namesSchema(80),
    categoryCode: line(20),
    districtCode: line(20),
    addresses: localText(200).refine((value) => value !== null, 'text_required'),
    lng: number(-180, 180),
    lat: number(-90, 90),
    datum: z.enum(datums).optional(),
    capacity: number(1, 100_000),
    facilities: z.array(z.enum(facilities)).default([]),
    summary: localText(1000),
    spaces: z.array(spaceDetailsSchema).max(30, 'too_big').default([]),
    photos: photos.default([]),
  })
  .refine((v) => (v.lng === undefined) === (v.lat === undefined), { path: ['lat'], message: 'required' })
  .transform((v) => ({ ...v, datum: v.lng === undefined ? undefined : (v.datum ?? 'WGS84') }))
export type VenueDetails = z.output<typeof venueDetailsSchema>
export type VenueDetailsInput = z.input<typeof venueDetailsSchema>

const ofVenue = { venueId: uuid }
/** A venue's details as its keeper edits them; hours by ISO weekday. */
export const editVenueSchema = z
  .object({
    ...ofVenue,
    names: namesSchema(80),
    addresses: localText(200).refine((value) => value !== null, 'text_required'),
    directions: localText(500),
    summary: localText(1000),
    capacity: number(1, 100_000),
    facilities: z.array(z.enum(facilities)).default([]),
    hours: z.record(z.enum(['1', '2', '3', '4', '5', '6', '7']), dayHours),
    lng: number(-180, 180),
    lat: number(-90, 90),
    datum: z.enum(datums).optional(),
  })
  .refine((v) => (v.lng === undefined) === (v.lat === undefined), { path: ['lat'], message: 'required' })
  .transform((v) => ({ ...v, datum: v.lng === undefined ? undefined : (v.datum ?? 'WGS84') }))

const spaceFields = {
  names: namesSchema(60),
  capacity: number(1, 100_000),
  bufferMinutes: z.coerce.number('invalid').int('invalid').min(0, 'too_small').max(240, 'too_big').default(0),
}
export const addSpaceSchema = z.object({ ...ofVenue, ...spaceFields })
export const editSpaceSchema = z.object({ spaceId: uuid, ...spaceFields })
export const retireSpaceSchema = z.object({ spaceId: uuid })

export const venuePhotosSchema = z.object({ ...ofVenue, photos })

export const venueStandingSchema = z
  .object({ ...ofVenue, status: z.enum(['listed', 'suspended', 'closed']), reason: line(500) })
  .refine((v) => v.status === 'listed' || v.reason, { path: ['reason'], message: 'required' })
/** A level is awarded from outside: by whom, and until when. */
export const venueLevelSchema = z
  .object({ ...ofVenue, level: z.enum(venueLevels), source: line(120), endsOn: z.iso.date('invalid').optional() })
  .refine((v) => v.level === 'NONE' || v.source, { path: ['source'], message: 'required' })
