import type { ButtonLook } from '@/components/ui/button'
import { AuthPost } from './auth-post'

/** Signs out through next-auth and goes to the home page. */
export function SignOut({
  label,
  pendingLabel,
  locale,
  ...look
}: { label: string; pendingLabel: string; locale: string; className?: string } & ButtonLook) {
  return (
    <AuthPost action="/api/auth/signout" callbackUrl={`/${locale}`} pendingLabel={pendingLabel} {...look}>
      {label}
    </AuthPost>
  )
}
