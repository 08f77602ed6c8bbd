'use client'

import { usePathname as useWholePathname } from 'next/navigation'

/** The address's path without its locale: `/groups`, `/` for the home page. */
export const usePathname = (): string => useWholePathname().replace(/^\/[^/]+/, '') || '/'
