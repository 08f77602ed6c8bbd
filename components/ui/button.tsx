import type { ComponentProps } from 'react'
import { Link } from '@/lib/i18n/navigation'

export type ButtonLook = { variant?: 'primary' | 'quiet' | 'danger' | 'plain'; size?: 's' | 'm' | 'l' }

const look = ({ variant = 'quiet', size = 'm' }: ButtonLook, className?: string) =>
  ['btn', `btn-${variant}`, size !== 'm' && `btn-${size}`, className].filter(Boolean).join(' ')

export function Button({ variant, size, className, type = 'button', ...rest }: ButtonLook & ComponentProps<'button'>) {
  return <button type={type} className={look({ variant, size }, className)} {...rest} />
}

/** A link that looks like a button. `download` and addresses outside the pages (`/api/…`, `https:`, `mailto:`) make a plain anchor. */
export function ButtonLink({ variant, size, className, href, ...rest }: ButtonLook & Omit<ComponentProps<'a'>, 'href'> & { href: string }) {
  const classes = look({ variant, size }, className)
  if (rest.download !== undefined || !href.startsWith('/') || href.startsWith('/api/'))
    return <a href={href} className={classes} {...rest} />
  return <Link href={href} className={classes} {...rest} />
}
