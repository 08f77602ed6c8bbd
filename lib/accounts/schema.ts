import { z } from 'zod'
import { fieldVisibilities, type LocalText, locales, type Role, type ScopeType } from '@/db/vocabulary'
import { type CategoryRow, type DistrictRow, districtsOf, type KindRow, networkRoles, setUpSchema } from '../network/schema'

export type Persona = {
  key: string
  name: string
  email: string
  /** What this persona is, in words. */
  roleText: LocalText
  role: Role | 'member' | 'newcomer'
  scope: ScopeType | null
}

const persona = (key: string, name: string, role: Persona['role'], scope: Persona['scope'], zh: string, en: string): Persona => ({
  key,
  name,
  email: `${key}@example.org`,
  roleText: { zh, en },
  role,
  scope,
})

/** The people of the demo city as whom one signs in with one click; the demo city makes a person of each e-mail. */
export const personas: readonly Persona[] = [
  persona('lin-zhixia', '林知夏', 'member', null, '会员', 'Member'),
  persona('zhao-ming', '赵鸣', 'secretary', 'group', '听松悦读分会秘书长', 'Secretary of Tingsong Readers’ Chapter'),
  persona('wu-qi', '吴栖', 'keeper', 'venue', '阵地管理员', 'Venue keeper'),
  persona('gu-heng', '顾珩', 'mentor', 'network', '导师', 'Mentor'),
  persona('shen-lan', '沈岚', 'district_admin', 'district', '余杭区区级管理员', 'District administrator of Yuhang'),
  persona('tang-yue', '唐越', 'network_admin', 'network', '全网管理员', 'Network administrator'),
  persona('han-sheng', '韩声', 'auditor', 'network', '审计员', 'Auditor'),
  persona('anna-keller', 'Anna Keller', 'newcomer', null, '新来的朋友（用英文）', 'Newcomer, in English'),
]
export type PersonaKey = string
export const personaOf = (key: string): Persona | undefined => personas.find((p) => p.key === key)

const localeSchema = z.enum(locales)
/** A path of our own to go to after signing in, as somebody wrote it into a URL: see `ownPath`. */
const returnTo = z.string().max(500).optional().catch(undefined)

export const emailSchema = z.string().trim().toLowerCase().max(254, 'too_long').pipe(z.email('email_invalid'))

export const requestSignInSchema = z.object({ email: emailSchema, locale: localeSchema, returnTo })

/** Six digits, whatever was pasted around them (spaces, dashes, full-width digits). */
export const codeSchema = z
  .string()
  .max(60, 'code_invalid')
  .transform((text) => text.normalize('NFKC').replace(/\D/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'code_invalid'))

export const confirmCodeSchema = z.object({ requestId: z.uuid(), code: codeSchema })
export const confirmLinkSchema = z.object({ requestId: z.uuid(), secret: z.string().min(20).max(100) })
export const personaSchema = z.object({ key: z.string().max(40) })
export const displayNameSchema = z.object({ displayName: z.string().trim().min(1, 'required').max(60, 'too_long') })

/** Fields whose eyes a person chooses. */
export const visibleFields = ['homeDistrict', 'interests', 'skills'] as const

/** What people write in one line, separated by commas of either script: at most eight words, each once. */
const tags = z
  .string()
  .max(300, 'too_long')
  .default('')
  .transform((text) => [
    ...new Set(
      text
        .split(/[,，、;；\n]/)
        .map((tag) => tag.trim())
        .filter(Boolean),
    ),
  ])
  .pipe(z.array(z.string().max(20, 'too_long')).max(8, 'too_many'))

const shownTo = z.enum(fieldVisibilities)
export const profileSchema = z.object({
  displayName: displayNameSchema.shape.displayName,
  locale: localeSchema,
  homeDistrictCode: z.string().max(20).optional(),
  /** As people write it; the command makes E.164 of it. */
  phone: z.string().trim().max(40, 'too_long').optional(),
  interests: tags,
  skills: tags,
  visibility: z.object({ homeDistrict: shownTo, interests: shownTo, skills: shownTo }),
})
export type Profile = z.output<typeof profileSchema>

