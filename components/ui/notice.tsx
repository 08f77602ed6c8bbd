import type { ReactNode } from 'react'

/** What happened or what to mind, in words; a live region, so that it is read out when it appears. */
export function Notice({ tone = 'info', children }: { tone?: 'info' | 'ok' | 'warn' | 'stop'; children: ReactNode }) {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'stop' ? 'alert' : 'status'}>
      <span aria-hidden="true">{{ info: 'ⓘ', ok: '✓', warn: '!', stop: '✕' }[tone]}</span>
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  )
}
