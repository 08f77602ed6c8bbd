'use client'

import { useSearchParams } from 'next/navigation'
import type { Locale } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import { usePathname } from '@/lib/i18n/use-pathname'

/** The same page in the other language. */
export function LocaleLink({ to, short, label }: { to: Locale; short: string; label: string }) {
  const path = usePathname()
  const query = useSearchParams().toString()
  return (
    <Link href={query ? `${path}?${query}` : path} locale={to} lang={to} className="icon-btn" aria-label={label} scroll={false}>
      {short}
    </Link>
  )
}