/** What one may agree to, and the version of the text on the page. A text that changes gets a new version and is asked anew. */
export const consentVersions = { account: '2025-01', photos: '2026-11', access_needs: '2026-11' } as const
export type ConsentPurpose = keyof typeof consentVersions
export const consentPurposes = Object.keys(consentVersions) as ConsentPurpose[]
export const consentSchema = z.object({ purpose: z.enum(['account', 'photos', 'access_needs']) })

export const accessNeedsSchema = z
  .object({ accessNeeds: z.string().trim().max(500, 'too_long').optional(), agreed: z.boolean().default(false) })
  .refine((input) => !input.accessNeeds || input.agreed, { path: ['agreed'], message: 'agree' })
export type AccessNeeds = z.output<typeof accessNeedsSchema>

export const changeEmailSchema = z.object({ email: emailSchema })
export const confirmEmailSchema = z.object({ ticket: z.string().min(20).max(2000), code: codeSchema })
export const identitySchema = z.object({ provider: z.string().min(1).max(60) })
export const nothingSchema = z.object({})

/** The sorts of mail that may be switched off, as the notices' rules name them. */
export const mutableTopics = ['confirmations', 'reminders', 'groups', 'venues', 'desk', 'others'] as const
export const mutedSchema = z.object({
  muted: z
    .array(z.enum(mutableTopics))
    .default([])
    .transform((topics) => [...new Set(topics)]),
})
export type MutedTopics = z.output<typeof mutedSchema>

/** Setting a network up lets its first administrator in: the network's form, and a session. */
export const setUpAndEnterSchema = setUpSchema
export type SetUpRows = { kinds: KindRow[]; categories: CategoryRow[] }
export { networkRoles }

/** The districts of a form that is still being filled in, as far as they can be read. */
export function districtsBrought(form: Record<'districts' | 'preset' | 'districtsCsv' | 'districtRows', unknown>): DistrictRow[] {
  const rows = districtsOf({ ...form, districtRows: form.districtRows ?? [] } as never)
  return rows.filter(({ code }) => Boolean(code))
}

const optionalDate = z.iso.date('date').optional()
/** A role of the whole network or of a district, offered by e-mail for a term of local dates (first and last day). */
export const inviteToNetworkRoleSchema = z
  .object({
    email: emailSchema,
    role: z.enum(networkRoles),
    districtCode: z.string().max(20).optional(),
    fromOn: optionalDate,
    toOn: optionalDate,
  })
  .refine((input) => input.role !== 'district_admin' || input.districtCode, { path: ['districtCode'], message: 'required' })
export const grantIdSchema = z.object({ grantId: z.uuid() })
export const invitationIdSchema = z.object({ invitationId: z.uuid() })

export type RequestSignIn = z.output<typeof requestSignInSchema>
export type ConfirmCode = z.output<typeof confirmCodeSchema>
export type ConfirmLink = z.output<typeof confirmLinkSchema>

const text = z.string().max(500).optional().catch(undefined)
/** What the URLs of the sign-in pages may say. */
export const signInParams = z.object({
  returnTo: text,
  callbackUrl: text,
  error: text,
  request: z.uuid().optional().catch(undefined),
  secret: text,
})

const problems = [
  'email_invalid',
  'required',
  'too_long',
  'code_invalid',
  'code_wrong',
  'code_expired',
  'code_spent',
  'too_many_requests',
  'unavailable',
  'internal',
  'sign_in_required',
  'personas_closed',
  'OAuthAccountNotLinked',
  'other',
] as const

/** The words for what may go wrong here; they are sent with the form, which shows one of them. */
export const problemsOf = (t: (key: `problems.${(typeof problems)[number]}`) => string): Record<string, string> =>
  Object.fromEntries(problems.map((problem) => [problem, t(`problems.${problem}`)]))
