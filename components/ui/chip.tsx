import type { ReactNode } from 'react'

/** One word about a thing. ok: fine or mine · wait: something is pending · stop: cancelled or refused · ink: strongest. */
export function Chip({
  tone = 'plain',
  title,
  children,
}: {
  tone?: 'plain' | 'ok' | 'wait' | 'stop' | 'ink'
  title?: string
  children: ReactNode
}) {
  return (
    <span className={tone === 'plain' ? 'chip' : `chip chip-${tone}`} title={title}>
      {children}
    </span>
  )
}
