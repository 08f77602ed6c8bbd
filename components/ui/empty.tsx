import type { ReactNode } from 'react'

/** Nothing here: says so, and gives the next step as children. */
export function Empty({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-3 rounded-card border border-dashed border-line-2 px-6 py-8">
      <p className="font-serif text-lg font-semibold">{title}</p>
      {children && <div className="flex flex-wrap items-center gap-3 text-ink-2">{children}</div>}
    </div>
  )
}
