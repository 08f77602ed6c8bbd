import { z } from 'zod'
import { correctionReasons } from '@/db/vocabulary'
import { localText } from '../groups/schema'

const id = z.uuid()
const at = { activityId: id, personId: id }
const sentences = z.string().trim().max(2000, 'too_long')

/** Six digits as people type them: with blanks, full-width, or pasted with text around. */
export const digitsSchema = z
  .string()
  .max(40, 'too_long')
  .transform((typed) => typed.normalize('NFKC').replace(/\D/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'six_digits'))

/** A member's own check-in: digits that she typed, a token that she scanned, or a scan that was kept over the sign-in. */
export const checkInByCodeSchema = z.union([
  z.object({ digits: digitsSchema, activityId: id.optional() }),
  z.object({ activityId: id, token: z.string().min(1).max(100) }),
  z.object({ activityId: id, kept: z.string().min(1).max(200) }),
])
export type CheckInByCode = z.output<typeof checkInByCodeSchema>
/** What the address of a scanned code carries. */
export const scannedSchema = z.object({
  t: z.string().max(100).optional().catch(undefined),
  s: z.string().max(200).optional().catch(undefined),
})

export const tickSchema = z.object(at)
export type Tick = z.output<typeof tickSchema>

/** Undoing: of one entry, or of every standing one of a person. */
export const voidSchema = z.object({ ...at, entryId: id.optional(), reason: z.enum(correctionReasons).default('wrong_data') })
export type Void = z.output<typeof voidSchema>

/** Somebody who is not on the roster: a member of a host group, or a new person by name. */
export const walkInSchema = z.union([
  z.object({ activityId: id, personId: id }),
  z.object({
    activityId: id,
    displayName: z.string().trim().min(1, 'required').max(80, 'too_long'),
    /** Made by the door: the same person sent again, because no answer came, is the same. */
    requestId: z.uuid().optional(),
  }),
])
export type WalkIn = z.output<typeof walkInSchema>

export const findMembersSchema = z.object({ activityId: id, search: z.string().trim().max(80) })
export type FindMembers = z.output<typeof findMembersSchema>

export const MAX_PAPER_SHEETS = 4

/** Who signed a sheet of paper, and photos of it. */
export const paperSchema = z.object({
  activityId: id,
  personIds: z.array(id).min(1, 'required').max(500),
  sheets: z
    .array(z.object({ fileId: id }))
    .max(MAX_PAPER_SHEETS, 'too_many')
    .optional(),
})
export type Paper = z.output<typeof paperSchema>

export const MAX_RECAP_PHOTOS = 6

export const recapSchema = z.object({
  activityId: id,
  texts: z
    .object({ zh: sentences.optional(), en: sentences.optional() })
    .transform((texts) => Object.fromEntries(Object.entries(texts).filter(([, text]) => text)) as { zh?: string; en?: string })
    .refine((texts) => Object.keys(texts).length > 0, 'required'),
  guests: z.coerce.number('invalid').int('invalid').min(0, 'too_small').max(100_000, 'too_big').default(0),
  /** In their order; absent: as they are. */
  photos: z
    .array(z.object({ fileId: id, consented: z.boolean(), alts: localText(200).refine((alts) => alts !== null, 'text_required') }))
    .max(MAX_RECAP_PHOTOS, 'too_many')
    .optional(),
})
export type RecapInput = z.output<typeof recapSchema>

/** Going people who did not come: confirmed no-shows, excused, and those who were here after all. */
export const finaliseSchema = z.object({
  activityId: id,
  noShows: z.array(id).max(5000).default([]),
  excused: z.array(id).max(5000).default([]),
  wereHere: z.array(id).max(5000).default([]),
})
export type Finalise = z.output<typeof finaliseSchema>

export const closeSchema = recapSchema.and(finaliseSchema)
export type Close = z.output<typeof closeSchema>

export const excludeSchema = z.object({ activityId: id, reason: z.string().trim().min(1, 'required').max(500, 'too_long') })
export type Exclude = z.output<typeof excludeSchema>
export const activityOnlySchema = z.object({ activityId: id })
export type ActivityOnly = z.output<typeof activityOnlySchema>

/** Where a page of my record begins: `<start of the last activity>_<id of its attendance>`; anything else is the first page. */
export const recordParams = z.object({
  before: z
    .string()
    .transform((text) => text.split('_'))
    .pipe(z.tuple([z.iso.datetime(), id]))
    .transform(([startsAt, id]) => ({ startsAt: new Date(startsAt), id }))
    .nullable()
    .catch(null)
    .default(null),
})
