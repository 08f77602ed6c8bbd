'use client'

import type { ReactNode } from 'react'
import { Link } from '@/lib/i18n/navigation'
import { usePathname } from '@/lib/i18n/use-pathname'

export type NavItem = { href: string; label: string; icon?: ReactNode }

/** Links that know which of them the reader is under. */
export function NavLinks({ items, label, className }: { items: NavItem[]; label: string; className: string }) {
  const path = usePathname()
  return (
    <nav className={className} aria-label={label}>
      {items.map((item) => (
        <Link key={item.href} href={item.href} aria-current={path === item.href || path.startsWith(`${item.href}/`) ? 'page' : undefined}>
          {item.icon}
          {item.label}
        </Link>
      ))}
    </nav>
  )
}
