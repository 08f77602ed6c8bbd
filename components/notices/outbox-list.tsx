import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import type { Locale } from '@/db/vocabulary'
import type { ShownMessage } from '@/lib/notices/queries'
import { formatWhen, formatWhenInside } from '@/lib/time/format'

/** Mails as they would arrive; each opens in place. */
export function OutboxList({ messages, zone, locale, now }: { messages: ShownMessage[]; zone: string; locale: Locale; now: Date }) {
  const t = useTranslations('notices.outbox')
  const tones = { queued: 'wait', sent: 'ok', suppressed: 'plain', bounced: 'stop', failed: 'stop' } as const
  return (
    <ol className="grid gap-3">
      {messages.map((message) => (
        <li key={message.id} data-testid="outbox-message" data-to={message.toAddress} data-locale={message.locale}>
          <details className="card group">
            <summary className="flex flex-wrap items-center gap-x-4 gap-y-1 p-4">
              <span className="min-w-0 flex-1 basis-52">
                <span className="block font-semibold" lang={message.locale} data-testid="outbox-subject">
                  {message.subject}
                </span>
                <span className="small muted">{message.toAddress}</span>
              </span>
              <Chip tone={tones[message.outcome]}>{t(`outcomes.${message.outcome}`)}</Chip>
              <time className="small muted" dateTime={message.createdAt.toISOString()}>
                {formatWhen(message.createdAt, zone, locale, now)}
              </time>
            </summary>
            <div className="grid gap-4 border-t border-line p-4" lang={message.locale}>
              {message.notBefore > now && (
                <p className="small muted" lang={locale}>
                  {t('notBefore', { when: formatWhenInside(message.notBefore, zone, locale, now) })}
                </p>
              )}
              <pre className="whitespace-pre-wrap font-sans" data-testid="outbox-text">
                {message.text}
              </pre>
              {message.link && (
                <a href={message.link} className="link break-all" data-testid="outbox-link">
                  {message.link}
                </a>
              )}
            </div>
          </details>
        </li>
      ))}
    </ol>
  )
}
