'use client'

import { Link } from '@/lib/i18n/navigation'
import { usePathname } from '@/lib/i18n/use-pathname'

/** To the sign-in page and back here afterwards. */
export function SignInLink({ label, locale }: { label: string; locale: string }) {
  const path = usePathname()
  const back = path === '/' || path.startsWith('/sign-in') ? '' : `?returnTo=${encodeURIComponent(`/${locale}${path}`)}`
  return (
    <Link href={`/sign-in${back}`} className="btn btn-quiet btn-s">
      {label}
    </Link>
  )
}
