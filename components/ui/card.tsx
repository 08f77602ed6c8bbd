import type { ComponentProps, ElementType } from 'react'

/** A raised sheet. Give the padding by `className` (`p-5`), the element by `as`. */
export function Card({ as: Tag = 'div', className = 'p-5', ...rest }: ComponentProps<'div'> & { as?: ElementType }) {
  return <Tag className={`card ${className}`} {...rest} />
}
