'use client'

import { Tabs } from '@/components/ui/tabs'
import { usePathname } from '@/lib/i18n/use-pathname'

/** The rooms of /me, the one of this address marked. */
export function MeTabs({ label, items }: { label: string; items: { href: string; label: string }[] }) {
  const path = usePathname()
  return <Tabs label={label} items={items.map((item) => ({ ...item, current: item.href === path }))} />
}
