import type { ReactNode } from 'react'
import { Link } from '@/lib/i18n/navigation'

/** Views of one thing, each with its own address. `label` names the set for screen readers. */
export function Tabs({ items, label }: { items: readonly { href: string; label: ReactNode; current?: boolean }[]; label?: string }) {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map((item) => (
        <Link key={item.href} href={item.href} aria-current={item.current ? 'page' : undefined}>
          {item.label}
        </Link>
      ))}
    </nav>
  )
}
