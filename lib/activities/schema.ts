import { z } from 'zod'
import { activityLanguages, activityModes, audiences, rsvpModes } from '@/db/vocabulary'
import { line, localText } from '../groups/schema'
import { isZone } from '../time/zones'

/** Flags that the organizer states; `over_200` and `several_districts` follow from the plan. */
export const statedFlags = ['outdoors', 'minors', 'fee', 'outside_organisation'] as const

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
/** A value of the URL: the first of a repeated one; what does not fit is left out, so that no address is an error. */
const fromUrl = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => first(value) || undefined, schema.optional().catch(undefined as never))
/** `YYYY-MM-DD`, a day that exists; before 1900 clocks had offsets that no database takes. */
const date = z.iso.date({ error: 'date_invalid' }).refine((day) => day >= '1900', 'date_invalid')
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
  view: fromUrl(z.enum(['calendar'])),
  cursor: fromUrl(z.string().regex(/^\d{1,13}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)),
})
export type ActivityFilter = z.output<typeof activityFilterSchema>

/** What the calendar asks for: the list's filters, and the days shown (`to` excluded, at most 62). `mine`: those the actor answers for. */
export const calendarFilterSchema = activityFilterSchema
  .omit({ when: true, past: true, cursor: true, view: true })
  .extend({ from: date, to: date, mine: fromUrl(yes) })
  .refine(({ from, to }) => Date.parse(to) > Date.parse(from) && Date.parse(to) - Date.parse(from) <= 62 * 86_400_000, {
    path: ['to'],
    message: 'date_invalid',
  })
export type CalendarFilter = z.output<typeof calendarFilterSchema>

/** The address of a filter: `{ when: 'week', places: true }` gives `?when=week&places=1`; nothing gives an empty string. */
export function filterHref(filter: Partial<ActivityFilter>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(filter)) if (value) params.set(key, value === true ? '1' : String(value))
  return params.size > 0 ? `?${params}` : ''
}

const id = z.uuid('invalid')
const optionalId = z.uuid('invalid').optional()
/** A wall clock `YYYY-MM-DDTHH:MM`; its zone is the activity's. */
const wallClock = z.iso
  .datetime({ local: true, offset: false, precision: -1, error: (issue) => (issue.input === undefined ? 'required' : 'date') })
  .max(16, 'date')
const minutes = (min: number, max: number, standard: number) =>
  z.coerce.number('invalid').int('invalid').min(min, 'too_small').max(max, 'too_big').default(standard)
const count = (max: number) => z.coerce.number('invalid').int('invalid').min(1, 'too_small').max(max, 'too_big').optional()

/** What an organizer plans: the form of a new activity and of its editing. Texts left empty are absent. */
export const planSchema = z.object({
  titles: localText(120).refine((value) => value !== null, 'text_required'),
  summaries: localText(300),
  body: localText(20_000),
  kindCode: z.string('required').min(1, 'required').max(30, 'invalid'),
  mode: z.enum(activityModes, 'required'),
  startsAt: wallClock,
  endsAt: wallClock.optional(),
  zone: z.string().refine(isZone, 'invalid').optional(),
  venueId: optionalId,
  spaceId: optionalId,
  place: localText(200),
  placeDirections: localText(500),
  entrancePhotoId: optionalId,
  joiningLink: z
    .url({ protocol: /^https?$/, error: 'url' })
    .max(500, 'too_long')
    .optional(),
  cost: localText(200),
  contact: line(200),
  bring: localText(300),
  accessNotes: localText(500),
  audience: z.enum(audiences, 'required').default('public'),
  languages: z.array(z.enum(activityLanguages)).min(1, 'required').default(['zh']),
  capacity: count(100_000),
  expectedSize: count(100_000),
  rsvpMode: z.enum(rsvpModes).default('open'),
  companionsAllowed: z.coerce.number('invalid').int('invalid').min(0, 'too_small').max(10, 'too_big').default(0),
  rsvpOpensAt: wallClock.optional(),
  rsvpClosesAt: wallClock.optional(),
  offerMinutes: z.coerce.number('invalid').int('invalid').min(15, 'too_small').max(1440, 'too_big').optional(),
  doorOpensMinutes: minutes(0, 240, 30),
  doorClosesMinutes: minutes(0, 240, 15),
  lateAfterMinutes: minutes(0, 240, 15),
  permitReference: line(100),
  flags: z.array(z.enum(statedFlags)).default([]),
  coHostIds: z.array(id).max(20, 'too_big').default([]),
  supportIds: z.array(id).max(20, 'too_big').default([]),
})
export type Plan = z.output<typeof planSchema>
export type PlanInput = z.input<typeof planSchema>

export const createActivitySchema = planSchema.extend({ groupId: id })
export const updateActivitySchema = planSchema.extend({ activityId: id })
export const activityIdSchema = z.object({ activityId: id })
/** `seenAt`: the last change of the plan that the reviewer has seen. */
export const approveActivitySchema = activityIdSchema.extend({ seenAt: z.iso.datetime().optional() })
export const askForChangesSchema = activityIdSchema.extend({
  reason: z.string('required').trim().min(1, 'required').max(1000, 'too_long'),
})
export const hostingSchema = activityIdSchema.extend({ groupId: id })
/** What is typed to find a venue or a group for the form. */
export const choiceSchema = z.object({ q: z.string().trim().max(60) })
