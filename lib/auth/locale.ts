import { cookies } from 'next/headers'
import { type Locale, locales } from '@/db/vocabulary'

/** The language a browser last read, for answers that have no locale in their path. */
export async function localeOfRequest(): Promise<Locale> {
  const value = (await cookies()).get('hui.locale')?.value
  return locales.find((locale) => locale === value) ?? 'zh-CN'
}
