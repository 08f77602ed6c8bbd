'use server'
import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { action, type Result } from '../action'
import { setSessionCookie } from '../auth/cookie'
import { afterSignIn, localeOf } from '../auth/form'
import { ownPath } from '../auth/origin'
import { requestFrom } from '../auth/peer'
import { currentSessionHash } from '../auth/session'
import { confirmEmailChange, requestEmailChange } from './commands/email'
import { revokeInvitation } from './commands/invitations'
import { endNetworkRole, inviteToNetworkRole, sendTestMail } from './commands/roles'
import {
  disconnectIdentity,
  giveConsent,
  muteNotices,
  readMyNotices,
  saveAccessNeeds,
  saveProfile,
  signOutOthers,
  withdrawConsent,
} from './commands/settings'
import { confirmSignInCode, renameMyself, requestSignIn, setUpAndEnter } from './commands/sign-in'
import {
  accessNeedsSchema,
  changeEmailSchema,
  confirmCodeSchema,
  confirmEmailSchema,
  consentSchema,
  displayNameSchema,
  grantIdSchema,
  identitySchema,
  invitationIdSchema,
  inviteToNetworkRoleSchema,
  mutedSchema,
  nothingSchema,
  profileSchema,
  requestSignInSchema,
  setUpAndEnterSchema,
} from './schema'

/** What a form shows after a refusal: its code, and what was typed. These forms work without JavaScript too. */
export type FormState = { code: string; typed: string } | null

const request = action(requestSignInSchema, async (ctx, input) => requestSignIn(ctx, { ...input, ...(await requestFrom()) }))
const confirm = action(confirmCodeSchema, async (ctx, input) => confirmSignInCode(ctx, { ...input, ...(await requestFrom()) }))
const setUp = action(setUpAndEnterSchema, setUpAndEnter)
const rename = action(displayNameSchema, renameMyself)

export async function requestSignInAction(_: FormState, form: FormData): Promise<FormState> {
  const typed = textOf(form, 'email')
  const locale = localeOf(textOf(form, 'locale'))
  const result = await request({ email: typed, locale, returnTo: textOf(form, 'returnTo') })
  if (!result.ok) return refused(result, typed)
  redirect(`/${locale}/sign-in/code?request=${result.value.requestId}`)
}

export async function confirmCodeAction(_: FormState, form: FormData): Promise<FormState> {
  const typed = textOf(form, 'code')
  const result = await confirm({ requestId: textOf(form, 'requestId'), code: typed })
  if (!result.ok) return refused(result, typed)
  await setSessionCookie(result.value)
  redirect(afterSignIn(result.value))
}

export async function renameMyselfAction(_: FormState, form: FormData): Promise<FormState> {
  const typed = textOf(form, 'displayName')
  const result = await rename({ displayName: typed })
  if (!result.ok) return refused(result, typed)
  redirect(ownPath(textOf(form, 'returnTo')) ?? `/${localeOf(textOf(form, 'locale'))}`)
}

/** Sets the network up; its first administrator is signed in on this browser. */
export async function setUpNetworkAction(input: z.input<typeof setUpAndEnterSchema>): Promise<Result<null>> {
  const result = await setUp(input)
  if (!result.ok) return result
  await setSessionCookie(result.value)
  return { ok: true, value: null }
}

/** What a refused form without JavaScript gets back: which fields, and what was typed. */
export type SetUpState = { fields: string[]; typed: Record<string, string> } | null

/** The same from a plain form: kinds and categories begin as the defaults say, and officers are invited later. */
export async function setUpByFormAction(_: SetUpState, form: FormData): Promise<SetUpState> {
  const typed: Record<string, string> = {}
  if (!(form instanceof FormData)) return { fields: [], typed }
  for (const [key, value] of form) if (typeof value === 'string' && /^[a-zA-Z]{1,20}$/.test(key) && value.trim()) typed[key] = value
  const { locale, languages: _one, ...fields } = typed
  const languages = form.getAll('languages')
  const result = await setUp({ ...fields, locale: localeOf(locale), ...(languages.length > 0 ? { languages } : {}) } as never)
  if (!result.ok) return { fields: Object.keys(result.fields ?? { [result.code]: '' }), typed: fields }
  await setSessionCookie(result.value)
  redirect(`/${localeOf(locale)}/admin`)
}

export const saveProfileAction = action(profileSchema, saveProfile)
export const saveAccessNeedsAction = action(accessNeedsSchema, saveAccessNeeds)
export const giveConsentAction = action(consentSchema, giveConsent)
export const withdrawConsentAction = action(consentSchema, withdrawConsent)
export const muteNoticesAction = action(mutedSchema, muteNotices)
export const readMyNoticesAction = action(nothingSchema, readMyNotices)
export const disconnectIdentityAction = action(identitySchema, disconnectIdentity)
export const requestEmailChangeAction = action(changeEmailSchema, requestEmailChange)
export const confirmEmailChangeAction = action(confirmEmailSchema, async (ctx, input) =>
  confirmEmailChange(ctx, { ...input, keep: await currentSessionHash() }),
)
export const signOutOthersAction = action(nothingSchema, async (ctx) => signOutOthers(ctx, { keep: await currentSessionHash() }))

export const inviteToNetworkRoleAction = action(inviteToNetworkRoleSchema, inviteToNetworkRole)
export const endNetworkRoleAction = action(grantIdSchema, endNetworkRole)
export const revokeInvitationAction = action(invitationIdSchema, revokeInvitation)
export const sendTestMailAction = action(nothingSchema, sendTestMail)

/** What a field says; a form that is none, as only a forged request sends, says nothing. */
function textOf(form: FormData, name: string): string {
  const value = form instanceof FormData ? form.get(name) : null
  return typeof value === 'string' ? value.slice(0, 2000) : ''
}

function refused(result: Extract<Result<unknown>, { ok: false }>, typed: string): FormState {
  return { code: Object.values(result.fields ?? {})[0] ?? result.code, typed }
}
