'use client'

import { Link } from '@/lib/i18n/navigation'
import { usePathname } from '@/lib/i18n/use-pathname'

/** The way back to `href` on the pages below it, but for those under `except`, which have one of their own. */
export function BackTo({ href, label, except }: { href: string; label: string; except: string }) {
  const path = usePathname()
  if (!path.startsWith(`${href}/`) || path.startsWith(except)) return null
  return (
    <div className="wrap -mb-5 pt-5">
      <Link href={href} className="back">
        {label}
      </Link>
    </div>
  )
}
