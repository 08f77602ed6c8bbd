import ReactMarkdown from 'react-markdown'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import type { Locale, LocalText } from '@/db/vocabulary'
import { shownText } from '@/lib/i18n/text'

const MOST_LINES = 1000
/** Marks of one paragraph that may begin or end something: to pair them takes the square of their number. */
const MOST_MARKS = 800
/** A line that opens more than eight lists and quotes in one another; a rule of dashes or stars is none. */
const DEEP = /^(?![ \t]*([-*])(?:[ \t]*\1)*[ \t]*$)(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$))){9}/m

/** Whether a text would take a reader of Markdown seconds, which no text does that somebody wrote; it is shown as it stands. */
export function isTangled(text: string): boolean {
  if (DEEP.test(text) || text.split('\n').length > MOST_LINES) return true
  return text.split(/\n[ \t]*\n/).some((paragraph) => (paragraph.match(/[*_`~[\]<>|&!\\]/g)?.length ?? 0) > MOST_MARKS)
}

/** A text people wrote in Markdown: sanitised, its headings below the page's own, links outward marked `nofollow`. */
export function Markdown({ value, locale, className = '' }: { value: LocalText | null | undefined; locale: Locale; className?: string }) {
  const { text, lang } = shownText(value, locale)
  if (!text) return null
  if (isTangled(text))
    return (
      <div className={`prose whitespace-pre-line break-words ${className}`} lang={lang}>
        {text}
      </div>
    )
  return (
    <div className={`prose ${className}`} lang={lang}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSanitize]}
        disallowedElements={['img', 'input']}
        components={{
          h1: ({ children }) => <h3>{children}</h3>,
          h2: ({ children }) => <h3>{children}</h3>,
          h4: ({ children }) => <h3>{children}</h3>,
          h5: ({ children }) => <h3>{children}</h3>,
          h6: ({ children }) => <h3>{children}</h3>,
          a: ({ href, children }) => (
            <a href={href} rel="nofollow noopener ugc">
              {children}
            </a>
          ),
        }}
      >
        {text}
      </ReactMarkdown>
    </div>
  )
}
