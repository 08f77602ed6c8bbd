import { signInAsPersona } from '@/lib/accounts/commands/sign-in'
import { personaSchema } from '@/lib/accounts/schema'
import { currentCtx } from '@/lib/auth/actor'
import { setSessionCookie } from '@/lib/auth/cookie'
import { readForm, seeOther } from '@/lib/auth/form'
import { ownPath } from '@/lib/auth/origin'
import { requestFrom } from '@/lib/auth/peer'
import { route } from '@/lib/route'

/** One click on a persona's card. */
export const POST = route(async (request: Request) => {
  const form = await readForm(request)
  const input = personaSchema.parse({ key: form.key ?? '' })
  const { loopback } = await requestFrom()
  const session = await signInAsPersona(await currentCtx(), { ...input, loopback })
  await setSessionCookie(session)
  return seeOther(ownPath(form.returnTo) ?? `/${form.locale}`)
})
