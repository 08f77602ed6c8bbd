import { z } from 'zod'
import { isZone } from '../time/zones'

/** Why a record does not go in. Each is said in `imports.json`. */
export const badReasons = [
  'not_an_array',
  'ends_early',
  'too_large',
  'not_json',
  'not_an_object',
  'no_id',
  'duplicate_id',
  'no_name',
  'no_title',
  'no_group',
  'bad_date',
  'bad_duration',
  'bad_status',
  'bad_venue',
  'bad_count',
  'refused',
] as const
export type BadReason = (typeof badReasons)[number]

const text = z.string().transform(clean)
const said = (reason: BadReason) => z.string(reason).transform(clean).pipe(z.string().min(1, reason))
const key = (reason: BadReason) => z.union([said(reason), z.number().int().transform(String)], reason).pipe(z.string().max(200, reason))
const loose = text.nullish().catch(null)
const degrees = (limit: number) => z.number().min(-limit).max(limit).nullish().catch(null)
const count = z.number('bad_count').int('bad_count').min(0, 'bad_count').max(1_000_000, 'bad_count').nullish()

/** PostgreSQL keeps neither NUL nor half a surrogate pair. */
function clean(value: string): string {
  return value
    .replaceAll('\0', '')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim()
}

/** A record of `chapters.json`, as far as it is read. */
export const chapterSchema = z.object(
  {
    urlname: key('no_id'),
    name: said('no_name'),
    timezone: z
      .string()
      .refine((zone) => /^[A-Za-z]/.test(zone) && isZone(zone))
      .nullish()
      .catch(null),
  },
  'not_an_object',
)
export type Chapter = z.output<typeof chapterSchema>

const venueSchema = z.object(
  {
    id: key('bad_venue').nullish().catch(null),
    name: loose,
    address: loose,
    city: loose,
    state: loose,
    country: loose,
    postalCode: loose,
    lat: degrees(90),
    lon: degrees(180),
    venueType: loose,
  },
  'bad_venue',
)
export type VenueRecord = z.output<typeof venueSchema>

/** A record of `events*.json`, as far as it is read. */
export const eventSchema = z.object(
  {
    id: key('no_id'),
    title: said('no_title'),
    description: loose,
    status: z.string('bad_status'),
    dateTime: z.string('bad_date'),
    duration: z.string('bad_duration').nullish(),
    createdTime: z.string().nullish().catch(null),
    rsvps: z.object({ yesCount: count, waitlistCount: count }, 'bad_count').nullish(),
    venues: z.array(venueSchema, 'bad_venue').nullish(),
    group: z.object({ urlname: key('no_group'), name: loose }, 'no_group'),
  },
  'not_an_object',
)
export type EventRecord = z.output<typeof eventSchema>
