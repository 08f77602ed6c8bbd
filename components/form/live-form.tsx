'use client'

import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useTransition } from 'react'

const PAUSE_MS = 250

/** A GET form whose results follow while it is filled in; without JavaScript its button does the same. */
export function LiveForm({ className = 'filters', label, children }: { className?: string; label: string; children: ReactNode }) {
  const router = useRouter()
  const pathname = usePathname()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [pending, startTransition] = useTransition()
  useEffect(() => () => clearTimeout(timer.current), [])
  const follow = (form: HTMLFormElement, wait: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const params = new URLSearchParams()
      for (const [key, value] of new FormData(form)) if (typeof value === 'string' && value.trim()) params.append(key, value.trim())
      startTransition(() => router.replace(params.size > 0 ? `${pathname}?${params}` : pathname, { scroll: false }))
    }, wait)
  }
  return (
    <search aria-label={label}>
      <form
        className={className}
        aria-busy={pending || undefined}
        onInput={(e) => follow(e.currentTarget, (e.target as HTMLInputElement).type === 'search' ? PAUSE_MS : 0)}
        onSubmit={(e) => {
          e.preventDefault()
          follow(e.currentTarget, 0)
        }}
      >
        {children}
      </form>
    </search>
  )
}
