import type { ComponentProps, ReactNode } from 'react'

/** A table that scrolls in itself on a phone. `caption` names it (`captionHidden`: for screen readers only). */
export function Table({
  caption,
  captionHidden,
  children,
  className = '',
}: {
  caption?: string
  captionHidden?: boolean
  children: ReactNode
  className?: string
}) {
  return (
    <section className="table-scroll" aria-label={caption} tabIndex={caption ? 0 : undefined}>
      <table className={`table ${className}`}>
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

export function Td({ numeric, className, ...rest }: ComponentProps<'td'> & Numeric) {
  return <td className={withNumeric(numeric, className)} {...rest} />
}
