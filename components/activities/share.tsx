'use client'

import { useState } from 'react'

type Words = { copyLink: string; copyText: string; copied: string; failed: string }

/** Copies the page's address, or a text with it for a chat group. */
export function Share({ text, words }: { text: string; words: Words }) {
  const [said, setSaid] = useState('')
  const copy = (what: (url: string) => string) => async () => {
    try {
      await navigator.clipboard.writeText(what(location.origin + location.pathname))
      setSaid(words.copied)
    } catch {
      setSaid(words.failed)
    }
  }
  return (
    <>
      <button type="button" className="menu-item" onClick={copy((url) => url)}>
        {words.copyLink}
      </button>
      <button type="button" className="menu-item" onClick={copy((url) => `${text}\n${url}`)}>
        {words.copyText}
      </button>
      <p role="status" className="small px-3 py-1 empty:hidden">
        {said}
      </p>
    </>
  )
}
