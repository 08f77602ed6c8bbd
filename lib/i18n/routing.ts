import { defineRouting } from 'next-intl/routing'
import { locales } from '@/db/vocabulary'

export const routing = defineRouting({
  locales,
  defaultLocale: 'zh-CN',
  localePrefix: 'always',
  localeCookie: { name: 'hui.locale', maxAge: 31_536_000 },
})
