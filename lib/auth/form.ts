import { type Locale, locales } from '@/db/vocabulary'
import { AppError } from '../errors'
import { isSameOrigin } from './peer'

/** No form of ours that carries no file is longer; in bytes. */
export const LONGEST_FORM = 100_000

/** Whether a request says how long its body is, and that it is no longer than `bytes`: nothing is read before that is known. */
export const isShort = (request: Request, bytes: number): boolean => Number(request.headers.get('content-length') ?? Number.NaN) <= bytes

/** The text fields of a form that our own pages posted, with the locale of the page; throws `forbidden` for a foreign site's. */
export async function readForm(request: Request): Promise<Record<string, string> & { locale: Locale }> {
  if (!(await isSameOrigin())) throw new AppError('forbidden')
  const type = request.headers.get('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/i.test(type)) throw new AppError('invalid_input')
  if (!isShort(request, LONGEST_FORM)) throw new AppError('invalid_input')
  const form = await request.formData().catch(() => {
    throw new AppError('invalid_input')
  })
  const fields: Record<string, string> = {}
  for (const [key, value] of form) if (typeof value === 'string' && key !== '__proto__') fields[key] = value
  return { ...fields, locale: localeOf(fields.locale) }
}

export const localeOf = (text: string | undefined): Locale => locales.find((locale) => locale === text) ?? 'zh-CN'

/** To one of our own paths, by GET. Relative, so that it holds behind any proxy. */
export const seeOther = (path: string): Response => new Response(null, { status: 303, headers: { location: path } })

/** Where to go once signed in: somebody new first says a name. */
export function afterSignIn({ isNew, returnTo, locale }: { isNew: boolean; returnTo: string | null; locale: Locale }): string {
  const next = returnTo ?? `/${locale}`
  return isNew ? `/${locale}/sign-in/name?returnTo=${encodeURIComponent(next)}` : next
}
