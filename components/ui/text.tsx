import type { ElementType } from 'react'
import type { Locale, LocalText } from '@/db/vocabulary'
import { shownText } from '@/lib/i18n/text'

/** What people wrote, in the reader's language where it exists, else in what there is, marked with its language. */
export function Text({
  value,
  locale,
  as: Tag,
  className,
}: {
  value: LocalText | null | undefined
  locale: Locale
  as?: ElementType
  className?: string
}) {
  const { text, lang } = shownText(value, locale)
  if (!Tag && !lang && !className) return text
  const Element = Tag ?? 'span'
  return (
    <Element lang={lang} className={className}>
      {text}
    </Element>
  )
}
