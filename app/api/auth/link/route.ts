import { confirmSignInLink } from '@/lib/accounts/commands/sign-in'
import { confirmLinkSchema } from '@/lib/accounts/schema'
import { currentCtx } from '@/lib/auth/actor'
import { setSessionCookie } from '@/lib/auth/cookie'
import { afterSignIn, readForm, seeOther } from '@/lib/auth/form'
import { requestFrom } from '@/lib/auth/peer'
import { AppError } from '@/lib/errors'
import { route } from '@/lib/route'

/** The button on the page that a mailed link opens. */
export const POST = route(async (request: Request) => {
  const form = await readForm(request)
  const parsed = confirmLinkSchema.safeParse(form)
  const spent = `/${form.locale}/sign-in/link?error=link_spent`
  if (!parsed.success) return seeOther(spent)
  const { address } = await requestFrom()
  const confirmed = await confirmSignInLink(await currentCtx(), { ...parsed.data, address }).catch((error) => {
    if (error instanceof AppError && error.code === 'link_spent') return null
    throw error
  })
  if (!confirmed) return seeOther(spent)
  await setSessionCookie(confirmed)
  return seeOther(afterSignIn(confirmed))
})
