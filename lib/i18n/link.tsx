'use client'

import NextLink from 'next/link'
import { useParams } from 'next/navigation'
import type { ComponentProps } from 'react'
import type { Locale } from '@/db/vocabulary'

/** A link to a page by its address without the locale, in the reader's locale or in another; prefetched only on hover. */
export function Link({
  href,
  locale,
  ...rest
}: Omit<ComponentProps<typeof NextLink>, 'href' | 'locale'> & { href: string; locale?: Locale }) {
  const { locale: own } = useParams()
  return <NextLink href={`/${locale ?? own}${href === '/' ? '' : href}`} hrefLang={locale} prefetch={false} {...rest} />
}
