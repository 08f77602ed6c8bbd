'use client'

import { useState } from 'react'

type Words = { subscribe: string; copy: string; copied: string; failed: string; address: string }

/** A feed to subscribe to: by the calendar program (webcal), or its address to copy. `path` with its query; the host is the page's. */
export function Subscribe({ path, words }: { path: string; words: Words }) {
  const [said, setSaid] = useState('')
  const [href, setHref] = useState<string>()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.origin + path)
      setSaid(words.copied)
    } catch {
      setSaid(`${words.failed} ${location.origin}${path}`)
    }
  }
  return (
    <>
      <a
        className="menu-item"
        href={href ?? path}
        onFocus={() => setHref(`webcal://${location.host}${path}`)}
        onPointerEnter={() => setHref(`webcal://${location.host}${path}`)}
      >
        {words.subscribe}
      </a>
      <button type="button" className="menu-item" onClick={copy}>
        {words.copy}
      </button>
      <p role="status" className="small px-3 py-1 break-all empty:hidden">
        {said}
      </p>
    </>
  )
}
