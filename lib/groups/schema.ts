import { z } from 'zod'
import { exportPurposes, groupTypes, groupVisibilities, joinModes } from '@/db/vocabulary'
import { emailSchema } from '../accounts/schema'
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
export function groupFilterHref(filter: Partial<GroupFilter> | Partial<MemberFilter>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(filter)) if (value) params.set(key, String(value))
  return params.size > 0 ? `?${params}` : ''
}

export const joinGroupSchema = z.object({ groupId: z.uuid('invalid'), note: z.string().trim().max(500, 'too_long').optional() })
export type JoinGroupInput = z.input<typeof joinGroupSchema>

const id = z.uuid({ error: (issue) => (issue.input === undefined ? 'required' : 'invalid') })
/** One text as a person types it, trimmed; a null byte, which no database takes, is refused. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, 'too_long')
    .refine((text) => !text.includes('\0'), 'invalid')
    .optional()
/** A text in one language or both; nothing written is null. */
export const localText = (max: number) =>
  z
    .object({ zh: line(max), en: line(max) })
    .optional()
    .transform((value): { zh?: string; en?: string } | null => {
      const written = { ...(value?.zh && { zh: value.zh }), ...(value?.en && { en: value.en }) }
      return Object.keys(written).length > 0 ? written : null
    })
/** Why somebody decided so; those concerned read it. */
export const reason = z
  .string('required')
  .trim()
  .min(1, 'required')
  .max(500, 'too_long')
  .refine((text) => !text.includes('\0'), 'invalid')
const day = z.iso.date({ error: 'date_invalid' })

export const groupIdSchema = z.object({ groupId: id })
export const membershipIdSchema = z.object({ membershipId: id })
export const refuseMemberSchema = membershipIdSchema.extend({ reason })
/** `toOn` is the day on which the suspension is over; none: until it is lifted. */
export const suspendMemberSchema = membershipIdSchema.extend({ reason, toOn: day.optional() })

export const PAGE_OF_MEMBERS = 50
export const memberStates = ['applied', 'active', 'suspended', 'left'] as const

/** What an address may ask of a group's list of members: `?q=林&state=suspended`. */
export const memberFilterSchema = z.object({
  q: fromUrl(
    z
      .string()
      .trim()
      .min(1)
      .max(60)
      .regex(/^[^\0]*$/),
  ),
  state: fromUrl(z.enum(memberStates)),
  cursor: fromUrl(z.string().max(400)),
})
export type MemberFilter = z.output<typeof memberFilterSchema>

export const groupRoles = ['president', 'secretary', 'organizer', 'door_helper'] as const
const term = { fromOn: day.optional(), toOn: day.optional() }
/** A term: from midnight of `fromOn` (none: at once) until the end of `toOn` (none: until it is ended). */
export const appointSchema = groupIdSchema.extend({ personId: id, role: z.enum(groupRoles, 'required'), ...term })
export const grantIdSchema = z.object({ grantId: id })
/** The successor begins at midnight of `fromOn`, and at that midnight the holder's term ends. */
export const handOverSchema = grantIdSchema.extend({ personId: id, ...term })
export const memberChoiceSchema = groupIdSchema.extend({ q: z.string().trim().max(60) })

export const MAX_INVITED = 50
/** Addresses as people paste them: one a line, or with commas or spaces between. */
export const inviteByEmailSchema = groupIdSchema.extend({
  emails: z
    .string('required')
    .trim()
    .min(1, 'required')
    .max(10_000, 'too_long')
    .transform((text) => [
      ...new Set(
        text
          .toLowerCase()
          .split(/[\s,;，；、]+/)
          .filter(Boolean),
      ),
    ])
    .pipe(z.array(z.email('email_invalid')).max(MAX_INVITED, 'too_big')),
})
export const inviteLinkSchema = groupIdSchema.extend({
  maxUses: z.coerce.number('invalid').int('invalid').min(1, 'too_small').max(500, 'too_big').default(50),
  days: z.coerce.number('invalid').int('invalid').min(1, 'too_small').max(90, 'too_big').default(14),
})
export const inviteToRoleSchema = groupIdSchema.extend({ email: emailSchema, role: z.enum(groupRoles, 'required'), ...term })
export const invitationIdSchema = z.object({ invitationId: id })
export const acceptInvitationSchema = z.object({ secret: z.string().min(20).max(100) })

export const namesSchema = (max: number) => localText(max).refine((value) => value !== null, 'text_required')
export const shortNameSchema = z
  .string('required')
  .trim()
  .min(1, 'required')
  .refine((text) => [...text].length <= 2, 'too_long')

/** What a group says of itself, as its officers edit it. */
export const groupPageSchema = z.object({
  names: namesSchema(80),
  shortName: shortNameSchema,
  purpose: localText(1000),
  joinMode: z.enum(joinModes, 'required'),
  visibility: z.enum(groupVisibilities, 'required').default('public'),
  roleMailbox: emailSchema.optional(),
  homeVenueId: id.nullish(),
  foundedOn: day.optional(),
})
export const editGroupSchema = groupPageSchema.extend({ groupId: id })
export const suspendGroupSchema = groupIdSchema.extend({ reason, toOn: day.optional() })
export const dissolveGroupSchema = groupIdSchema.extend({ reason })

/** Asking for a file of a group's members: what for, and a word more where that says nothing. */
export const askExportSchema = groupIdSchema
  .extend({ purpose: z.enum(exportPurposes, 'required'), note: line(300) })
  .refine(({ purpose, note }) => purpose !== 'other' || note, { path: ['note'], message: 'required' })
export const decideExportSchema = z.object({ exportId: id, decision: z.enum(['approved', 'refused']) })
export const exportIdSchema = z.object({ exportId: id })

export const inviteToAllianceSchema = z.object({ allianceId: id, groupId: id })
export const allianceMemberSchema = z.object({ allianceMemberId: id })
export const groupChoiceSchema = z.object({ q: z.string().trim().max(60) })
