import type { Locale, LocalText, TextLanguage } from '@/db/vocabulary'

export type ShownText = { text: string; lang: string | undefined }

const htmlLang: Record<TextLanguage, string | undefined> = { zh: 'zh-CN', en: 'en', und: undefined }

/** The text to show a reader: in their language where it exists, else what there is, with its language to mark it. */
export function shownText(texts: LocalText | null | undefined, locale: Locale): ShownText {
  const order: TextLanguage[] = locale === 'en' ? ['en', 'und', 'zh'] : ['zh', 'und', 'en']
  for (const tag of order) {
    const text = texts?.[tag]
    if (text) return { text, lang: htmlLang[tag] === locale ? undefined : htmlLang[tag] }
  }
  return { text: '', lang: undefined }
}

/** Only the string of `shownText`, where a language cannot be marked (titles, attributes, files). */
export const textIn = (texts: LocalText | null | undefined, locale: Locale): string => shownText(texts, locale).text
