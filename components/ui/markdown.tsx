import ReactMarkdown from 'react-markdown'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import type { Locale, LocalText } from '@/db/vocabulary'
import { shownText } from '@/lib/i18n/text'

/** A text people wrote in Markdown: sanitised, its headings below the page's own, links outward marked `nofollow`. */
export function Markdown({ value, locale, className = '' }: { value: LocalText | null | undefined; locale: Locale; className?: string }) {
  const { text, lang } = shownText(value, locale)
  if (!text) return null
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
