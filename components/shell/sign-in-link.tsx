'use client'

import { Link, usePathname } from '@/lib/i18n/navigation'

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
