import type { FieldErrors } from '@/lib/errors'

export type ErrorTexts = { fields: Record<string, string> } & Record<string, string | Record<string, string>>

/** Fetched when the first refusal is shown, so that no page carries them unread. */
export async function loadErrorTexts(locale: string): Promise<ErrorTexts> {
  const texts = locale === 'en' ? await import('@/lib/i18n/messages/en/errors.json') : await import('@/lib/i18n/messages/zh-CN/errors.json')
  return texts.default as unknown as ErrorTexts
}

const filled = (text: string, values: Record<string, string | number> = {}) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** What a refusal's code says to a person. */
export function codeText(texts: ErrorTexts, code: string, values?: Record<string, string | number>): string {
  const text = texts[code] ?? texts.internal
  return typeof text === 'string' ? filled(text, values) : code
}

/** Field paths with sentences instead of codes. */
export function fieldTexts(texts: ErrorTexts, fields: FieldErrors): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([path, key]) => [path, texts.fields[key] ?? codeText(texts, key in texts ? key : 'invalid_input')]),
  )
}
