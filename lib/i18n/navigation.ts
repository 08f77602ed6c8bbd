import { redirect as redirectTo, usePathname as useWholePathname } from 'next/navigation'
import type { Locale } from '@/db/vocabulary'

/** As next-intl's navigation, without its message formatter, which would go to the browser with every page. */
export { Link } from './link'

/** The address's path without its locale: `/groups`, `/` for the home page. */
export const usePathname = (): string => useWholePathname().replace(/^\/[^/]+/, '') || '/'

export const redirect = ({ href, locale }: { href: string; locale: Locale }): never => redirectTo(`/${locale}${href === '/' ? '' : href}`)
