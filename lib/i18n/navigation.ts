import { redirect as redirectTo } from 'next/navigation'
import type { Locale } from '@/db/vocabulary'

/** As next-intl's navigation, without its message formatter, which would go to the browser with every page. */
export { Link } from './link'

export const redirect = ({ href, locale }: { href: string; locale: Locale }): never => redirectTo(`/${locale}${href === '/' ? '' : href}`)
