'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { usePathname } from '@/lib/i18n/use-pathname'

/** A panel under its button: `<details>`, so it opens without JavaScript; closes on Escape, outside presses and navigation. */
export function Menu({
  summary,
  label,
  className = 'icon-btn',
  children,
}: {
  summary: ReactNode
  label: string
  className?: string
  children: ReactNode
}) {
  const ref = useRef<HTMLDetailsElement>(null)
  const path = usePathname()

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu
  useEffect(() => ref.current?.removeAttribute('open'), [path])
  useEffect(() => {
    const close = (event: Event) => {
      const menu = ref.current
      if (!menu?.open) return
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        menu.querySelector('summary')?.focus()
      } else if (menu.contains(event.target as Node)) return
      menu.removeAttribute('open')
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close)
    }
  }, [])

  return (
    <details ref={ref} className="menu">
      <summary className={className} aria-label={label} title={label}>
        {summary}
      </summary>
      <div className="menu-panel">{children}</div>
    </details>
  )
}
