import { z } from 'zod'
import { groupTypes, joinModes, registrationNouns } from '@/db/vocabulary'
import { emailSchema } from '../accounts/schema'
import { line, localText, namesSchema, reason, shortNameSchema } from '../groups/schema'
import { venueDetailsSchema } from '../venues/schema'

const id = z.uuid('invalid')
const code = line(20)
const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const fromUrl = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => first(value) || undefined, schema.optional().catch(undefined as never))

export const officerRolesToInvite = ['president', 'secretary', 'organizer'] as const
export const applicantRoles = ['president', 'secretary'] as const

const chapterSchema = z.object({
  names: namesSchema(80),
  shortName: shortNameSchema,
  districtCode: code,
  joinMode: z.enum(joinModes, 'required').default('review'),
  /** Who is asked to be its secretary; without one, the applicant answers for it too. */
  secretaryEmail: emailSchema.optional(),
})

/** An application for a group, with its chapters and venues and whom to ask to answer for it. */
export const groupApplicationSchema = z
  .object({
    type: z.enum(groupTypes, 'required'),
    parentId: id.optional(),
    names: namesSchema(80),
    shortName: shortNameSchema,
    districtCode: code,
    foundedOn: z.iso.date({ error: 'date_invalid' }).optional(),
    purpose: localText(1000).refine((value) => value !== null, 'text_required'),
    joinMode: z.enum(joinModes, 'required').default('review'),
    roleMailbox: emailSchema.optional(),
    chapters: z.array(chapterSchema).max(30, 'too_big').default([]),
    venues: z.array(venueDetailsSchema).max(10, 'too_big').default([]),
    applicantRole: z.enum(applicantRoles, 'required').default('secretary'),
    officers: z
      .array(z.object({ email: emailSchema, role: z.enum(officerRolesToInvite, 'required') }))
      .max(20, 'too_big')
      .default([]),
  })
  .refine((a) => a.type !== 'chapter' || a.parentId, { path: ['parentId'], message: 'required' })
  .transform((a) => ({
    ...a,
    parentId: a.type === 'chapter' ? a.parentId : undefined,
    chapters: a.type === 'association' ? a.chapters : [],
  }))
export type GroupApplication = z.output<typeof groupApplicationSchema>
export type GroupApplicationInput = z.input<typeof groupApplicationSchema>

/** An application for a venue alone. */
export const venueApplicationSchema = z.object({ venues: z.array(venueDetailsSchema).length(1, 'required') })
export type VenueApplication = z.output<typeof venueApplicationSchema>

export const startRegistrationSchema = z.object({ noun: z.enum(registrationNouns) })
export const registrationIdSchema = z.object({ registrationId: id })
const MAX_DRAFT = 120_000
/** The form as it is typed, whatever is still missing. */
export const saveDraftSchema = registrationIdSchema.extend({
  draft: z
    .record(z.string().max(60), z.unknown())
    .refine((draft) => JSON.stringify(draft).length <= MAX_DRAFT, 'too_long')
    .refine((draft) => !/\\u0000|\\ud[89ab]/i.test(JSON.stringify(draft)), 'invalid'),
})
export const recommendSchema = registrationIdSchema.extend({ note: line(500) })
export const registrationReasonSchema = registrationIdSchema.extend({ reason })

export const PAGE_OF_REVIEWS = 50
export const reviewKinds = ['group', 'venue', 'activity'] as const
export const reviewStates = ['waiting', 'decided'] as const

/** What an address may ask of the review queue: `/admin/reviews?kind=venue&district=330110&state=decided`. */
export const reviewFilterSchema = z.object({
  kind: fromUrl(z.enum(reviewKinds)),
  district: fromUrl(z.string().regex(/^[A-Za-z0-9_-]{1,20}$/)),
  state: fromUrl(z.enum(reviewStates)),
})
export type ReviewFilter = z.output<typeof reviewFilterSchema>
export const parentChoiceSchema = z.object({ q: z.string().trim().max(60) })
/** Which step of the form stands open. */
export const stepSchema = z.object({ step: fromUrl(z.coerce.number().int().min(1).max(4)) })
