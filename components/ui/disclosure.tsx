import type { ReactNode } from 'react'

/** More of it, folded away; works without JavaScript. */
export function Disclosure({
  summary,
  open,
  children,
  className = '',
}: {
  summary: ReactNode
  open?: boolean
  children: ReactNode
  className?: string
}) {
  return (
    <details className={`disclosure ${className}`} open={open}>
      <summary>{summary}</summary>
      <div className="pt-1 pb-3">{children}</div>
    </details>
  )
}
