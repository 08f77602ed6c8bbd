import type { ComponentProps, ReactNode } from 'react'

/**
 * A table that scrolls in itself on a phone, or with `stack` lays each row out as a card there.
 * `caption` names it (`captionHidden`: for screen readers only).
 */
export function Table({
  caption,
  captionHidden,
  stack = false,
  children,
  className = '',
}: {
  caption?: string
  captionHidden?: boolean
  stack?: boolean
  children: ReactNode
  className?: string
}) {
  return (
    <section className="table-scroll" aria-label={caption} tabIndex={caption ? 0 : undefined}>
      <table className={`table ${stack ? 'table-stack' : ''} ${className}`}>
        {caption && <caption className={captionHidden ? 'sr-only' : undefined}>{caption}</caption>}
        {children}
      </table>
    </section>
  )
}

type Numeric = { numeric?: boolean }
const withNumeric = (numeric?: boolean, className?: string) => [numeric && 'num', className].filter(Boolean).join(' ') || undefined

/** A head cell; `scope="row"` for a row's. */
export function Th({ numeric, className, scope = 'col', ...rest }: ComponentProps<'th'> & Numeric) {
  return <th scope={scope} className={withNumeric(numeric, className)} {...rest} />
}

/** `head` is said before the cell where its row stands as a card. */
export function Td({ numeric, head, className, ...rest }: ComponentProps<'td'> & Numeric & { head?: string }) {
  return <td data-head={head} className={withNumeric(numeric, className)} {...rest} />
}
