import type { ReactNode } from 'react'
import { Link } from '@/lib/i18n/navigation'

/** A big number and what it counts; with `href` it opens the rows behind it. `value` comes formatted. */
export function Figure({ value, label, href, note }: { value: ReactNode; label: ReactNode; href?: string; note?: ReactNode }) {
  return (
    <div>
      <div className="font-serif text-3xl font-semibold">
        {href ? (
          <Link href={href} className="figure-link">
            {value}
            <span className="sr-only"> {label}</span>
          </Link>
        ) : (
          value
        )}
      </div>
      <div className="mt-1 text-ink-2" aria-hidden={href ? 'true' : undefined}>
        {label}
      </div>
      {note && <div className="small muted mt-1">{note}</div>}
    </div>
  )
}
