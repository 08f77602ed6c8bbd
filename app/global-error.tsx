'use client'

import './globals.css'

/** When even the shell cannot be drawn: both languages, since neither is known. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="zh-CN" data-theme="auto">
      <body>
        <main className="wrap page">
          <title>荟 Hui</title>
          <h1>暂时打不开</h1>
          <p className="mt-3 text-ink-2">请稍等片刻，再试一次。已保存的内容没有丢失。</p>
          <div lang="en" className="mt-6">
            <h2>Not available right now</h2>
            <p className="mt-2 text-ink-2">Wait a moment, then try again. Nothing you saved is lost.</p>
          </div>
          <button type="button" className="btn btn-primary mt-6" onClick={reset}>
            再试一次 · <span lang="en">Try again</span>
          </button>
        </main>
      </body>
    </html>
  )
}
